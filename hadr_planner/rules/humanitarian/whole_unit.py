r"""A unit goes to one place, works only once all of it has arrived and is set up, and stays there.

.. math::  \sum_{n,p} stay_{unp} \le 1, \qquad weight_u\, stay_{unp}\ \text{is drawn from what has arrived at n by p}

Work starts with the first period after arrival and set-up.

Not modelled: split teams, moves after the first stay.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from hadr_planner.domain.breach import Breach
from hadr_planner.domain.clock import EPSILON_H
from hadr_planner.domain.plan import Drive, Plan, Stay
from hadr_planner.domain.scenario import Scenario
from hadr_planner.network import network
from hadr_planner.replay import KILOGRAM_T, hour, tonnes, usable_ways

if TYPE_CHECKING:
    from hadr_planner.decisions import Decisions

from hadr_planner.decisions.flows import UNIT

CODE = "UNIT"
TITLE = "Units arrive whole and set up"
SOURCE = "WHO EMT Blue Book 2021; INSARAG Guidelines"
LIFTED_BY = "the unit's own commander"


def impose(x: Decisions) -> None:
    stay = x.stay
    every = np.arange(len(stay))
    x.limit(CODE, np.ones(len(x.scenario.units)), {"stay": (stay.unit, every, np.ones(len(stay)))})
    units = list(x.scenario.units.values())
    for j in np.flatnonzero(~stay.drives) if len(stay) else ():
        unit = units[stay.unit[j]]
        pair = int(stay.node[j]), x.cargo.index(UNIT + unit.id)
        if pair in x.stock_number:
            x.draw(x.stock_number[pair] + int(stay.arrival[j]), int(j), unit.type.weight_t)
        else:
            stay.upper[j] = 0.0


Move = tuple[float, str, float, str]
"""Hour, node, tonnes that come (below zero: go), and the sortie that carries them."""


def check(scenario: Scenario, plan: Plan) -> Iterator[Breach]:
    stays: defaultdict[str, list[Stay]] = defaultdict(list)
    for stay in sorted(plan.stays, key=lambda s: s.arrived_h):
        stays[stay.unit].append(stay)
    drives: defaultdict[str, list[Drive]] = defaultdict(list)
    for drive in sorted(plan.drives, key=lambda d: d.start_h):
        yield from _undrivable(scenario, drive, drives[drive.unit])
        drives[drive.unit].append(drive)
    moves = _moves(plan)
    for id, (first, *more) in stays.items():
        for stay in more:
            yield Breach(
                rule=CODE, at=stay.node, by=id,
                because=f"{id} is at {first.node} from {hour(first.arrived_h)} and again at {stay.node} from "
                f"{hour(stay.arrived_h)}; a unit goes to one place.",
            )
        yield from _not_arrived(scenario, first, drives[id], moves[id])
        yield from _not_set_up(scenario, first)
        yield from _moves_on(first, drives[id], moves[id])


def _moves(plan: Plan) -> defaultdict[str, list[Move]]:
    """What sorties carry of each unit."""
    moves: defaultdict[str, list[Move]] = defaultdict(list)
    for sortie in plan.sorties:
        for stop in sortie.stops:
            for cargo, at_h, sign in ((stop.unloads, stop.off_block_h, 1), (stop.loads, stop.on_block_h, -1)):
                for item, amount_t in cargo.items():
                    if item.startswith("unit:"):
                        moves[item.removeprefix("unit:")].append((at_h, stop.node, sign * amount_t, sortie.id))
    return moves


def _not_arrived(scenario: Scenario, stay: Stay, drives: Sequence[Drive], moves: Sequence[Move]) -> Iterator[Breach]:
    """Not all of it is there when the plan says so."""
    unit = scenario.units[stay.unit]
    by_then = stay.arrived_h + EPSILON_H
    there_t = unit.type.weight_t if unit.origin == stay.node and unit.ready_h <= by_then else 0.0
    there_t += sum(amount_t for at_h, node, amount_t, _ in moves if node == stay.node and at_h <= by_then)
    there_t += sum(unit.type.weight_t for drive in drives if drive.to == stay.node and drive.end_h <= by_then)
    if there_t < unit.type.weight_t - KILOGRAM_T:
        yield Breach(
            rule=CODE, at=stay.node, by=unit.id, excess=unit.type.weight_t - there_t, unit="t",
            because=f"{unit.id} is to be at {stay.node} by {hour(stay.arrived_h)}; {tonnes(max(there_t, 0.0))} of its "
            f"{tonnes(unit.type.weight_t)} are.",
        )


def _not_set_up(scenario: Scenario, stay: Stay) -> Iterator[Breach]:
    """It works before it is set up, or stops before it starts."""
    setup_h = scenario.units[stay.unit].type.setup_h
    early_h = stay.arrived_h + setup_h - stay.from_h
    if early_h > EPSILON_H:
        yield Breach(
            rule=CODE, at=stay.node, by=stay.unit, excess=early_h, unit="h",
            because=f"{stay.unit} works at {stay.node} from {hour(stay.from_h)}; it arrives at {hour(stay.arrived_h)} "
            f"and needs {setup_h:g} h to set up.",
        )
    if stay.until_h < stay.from_h - EPSILON_H:
        yield Breach(
            rule=CODE, at=stay.node, by=stay.unit, excess=stay.from_h - stay.until_h, unit="h",
            because=f"{stay.unit} stops work at {stay.node} at {hour(stay.until_h)}, "
            f"before it starts at {hour(stay.from_h)}.",
        )


def _moves_on(stay: Stay, drives: Sequence[Drive], moves: Sequence[Move]) -> Iterator[Breach]:
    """It is lifted or drives once it has come to stay."""
    later = [(at_h, node, f"{by} lifts {tonnes(-amount_t)}") for at_h, node, amount_t, by in moves if amount_t < 0]
    later += [(drive.start_h, drive.from_, "it drives") for drive in drives if drive.end_h > stay.arrived_h + EPSILON_H]
    for at_h, node, doing in sorted(later):
        if at_h >= stay.arrived_h - EPSILON_H:
            yield Breach(
                rule=CODE, at=node, by=stay.unit,
                because=f"{stay.unit} comes to stay at {stay.node} at {hour(stay.arrived_h)}, yet {doing} "
                f"from {node} at {hour(at_h)}.",
            )


def _undrivable(scenario: Scenario, drive: Drive, before: Sequence[Drive]) -> Iterator[Breach]:
    """It drives without transport, from where it is not, before it is ready, or where no road leads in that time."""
    unit = scenario.units[drive.unit]
    ways = usable_ways(network(scenario), 0.0, drive.from_, drive.to, drive.start_h, drive.end_h)
    faults = (
        (not unit.own_transport, "it has no transport of its own"),
        (bool(before), "it has driven before"),
        (drive.from_ != unit.origin, f"it is at {unit.origin}"),
        (drive.start_h < unit.ready_h - EPSILON_H, f"it is ready at {hour(unit.ready_h)}"),
        (not ways, f"no open road leads there in {drive.end_h - drive.start_h:g} h"),
    )
    for found, why in faults:
        if found:
            yield Breach(
                rule=CODE, at=drive.from_, by=drive.unit,
                because=f"{drive.unit} can't drive from {drive.from_} to {drive.to} at {hour(drive.start_h)}: {why}.",
            )
