"""What units that surely stay will open, and when: the room that their work gives to sorties."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
from numpy.typing import NDArray

from hadr_planner.decisions.rows import Spell
from hadr_planner.demand import demand_t
from hadr_planner.domain.catalogue import NeedKind
from hadr_planner.solver.program import Program

Floats = NDArray[np.float64]

GIVING = {"opening", "stay"}
"""Decisions that give sorties room."""


def granted(program: Program, stays: Floats) -> Floats:
    """Room by row of the book that these stays (one entry per column of their block) give to sorties.

    Units work on what is broken at once, in the order of the needs, and each hour counts once.
    """
    given = np.zeros(program.others)
    first = program.offset["stay"]
    given[first : first + len(stays)] = stays
    first = program.offset["opening"]
    given[first : first + len(program.x.opening)] = openings(program, stays)
    return np.asarray(-(program.static @ given), dtype=float)


def waiting(program: Program) -> NDArray[np.bool_]:
    """Rows of the book on which sorties have no room but what units give them."""
    found = np.zeros(len(program.at_most), dtype=bool)
    for k, rows in enumerate(program.x.rows):
        if set(rows.blocks) & GIVING and any(isinstance(term, Spell) for term in rows.sorties):
            found[program.first[k] : program.first[k + 1]] = True
    return found


def openings(program: Program, stays: Floats) -> Floats:
    """Whether what was shut is open in each period, 1 or 0, if these units work on it at once."""
    x = program.x
    hours = _work(program, stays)
    opens = np.zeros(len(x.shut), dtype=np.int64)
    for number, need in enumerate(x.needs):
        if need.kind is NeedKind.REPAIR:
            nodes = np.unique(x.service.node[x.service.need == number]).tolist() if len(x.service) else []
            done = _spend([hours[node, need.item] for node in nodes], demand_t(x.scenario, need), x.clock.periods)
            target = x.shut.index(need.site)
            opens[target] = max(opens[target], done)
    return np.asarray(x.opening.period >= opens[x.opening.target], dtype=float)


def _work(program: Program, stays: Floats) -> defaultdict[tuple[int, str], Floats]:
    """Amounts that units can do, by node and item, in each period."""
    x = program.x
    types = [unit.type for unit in x.scenario.units.values()]
    length_h = np.array([x.clock.length_h(period) for period in range(x.clock.periods)])
    found: defaultdict[tuple[int, str], Floats] = defaultdict(lambda: np.zeros(x.clock.periods))
    for stay in np.flatnonzero(stays > 0).tolist():
        works = slice(int(x.stay.first[stay]), int(x.stay.last[stay]))
        for item, per_day in types[x.stay.unit[stay]].serves.items():
            found[int(x.stay.node[stay]), item][works] += per_day / 24 * length_h[works]
    return found


def _spend(able: list[Floats], owed: float, periods: int) -> int:
    """Take the hours owed from the first on; the period that begins when they are done, after the last if never."""
    for period in range(periods):
        for hours in able:
            worked = min(owed, float(hours[period]))
            hours[period] -= worked
            owed -= worked
        if owed <= 1e-6:
            return period + 1
    return periods
