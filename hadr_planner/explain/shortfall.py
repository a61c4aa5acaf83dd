"""Why is a need unmet? What is lacking, day by day, and everything found that limits it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hadr_planner import demand
from hadr_planner.domain.force import Need
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.explain.judge import refuse_unsound
from hadr_planner.explain.move import known
from hadr_planner.explain.proof import Proof, prove_all
from hadr_planner.explain.reason import Cause, Reason, search_ended
from hadr_planner.explain.reasons import chance, crowding, partners, reach, shut, supply, units
from hadr_planner.explain.reasons.question import Question
from hadr_planner.explain.spare import met

FAMILIES = (supply, units, partners, reach, shut, crowding, chance)
"""Every family of reasons; each is a module with ``reasons``."""
_MERE_SIGNS = {Cause.STUCK}
"""What shows that something limits, but not what."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayShort:
    """One day of a need; -1 for a need met once."""

    day: int
    owed: float
    met: float

    @property
    def short(self) -> float:
        """What is lacking."""
        return max(self.owed - self.met, 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmet:
    """What a need lacks, and why.

    Parameters
    ----------
    unit
        Of all amounts: ``t``, ``people`` or ``h``.
    days
        Every day on which something is owed.
    reasons
        What was found; empty where nothing is lacking.
    proofs
        What solving without a suspect gave, where that was asked for.
    """

    need: str
    site: str
    item: str
    unit: str
    days: tuple[DayShort, ...]
    reasons: tuple[Reason, ...]
    proofs: tuple[Proof, ...] = ()

    @property
    def owed(self) -> float:
        """What is needed in all."""
        return sum(day.owed for day in self.days)

    @property
    def short(self) -> float:
        """What is lacking in all."""
        return sum(day.short for day in self.days)


def why_unmet(scenario: Scenario, plan: Plan, need_id: str, *, prove: bool = False, seconds: float = 10.0) -> Unmet:
    """Ask why a need is not met, by checks; and by solving without each suspect where a proof is asked for.

    The need is named by its id, or as ``site/item``; ``seconds`` is the time for each solve of a proof.

    Raises
    ------
    HadrError
        If the scenario has no such need, or the plan can't be replayed.
    """
    need = _found(scenario, need_id)
    refuse_unsound(scenario, plan)
    asked = Question(scenario, plan, need)
    reasons = tuple(_reasons(asked)) if asked.short > 0 else ()
    proofs = prove_all(scenario, plan, need, reasons, seconds) if prove else ()
    return Unmet(
        need=need.id, site=need.site, item=need.item, unit=demand.unit(need), days=_days(asked), reasons=reasons,
        proofs=proofs,
    )


def _found(scenario: Scenario, id: str) -> Need:
    by_pair = {f"{need.site}/{need.item}": need.id for need in scenario.needs.values()}
    id = by_pair.get(id, id)
    known(id, "need", by_pair if "/" in id else scenario.needs)
    return scenario.needs[id]


def _days(asked: Question) -> tuple[DayShort, ...]:
    done = met(asked.scenario, asked.plan)
    return tuple(
        DayShort(day=day, owed=demand.owed(asked.scenario, asked.need, day), met=done.get((asked.need.id, day), 0.0))
        for day in demand.days(asked.scenario, asked.need)
    )


def _reasons(asked: Question) -> Iterator[Reason]:
    found = [reason for family in FAMILIES for reason in family.reasons(asked)]
    order = list(Cause)
    yield from sorted(dict.fromkeys(found), key=lambda reason: order.index(reason.cause))
    if all(reason.cause in _MERE_SIGNS for reason in found):
        what = f"Nothing was found that keeps {asked.need.item} from {asked.need.site}"
        yield search_ended(asked.plan, what)
