"""Lines about what the reader moves: sorties with their stops and legs, and units that drive."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from hadr_planner.domain.plan import Plan, Sortie
from hadr_planner.domain.scenario import Scenario
from hadr_planner.report.routes import legs, lines
from hadr_planner.report.wording import MODES, cargo, clean, item_name, node_name, owner_name

from .noun import Call, Kind, Stretch, Task
from .own import Own
from .work import standing


def sorties(scenario: Scenario, mine: Own) -> Iterator[Task]:
    """One line for each sortie of the reader."""
    for sortie in mine.sorties:
        loads: defaultdict[str, float] = defaultdict(float)
        for stop in sortie.stops:
            for item, tonnes in stop.loads.items():
                loads[item] += tonnes
        yield Task(
            kind=Kind.SORTIE,
            directive=sortie.directive,
            ask=owner_name(scenario, sortie.ask),
            from_h=sortie.start_h,
            until_h=sortie.end_h,
            node=sortie.stops[0].node,
            place=node_name(scenario, sortie.stops[0].node),
            to_node=sortie.stops[-1].node,
            to=" - ".join(node_name(scenario, stop.node) for stop in sortie.stops[1:]),
            who=_who(scenario, sortie),
            what=cargo(scenario, loads) or "empty",
            tonnes=round(sum(loads.values()), 3),
            mode=MODES[scenario.assets[sortie.asset].type.mode],
            sortie=sortie.id,
        )


def _who(scenario: Scenario, sortie: Sortie) -> str:
    return f"{clean(scenario.assets[sortie.asset].name)} #{sortie.tail}"


def drives(scenario: Scenario, plan: Plan, mine: Own) -> Iterator[Task]:
    """One line for each move of the reader's units by their own transport."""
    for drive in plan.drives:
        if drive.unit in mine.units:
            directive, ask = standing(scenario, plan, drive.unit)
            yield Task(
                kind=Kind.DRIVE,
                directive=directive,
                ask=ask,
                from_h=drive.start_h,
                until_h=drive.end_h,
                node=drive.from_,
                place=node_name(scenario, drive.from_),
                to_node=drive.to,
                to=node_name(scenario, drive.to),
                who=clean(scenario.units[drive.unit].name),
                what="moves by its own transport",
            )


def calls(scenario: Scenario, mine: Own) -> Iterator[Call]:
    """One row for each stop and item of the reader's sorties; a stop without cargo has one row."""
    for sortie in mine.sorties:
        for k, stop in enumerate(sortie.stops, 1):
            moved = [("load", item, tonnes) for item, tonnes in stop.loads.items()]
            moved += [("unload", item, tonnes) for item, tonnes in stop.unloads.items()]
            bare = Call(
                sortie=sortie.id,
                stop=k,
                node=stop.node,
                place=node_name(scenario, stop.node),
                on_block_h=stop.on_block_h,
                off_block_h=stop.off_block_h,
            )
            for action, item, tonnes in moved:
                yield replace(bare, action=action, item=item_name(scenario, item), tonnes=round(tonnes, 3))
            if not moved:
                yield bare


def stretches(scenario: Scenario, plan: Plan, mine: Own) -> Iterator[Stretch]:
    """The legs of the reader's sorties, with their lines."""
    by_number = {sortie.id: sortie for sortie in mine.sorties}
    found = legs(scenario, replace(plan, sorties=mine.sorties))
    drawn = lines(scenario, found)
    for leg in found:
        yield Stretch(
            sortie=leg.sortie,
            who=_who(scenario, by_number[leg.sortie]),
            mode=leg.mode.value,
            node=leg.from_,
            place=node_name(scenario, leg.from_),
            to_node=leg.to,
            to=node_name(scenario, leg.to),
            depart_h=leg.depart_h,
            arrive_h=leg.arrive_h,
            tonnes=round(leg.tonnes, 3),
            load=cargo(scenario, leg.load),
            line=tuple((round(lat, 5), round(lon, 5)) for lat, lon in drawn[leg.mode, leg.from_, leg.to]),
        )
