"""Who moved how much: sorties, hours and tonnes by nation, type and operator; tonnes by day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from hadr_planner.domain.force import Asset
from hadr_planner.domain.plan import Plan, Sortie
from hadr_planner.domain.scenario import Scenario

UNIT_PREFIX = "unit:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What one nation, type or class of operator did.

    Parameters
    ----------
    key
        Owner, asset type or operator class.
    under_way_h, busy_h
        Hours between stops; hours from first on-block to last off-block.
    lifted_t
        Goods unloaded, tonnes; goods carried in two lifts count twice.
    units_t
        Units set down, tonnes.
    """

    key: str
    sorties: int
    under_way_h: float
    busy_h: float
    lifted_t: float
    units_t: float


def goods_t(sortie: Sortie) -> float:
    """Tonnes of goods that a sortie sets down."""
    return sum(t for stop in sortie.stops for item, t in stop.unloads.items() if not item.startswith(UNIT_PREFIX))


def units_t(sortie: Sortie) -> float:
    """Tonnes of units that a sortie sets down."""
    return sum(t for stop in sortie.stops for item, t in stop.unloads.items() if item.startswith(UNIT_PREFIX))


def by_nation(scenario: Scenario, plan: Plan) -> tuple[Tally, ...]:
    """Tally by owner."""
    return _tally(scenario, plan, lambda asset: asset.owner)


def by_type(scenario: Scenario, plan: Plan) -> tuple[Tally, ...]:
    """Tally by platform type."""
    return _tally(scenario, plan, lambda asset: asset.type.id)


def by_operator(scenario: Scenario, plan: Plan) -> tuple[Tally, ...]:
    """Tally by class of operator."""
    return _tally(scenario, plan, lambda asset: asset.operator.value)


def _tally(scenario: Scenario, plan: Plan, key: Callable[[Asset], str]) -> tuple[Tally, ...]:
    groups: defaultdict[str, list[Sortie]] = defaultdict(list)
    for sortie in plan.sorties:
        groups[key(scenario.assets[sortie.asset])].append(sortie)
    tallies = (_sum(name, sorties) for name, sorties in groups.items())
    return tuple(sorted(tallies, key=lambda tally: (-tally.lifted_t, tally.key)))


def _sum(key: str, sorties: list[Sortie]) -> Tally:
    return Tally(
        key=key,
        sorties=len(sorties),
        under_way_h=sum(s.under_way_h for s in sorties),
        busy_h=sum(s.end_h - s.start_h for s in sorties),
        lifted_t=sum(goods_t(s) for s in sorties),
        units_t=sum(units_t(s) for s in sorties),
    )


def military_share(scenario: Scenario, plan: Plan) -> float:
    """Share of the lifted goods that military assets carried; 0 where nothing was lifted."""
    total = sum(goods_t(s) for s in plan.sorties)
    military = sum(goods_t(s) for s in plan.sorties if scenario.assets[s.asset].military)
    return military / total if total else 0.0


def handed_over_t(scenario: Scenario, plan: Plan) -> tuple[float, ...]:
    """Tonnes handed over by day; a period that spans days is shared out pro rata."""
    clock = scenario.clock
    days = [0.0] * clock.days
    for act in plan.hand_overs:
        start_h, end_h = clock.edges_h[act.period], clock.edges_h[act.period + 1]
        for day in range(clock.days):
            part_h = max(min(end_h, (day + 1) * 24) - max(start_h, day * 24), 0.0)
            days[day] += act.tonnes * part_h / (end_h - start_h)
    return tuple(days)
