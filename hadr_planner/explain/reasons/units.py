"""Does any unit do it, where is it, when does it work, and how much can it do?"""

from __future__ import annotations

from collections.abc import Iterator

from hadr_planner import demand
from hadr_planner.domain.catalogue import NeedKind
from hadr_planner.domain.clock import EPSILON_H
from hadr_planner.domain.force import Unit
from hadr_planner.explain.judge import BY_CODE
from hadr_planner.explain.move import UNIT
from hadr_planner.explain.reason import Cause, Reason
from hadr_planner.explain.reasons.crowding import FULL_SHARE
from hadr_planner.explain.reasons.question import Question
from hadr_planner.replay import hour, shifts, tonnes

MOST_UNITS = 5
"""Units elsewhere that are named."""


def reasons(asked: Question) -> Iterator[Reason]:
    """Reasons about units of care, rescue and repair."""
    if asked.need.kind is NeedKind.CARGO:
        return
    if not asked.makers:
        because = f"No unit on offer does {asked.need.item}."
        yield Reason(cause=Cause.NO_UNIT, lifted_by="whoever offers units", because=because)
        return
    yield from _late(asked)
    yield from _away(asked)
    yield from _full(asked)


def _units(asked: Question) -> list[Unit]:
    return sorted((asked.scenario.units[id] for id in asked.makers), key=lambda unit: (unit.ready_h, unit.id))


def _late(asked: Question) -> Iterator[Reason]:
    """When the first could start, and when those that come do start."""
    first, from_h = _units(asked)[0], asked.need.from_h
    if first.ready_h > from_h + EPSILON_H:
        yield Reason(
            cause=Cause.LATE_UNIT, at=first.origin, by=first.id, from_h=from_h, until_h=first.ready_h, rule="READY",
            quantity=first.ready_h - from_h, unit="h", lifted_by=BY_CODE["READY"].LIFTED_BY,
            rows=tuple(f"units/{unit.id}" for unit in _units(asked) if unit.ready_h > from_h + EPSILON_H),
            because=f"{first.id}, the first of {len(asked.makers)} that do {asked.need.item}, is ready at "
            f"{first.origin} from {hour(first.ready_h)}; it is needed from {hour(from_h)}.",
        )
    for stay in asked.plan.stays:
        if stay.unit in asked.makers and stay.node in asked.outlets and stay.from_h > from_h + EPSILON_H:
            yield Reason(
                cause=Cause.LATE_UNIT, at=stay.node, by=stay.unit, from_h=from_h, until_h=stay.from_h, rule="UNIT",
                quantity=stay.from_h - from_h, unit="h", lifted_by="whoever lifts it there sooner",
                because=f"{stay.unit} is at {stay.node} from {hour(stay.arrived_h)} and works from "
                f"{hour(stay.from_h)}; {asked.need.item} is needed from {hour(from_h)}.",
            )


def _away(asked: Question) -> Iterator[Reason]:
    """Units that do it, and do it somewhere else or nowhere: those that went nowhere first."""
    stays = {stay.unit: stay for stay in asked.plan.stays}
    away = [unit for unit in _units(asked) if unit.id not in stays or stays[unit.id].node not in asked.outlets]
    away.sort(key=lambda unit: unit.id in stays)
    where = " or ".join(asked.outlets)
    for unit in away[:MOST_UNITS]:
        stay = stays.get(unit.id)
        at = f"works at {stay.node} from {hour(stay.from_h)}" if stay else f"stays at {unit.origin} throughout"
        lift = _lift(asked, unit) if asked.loads[:1] == (UNIT + unit.id,) else ""
        yield Reason(
            cause=Cause.ELSEWHERE, at=stay.node if stay else unit.origin, by=unit.id, rule="UNIT",
            from_h=stay.from_h if stay else None, lifted_by="whoever assigns the units",
            because=f"{unit.id}, ready from {hour(unit.ready_h)}, does {asked.need.item}, but {at}, not at "
            f"{where}{lift}.",
        )


def _lift(asked: Question, unit: Unit) -> str:
    if not asked.able:
        return ""
    names = ", ".join(one.asset for one in asked.able[:MOST_UNITS])
    return f"; {len(asked.able)} assets could lift its {tonnes(unit.type.weight_t)} there, the nearest are {names}"


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
