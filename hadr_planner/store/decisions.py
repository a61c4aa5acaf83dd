"""Decisions between plans."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import Connection, insert, select

from hadr_planner.errors import HadrError

from . import plans
from .cards import DecisionCard
from .schema import COMPARED, DECISIONS
from .words import lines
from .work import Work

REASON_LENGTH = 5000


def cards(connection: Connection, scenario_id: int | None = None, id: int | None = None) -> tuple[DecisionCard, ...]:
    """Decisions about a scenario, or about all, the latest first."""
    wanted = select(DECISIONS).order_by(DECISIONS.c.id.desc())
    beside = select(COMPARED).order_by(COMPARED.c.decision_id, COMPARED.c.place)
    if scenario_id is not None:
        wanted = wanted.where(DECISIONS.c.scenario_id == scenario_id)
    if id is not None:
        wanted = wanted.where(DECISIONS.c.id == id)
    among: dict[int, list[int]] = defaultdict(list)
    for pair in connection.execute(beside):
        among[pair.decision_id].append(pair.plan_id)
    return tuple(
        DecisionCard(
            id=row.id,
            scenario_id=row.scenario_id,
            plan_ids=tuple(among[row.id]),
            chosen=row.chosen,
            reason=row.reason,
            by=row.by,
            at=row.at,
        )
        for row in connection.execute(wanted)
    )


def add(work: Work, scenario_id: int, plan_ids: Sequence[int], chosen: int, reason: str) -> DecisionCard:
    """Write down which plan is followed, among which, and why.

    Raises
    ------
    HadrError
        Where the reason is missing, or a plan is of another scenario or not among those compared.
    """
    reason = lines(reason)
    if not 0 < len(reason) <= REASON_LENGTH:
        raise HadrError(f"A decision has its reason in 1 to {REASON_LENGTH:,} characters, got {len(reason):,}.")
    among = tuple(dict.fromkeys(plan_ids))
    if chosen not in among:
        raise HadrError(f"Plan {chosen} is not among the plans compared ({', '.join(map(str, among)) or 'none'}).")
    for id in among:
        if plans.card(work.connection, id).scenario_id != scenario_id:
            raise HadrError(f"Plan {id} is of another scenario than {scenario_id}; a decision is about one scenario.")
    row = {"scenario_id": scenario_id, "chosen": chosen, "reason": reason, **work.signed}
    id = work.connection.execute(insert(DECISIONS).values(row).returning(DECISIONS.c.id)).scalar_one()
    pairs = [{"decision_id": id, "plan_id": plan, "place": place} for place, plan in enumerate(among)]
    work.connection.execute(insert(COMPARED), pairs)
    work.note(f"chose plan {chosen} among {', '.join(map(str, among))} of scenario {scenario_id}")
    return cards(work.connection, id=id)[0]
