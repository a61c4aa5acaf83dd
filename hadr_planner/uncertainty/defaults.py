"""What is doubted where a scenario has no table of its own: judgements, none of them measured."""

from __future__ import annotations

from hadr_planner.domain.doubt import Doubt, DoubtKind
from hadr_planner.domain.quantity import Confidence
from hadr_planner.domain.scenario import Scenario

JUDGEMENT = "planner's judgement, to be replaced by the theatre's own figures"


def _default(kind: DoubtKind, probability: float, low: float, high: float, spread: float) -> Doubt:
    return Doubt(
        id=kind.value, kind=kind, probability=probability, low=low, high=high, spread=spread,
        source=JUDGEMENT, confidence=Confidence.UNVERIFIED,
    )


DEFAULTS: tuple[Doubt, ...] = (
    _default(DoubtKind.WEATHER_DAY, 0.05, 0, 0, 0.2),
    _default(DoubtKind.BREAKDOWN, 0.01, 1, 3, 1),
    _default(DoubtKind.RAMP_SLOWER, 0.5, 1, 1.5, 1),
    _default(DoubtKind.SUPPLY_LATE, 0.3, 6, 24, 1),
    _default(DoubtKind.OPENING_LATE, 0.4, 6, 36, 0.5),
    _default(DoubtKind.NEED_FACTOR, 1, 0.8, 1.3, 0.5),
    _default(DoubtKind.NATION_WITHDRAWS, 0.02, 24, 240, 1),
)


def doubts(scenario: Scenario) -> tuple[Doubt, ...]:
    """Rows of the scenario's own table by id, or the defaults where it has none."""
    return tuple(sorted(scenario.uncertainty.values(), key=lambda doubt: doubt.id)) or DEFAULTS
