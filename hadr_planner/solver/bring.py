"""Units brought whole: for each that is liked somewhere, the earliest stay to which the lifts flown bring all of it.

A linear program spreads a unit over posts and hours. Here units choose one after another, and each takes the room that
it needs on the lifts that are flown: a flow through (node, period), where what comes in goes on from the next period.
"""

from __future__ import annotations

from collections import defaultdict

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.csgraph import maximum_flow

from hadr_planner.decisions.flows import UNIT
from hadr_planner.decisions.rows import Carry
from hadr_planner.solver.columns import Columns
from hadr_planner.solver.program import Program
from hadr_planner.solver.sent import surely

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

LIKED = 0.3
"""Least share of a unit's stays, all together, on which it is sent."""
GRAMS = 1e6
"""Grams in a tonne: flows are counted whole."""
SPARE_G = 1000


def brought(program: Program, columns: Columns, counts: Ints, liked: Floats) -> Bools:
    """Which stays are taken, one a unit at most, so that all that is lifted fits on the lifts flown.

    Parameters
    ----------
    program, columns, counts
        The program, and how many tails fly each sortie.
    liked
        How much each stay is wished for, as a fraction.
    """
    return _Bringing(program, columns, counts).run(liked)


class _Bringing:
    """Room that is left on the lifts flown, and who does what where."""

    def __init__(self, program: Program, columns: Columns, counts: Ints) -> None:
        self.program, self.x = program, program.x
        self.rows = self._carrying()
        number = np.full(len(program.at_most), -1, dtype=np.int64)
        number[self.rows] = np.arange(len(self.rows))
        row, column, amount = program.entries(columns)
        keep = number[row] >= 0
        self.room = -np.bincount(
            number[row[keep]], weights=amount[keep] * counts[column[keep]], minlength=len(self.rows)
        )
        first = program.offset["flow"]
        self.weight = program.static[self.rows][:, first : first + len(self.x.flow)].tocsc()
        self.taken: defaultdict[tuple[int, str], float] = defaultdict(float)
        self.types = [unit.type.id for unit in self.x.scenario.units.values()]

    def _carrying(self) -> Ints:
        """Rows that give flows their room on lifts."""
        program = self.program
        spans = [
            np.arange(program.first[k], program.first[k + 1])
            for k, rows in enumerate(program.x.rows)
            if any(isinstance(term, Carry) for term in rows.sorties)
        ]
        return np.concatenate([*spans, np.zeros(0, dtype=np.int64)])

    def run(self, liked: Floats) -> Bools:
        stay = self.x.stay
        chosen = np.zeros(len(stay), dtype=bool)
        liked = self._free_ones(liked)
        share = np.bincount(stay.unit, weights=liked, minlength=len(self.types)) if len(stay) else np.zeros(0)
        wanted: defaultdict[tuple[int, str], float] = defaultdict(float)
        for j in np.flatnonzero(liked > 0).tolist():
            wanted[int(stay.node[j]), self.types[stay.unit[j]]] += float(liked[j])
        for unit in np.lexsort((self._first(liked), -np.round(share, 1))).tolist():
            if share[unit] >= LIKED:
                found = self._post(unit, liked, wanted)
                if found is not None:
                    chosen[found] = True
                    self.taken[int(stay.node[found]), self.types[unit]] += 1.0
        return chosen

    def _free_ones(self, liked: Floats) -> Floats:
        """The same with units that need no lift and are wished for nowhere sent to their first post."""
        stay = self.x.stay
        at_home = np.bincount(stay.unit, weights=liked, minlength=len(self.types)) < LIKED if len(stay) else liked
        return np.where(at_home[stay.unit], np.maximum(liked, surely(self.x)), liked) if len(stay) else liked

    def _first(self, liked: Floats) -> Floats:
        """Earliest period in which each unit is wished for."""
        stay = self.x.stay
        first = np.full(len(self.types), np.inf)
        np.minimum.at(first, stay.unit[liked > 0], stay.arrival[liked > 0].astype(float))
        return first

    def _post(self, unit: int, liked: Floats, wanted: defaultdict[tuple[int, str], float]) -> int | None:
        """A stay for a unit: where its kind is wished for most and not yet sent, as early as it can be there whole."""
        stay = self.x.stay
        mine = np.flatnonzero((stay.unit == unit) & (stay.upper > 0))
        kind = self.types[unit]
        nodes = sorted(
            set(stay.node[mine].tolist()),
            key=lambda node: (
                -round(min(wanted[node, kind] - self.taken[node, kind], 1.0), 2),
                -float(liked[mine[stay.node[mine] == node]].sum()),
            ),
        )
        for node in nodes:
            here = mine[stay.node[mine] == node]
            if liked[here].sum() > 0 or wanted[node, kind] - self.taken[node, kind] >= LIKED:
                found = self._earliest(unit, here, liked)
                if found is not None:
                    return found
        return None

    def _earliest(self, unit: int, here: Ints, liked: Floats) -> int | None:
        """The first of the stays at one node that can be had; of those that begin alike, the one liked best."""
        stay = self.x.stay
        arrivals = np.unique(stay.arrival[here])
        if not stay.drives[here[0]]:
            arrival = self._lifted(unit, int(stay.node[here[0]]), arrivals)
            if arrival is None:
                return None
            here = here[stay.arrival[here] == arrival]
        longest = stay.last[here] - stay.first[here]
        return int(here[np.lexsort((longest, -liked[here], stay.arrival[here]))[0]])

    def _lifted(self, unit: int, node: int, arrivals: Ints) -> int | None:
        """First of these periods by whose end all of a unit can be at a node; takes the room that it needs."""
        x = self.x
        item = x.cargo.index(UNIT + list(x.scenario.units)[unit])
        flows = np.flatnonzero(x.flow.item == item)
        weigh = self.weight[:, flows]
        low, high = 0, len(arrivals)
        found: Floats | None = None
        while low < high:
            middle = (low + high) // 2
            carried = self._carried(unit, flows, weigh, node, int(arrivals[middle]))
            if carried is None:
                low = middle + 1
            else:
                high, found = middle, carried
        if found is None:
            return None
        self.room -= weigh @ found
        return int(arrivals[high])

    def _carried(self, unit: int, flows: Ints, weigh: sparse.csc_matrix, node: int, arrival: int) -> Floats | None:
        """Tonnes on every flow by which all of a unit is at a node by the end of a period; None where it can't be."""
        x = self.x
        force = list(x.scenario.units.values())[unit]
        ready = x.clock.first_from(force.ready_h)
        live = (x.flow.out[flows] >= ready) & (x.flow.into[flows] <= arrival)
        entries = weigh.tocoo()
        row, column, takes = (a[entries.data > 0] for a in (entries.row, entries.col, entries.data))
        most_t = np.full(len(flows), np.inf)
        np.minimum.at(most_t, column, np.maximum(self.room[row], 0.0) / takes)
        most_t[~live] = 0.0
        periods, nodes = x.clock.periods + 1, len(x.nodes)
        whole_g = round(force.type.weight_t * GRAMS)
        room_g = np.floor(np.minimum(most_t, force.type.weight_t) * GRAMS).astype(np.int64)
        used = np.flatnonzero(room_g > 0)
        tail = x.flow.start[flows[used]] * periods + x.flow.out[flows[used]]
        head = x.flow.end[flows[used]] * periods + x.flow.into[flows[used]] + 1
        source = int(x.network.index[force.origin]) * periods + ready
        sink = node * periods + arrival + 1
        graph, keys = _graph(tail, head, room_g[used], source, sink, periods, nodes, whole_g)
        flow = maximum_flow(graph, keys[source], keys[sink])
        if flow.flow_value < whole_g - SPARE_G:
            return None
        carried = np.zeros(len(flows))
        moved = flow.flow.todok()
        for k, a, b in zip(used.tolist(), tail.tolist(), head.tolist(), strict=True):
            arc = keys[a], keys[b]
            share = min(max(int(moved.get(arc, 0)), 0), int(room_g[k]))
            moved[arc] = moved.get(arc, 0) - share
            carried[k] = share / GRAMS
        return carried


def _graph(
    tail: Ints, head: Ints, room_g: Ints, source: int, sink: int, periods: int, nodes: int, whole_g: int
) -> tuple[sparse.csr_matrix, dict[int, int]]:
    """Network of lifts, and of waiting from period to period between the states that lifts touch."""
    states = np.unique(np.concatenate([tail, head, [source, sink]]))
    keys = {int(state): k for k, state in enumerate(states)}
    same = np.flatnonzero(states[1:] // periods == states[:-1] // periods)
    rows = np.concatenate([np.searchsorted(states, tail), same])
    columns = np.concatenate([np.searchsorted(states, head), same + 1])
    most = np.concatenate([room_g, np.full(len(same), whole_g)])
    most = np.minimum(most, whole_g)
    graph = sparse.csr_matrix((most, (rows, columns)), shape=(len(states), len(states)))
    graph.data = np.minimum(graph.data, 2 * whole_g)
    return graph.astype(np.int32), keys
