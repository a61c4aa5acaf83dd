"""Does any unit do it, where is it, when does it work, and how much can it do?"""

from __future__ import annotations

from collections.abc import Iterator

from hadr_planner import demand
from hadr_planner.domain.catalogue import NeedKind
from hadr_planner.domain.clock import EPSILON_H
from hadr_planner.domain.force import Unit
from hadr_planner.explain.judge import BY_CODE
from hadr_planner.explain.reason import Cause, Reason
from hadr_planner.explain.reasons.crowding import FULL_SHARE
from hadr_planner.explain.reasons.question import Question
from hadr_planner.replay import hour, shifts


def reasons(asked: Question) -> Iterator[Reason]:
    """Reasons about units of care, rescue and repair."""
    if asked.need.kind is NeedKind.CARGO:
        return
    if not asked.makers:
        because = f"No unit on offer does {asked.need.item}."
        yield Reason(cause=Cause.NO_UNIT, lifted_by="whoever offers units", because=because)
        return
    for id in asked.makers:
        yield from _one(asked, asked.scenario.units[id])
    yield from _full(asked)


def _one(asked: Question, unit: Unit) -> Iterator[Reason]:
    where = " or ".join(asked.outlets)
    stay = next((stay for stay in asked.plan.stays if stay.unit == unit.id), None)
    ready = unit.ready_h if unit.ready_h > asked.need.from_h + EPSILON_H else None
    if stay is None or stay.node not in asked.outlets:
        at = f"works at {stay.node} from {hour(stay.from_h)}" if stay else f"stays at {unit.origin} throughout"
        yield Reason(
            cause=Cause.ELSEWHERE, at=stay.node if stay else unit.origin, by=unit.id, rule="UNIT",
            from_h=stay.from_h if stay else None, lifted_by="whoever assigns the units",
            because=f"{unit.id} does {asked.need.item}, but {at}, not at {where}.",
        )
    elif stay.from_h > asked.need.from_h + EPSILON_H:
        yield Reason(
            cause=Cause.LATE_UNIT, at=stay.node, by=unit.id, from_h=asked.need.from_h, until_h=stay.from_h, rule="UNIT",
            quantity=stay.from_h - asked.need.from_h, unit="h", lifted_by="whoever lifts it there sooner",
            because=f"{unit.id} is at {stay.node} from {hour(stay.arrived_h)} and works from {hour(stay.from_h)}; "
            f"{asked.need.item} is needed from {hour(asked.need.from_h)}.",
        )
    if ready is not None:
        yield Reason(
            cause=Cause.LATE_UNIT, at=unit.origin, by=unit.id, from_h=asked.need.from_h, until_h=ready, rule="READY",
            quantity=ready - asked.need.from_h, unit="h", lifted_by=BY_CODE["READY"].LIFTED_BY,
            rows=(f"units/{unit.id}",),
            because=f"{unit.id} is ready at {unit.origin} from {hour(ready)}; {asked.need.item} is needed "
            f"from {hour(asked.need.from_h)}.",
        )


def _full(asked: Question) -> Iterator[Reason]:
    """Units at work there that do all they can."""
    scenario, item = asked.scenario, asked.need.item
    here = [s for (node, _), at_work in shifts(scenario, asked.plan).items() if node in asked.outlets for s in at_work]
    can = sum(scenario.units[s.unit].type.serves.get(item, 0.0) / 24 * s.length_h for s in here)
    same = {n.id for n in scenario.needs.values() if n.site == asked.need.site and n.item == item}
    done = sum(service.quantity for service in asked.plan.services if service.need in same)
    if can > 0 and done / can >= FULL_SHARE:
        names = sorted({s.unit for s in here if item in scenario.units[s.unit].type.serves})
        unit = demand.unit(asked.need)
        yield Reason(
            cause=Cause.UNIT_FULL, at=asked.need.site, by=names[0], quantity=can, unit=unit, share=min(done / can, 1.0),
            rule="CAPACITY", lifted_by="whoever offers a further unit",
            because=f"{', '.join(names)} can do {can:.0f} {unit} of {item} there within the plan, and does {done:.0f}.",
        )
