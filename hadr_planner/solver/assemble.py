"""From a solution to a plan: tails by colouring, loads, stays, hand-overs, services, each line with its directive."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hadr_planner import goals
from hadr_planner.decisions import Decisions
from hadr_planner.domain.plan import Drive, HandOver, Plan, Service, Sortie, Stay, Stop
from hadr_planner.solver.columns import Columns
from hadr_planner.solver.directive import directive
from hadr_planner.solver.draft import draft
from hadr_planner.solver.loads import Manifest, share_out
from hadr_planner.solver.program import Program
from hadr_planner.solver.settle import Settled, settle

DIGITS = 6


def assemble(program: Program, columns: Columns, counts: np.ndarray, values: dict[str, np.ndarray]) -> Plan:
    """Plan of a solution; its status and bound are the caller's to set.

    Parameters
    ----------
    program, columns
        The program solved, and its sorties.
    counts
        How many tails fly each column.
    values
        Amounts of the other decisions, by block.
    """
    flown = Columns(np.repeat(columns.mission, counts), np.repeat(columns.start, counts))
    return from_manifest(program, share_out(program, flown, values["flow"]), values)


def from_manifest(program: Program, manifest: Manifest, values: dict[str, np.ndarray]) -> Plan:
    """Plan of sorties whose loads are known."""
    settled = settle(program, manifest, values)
    flown, loads = _worth_telling(program, manifest)
    sorties = _sorties(program, flown, loads)
    return _plan(program, sorties, settled)


def worth_flying(program: Program, manifest: Manifest) -> NDArray[np.bool_]:
    """Which sorties carry something, bring a tail elsewhere or were asked for."""
    missions, flown = program.x.missions, manifest.flown
    laden = [any(manifest.loads.get((k, lift)) for lift in lifts) for k, lifts in enumerate(manifest.lifts)]
    asked = [pair in program.x.asked for pair in zip(flown.mission.tolist(), flown.start.tolist(), strict=True)]
    moves = missions.start[flown.mission] != missions.end[flown.mission]
    return np.asarray(moves | np.array(laden, dtype=bool) | np.array(asked, dtype=bool))


def _worth_telling(program: Program, manifest: Manifest) -> tuple[Columns, list[dict[int, dict[int, float]]]]:
    """Sorties worth flying, with their loads by lift."""
    keep = worth_flying(program, manifest)
    loads = [
        {lift: manifest.loads[k, lift] for lift in manifest.lifts[k] if manifest.loads.get((k, lift))}
        for k in np.flatnonzero(keep).tolist()
    ]
    return manifest.flown.take(keep), loads


def tails(program: Program, flown: Columns) -> np.ndarray:
    """Tail of every sortie, 1 to the pool's count: whoever has rested longest at the stand goes."""
    x, fleet = program.x, program.fleet
    leave, free = fleet.leave_slot(flown), fleet.free_slot(flown)
    order = np.lexsort((flown.mission, leave))
    rests: dict[int, list[list[int]]] = {}
    number = np.zeros(len(flown), dtype=np.int64)
    for k in order.tolist():
        pool = int(x.missions.pool[flown.mission[k]])
        home = int(x.stands[pool][0])
        mine = rests.setdefault(pool, [[0, home, tail] for tail in range(1, x.pools[pool].count + 1)])
        here = None if fleet.embarked(pool) else int(x.missions.start[flown.mission[k]])
        able = [tail for tail in mine if tail[0] <= leave[k] and (here is None or tail[1] == here)]
        if able:
            tail = min(able, key=lambda t: (t[0], t[2]))
            tail[0], tail[1] = int(free[k]), int(x.missions.end[flown.mission[k]])
            number[k] = tail[2]
    return number


def _sorties(program: Program, flown: Columns, loads: list[dict[int, dict[int, float]]]) -> tuple[Sortie, ...]:
    x = program.x
    number = tails(program, flown)
    visits, lifts = x.missions.visits, x.missions.lifts
    order = np.argsort(visits.mission, kind="stable")
    first = np.searchsorted(visits.mission[order], flown.mission)
    last = np.searchsorted(visits.mission[order], flown.mission, side="right")
    found = []
    serial: dict[str, int] = defaultdict(int)
    for k in np.lexsort((number, flown.mission, flown.start)).tolist():
        if number[k] == 0:
            continue
        asset = x.pools[int(x.missions.pool[flown.mission[k]])]
        stops = []
        for v in order[first[k] : last[k]].tolist():
            node = int(visits.node[v])
            mine = {
                x.cargo[item]: tonnes
                for lift, held in loads[k].items()
                if visits.drops[v] and int(lifts.end[lift]) == node
                for item, tonnes in held.items()
            }
            taken: dict[str, float] = defaultdict(float)
            for held in loads[k].values() if visits.loads[v] else ():
                for item, tonnes in held.items():
                    taken[x.cargo[item]] += tonnes
            stops.append(
                Stop(
                    node=x.network.nodes[node],
                    on_block_h=_hour(x, flown.start[k] + visits.on[v]),
                    off_block_h=_hour(x, flown.start[k] + visits.off[v]),
                    loads=_rounded(taken),
                    unloads=_rounded(mine),
                )
            )
        serial[asset.id] += 1
        what, ask = directive(x.scenario, asset)
        found.append(
            Sortie(
                id=f"{asset.id}-{serial[asset.id]:03d}",
                asset=asset.id,
                tail=int(number[k]),
                owner=asset.owner,
                directive=what,
                ask=ask,
                stops=tuple(stops),
                under_way_h=round(float(x.missions.under_way_h[flown.mission[k]]), DIGITS),
            )
        )
    return tuple(found)


def _hour(x: Decisions, slot: int) -> float:
    return round(float(slot) * x.clock.slot_h, DIGITS)


def _rounded(tonnes: dict[str, float]) -> dict[str, float]:
    return {item: round(amount, DIGITS) for item, amount in sorted(tonnes.items())} if tonnes else {}


def _plan(program: Program, sorties: tuple[Sortie, ...], settled: Settled) -> Plan:
    x = program.x
    scenario = x.scenario
    units = list(scenario.units.values())
    drives, stays = [], []
    for j in sorted(settled.stays, key=lambda j: (x.stay.first[j], x.stay.unit[j])):
        unit, node = units[x.stay.unit[j]], x.network.nodes[x.stay.node[j]]
        arrived_h = round(float(x.stay.arrived_h[j]), DIGITS)
        if x.stay.driven_h[j] > 0:
            start_h = round(float(x.stay.arrived_h[j] - x.stay.driven_h[j]), DIGITS)
            drives.append(Drive(unit=unit.id, from_=unit.origin, to=node, start_h=start_h, end_h=arrived_h))
        what, ask = directive(scenario, unit)
        until_h = min(x.clock.edges_h[x.stay.last[j]], unit.until_h)
        stays.append(
            Stay(
                unit=unit.id,
                node=node,
                arrived_h=arrived_h,
                from_h=x.clock.edges_h[x.stay.first[j]],
                until_h=until_h,
                directive=what,
                ask=ask,
            )
        )
    plan = draft(
        scenario,
        sorties=sorties,
        drives=tuple(drives),
        stays=tuple(stays),
        hand_overs=_hand_overs(program, settled),
        services=_services(program, settled),
    )
    found = goals.scores(scenario, plan)
    return replace(plan, scores=found, value=sum(score.weight * score.value for score in found))


def _hand_overs(program: Program, settled: Settled) -> tuple[HandOver, ...]:
    x = program.x
    block, partners = x.hand_over, list(x.scenario.partnerships)
    return tuple(
        HandOver(
            need=x.needs[block.need[j]].id,
            partnership=partners[block.partnership[j]],
            from_=x.network.nodes[block.node[j]],
            period=period,
            day=int(block.day[j]),
            tonnes=round(tonnes, DIGITS),
        )
        for (j, period), tonnes in sorted(settled.hand_overs.items())
    )


def _services(program: Program, settled: Settled) -> tuple[Service, ...]:
    """Share services out over the units that can do them, first come first."""
    x = program.x
    units = list(x.scenario.units.values())
    left: dict[tuple[int, str, int], list[list[Any]]] = defaultdict(list)
    for j in sorted(settled.stays):
        unit = units[x.stay.unit[j]]
        for item, per_day in unit.type.serves.items():
            for period in range(int(x.stay.first[j]), int(x.stay.last[j])):
                left[int(x.stay.node[j]), item, period].append([unit.id, per_day / 24 * x.clock.length_h(period)])
    found = []
    for column, amount in sorted(settled.services.items()):
        need, period = x.needs[x.service.need[column]], int(x.service.period[column])
        for share in left[int(x.service.node[column]), need.item, period]:
            part = min(amount, share[1])
            if part > 1e-9:
                share[1] -= part
                amount -= part
                found.append(
                    Service(
                        need=need.id,
                        unit=share[0],
                        period=period,
                        day=int(x.service.day[column]),
                        quantity=round(part, DIGITS),
                    )
                )
    return tuple(found)
