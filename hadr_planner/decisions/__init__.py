"""The one vocabulary in which rules and aims speak to the optimizer.

Rules never touch a solver. They get arrays over every mission that could start at every slot, and blocks of further
decisions (flows, stocks, hand-overs, stays, services, openings). They ``forbid`` and they ``limit``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from hadr_planner import demand
from hadr_planner.decisions import flows as flow_tables
from hadr_planner.decisions import stays as stay_tables
from hadr_planner.decisions.block import Block
from hadr_planner.decisions.rows import NO_ROW, Carry, Rows, Spell, Standing
from hadr_planner.domain.catalogue import Mode, NeedKind
from hadr_planner.domain.force import Asset, Need, Per
from hadr_planner.domain.geography import Place, Site
from hadr_planner.domain.scenario import Scenario
from hadr_planner.missions import Missions, missions
from hadr_planner.missions.reach import Reach
from hadr_planner.network import Network, network

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

CATCH_UP_DAYS = 3
"""Days after which a waiting day's need is no longer met late."""
DAY_H = 24.0


class Decisions:
    """Everything that can be decided in a scenario, and what rules have said of it so far.

    Attributes
    ----------
    allowed
        Whether a mission may start at a slot (mission, slot).
    rows
        Families of rows, in the order in which rules wrote them.
    moves_tails
        Whether tails are kept apart: each is at one stand or on one sortie at a time.
    lead
        Slots before its start from which a sortie claims its tail (mission, slot).
    rest
        Slots after its end until which a sortie claims its tail (mission).
    """

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.clock = scenario.clock
        self.network: Network = network(scenario)
        self.missions: Missions = missions(scenario, self.network)
        slots = self.clock.slots
        self.allowed: Bools = self.missions.slots[:, None] + np.arange(slots) <= slots
        self.lead: Ints = np.zeros((len(self.missions), slots), dtype=np.int16)
        self.rest: Ints = np.zeros(len(self.missions), dtype=np.int64)
        self.rows: list[Rows] = []
        self.extra: dict[str, Block] = {}
        self.moves_tails = False
        self.refused: dict[str, frozenset[str]] = {}
        self._barred_stays: list[Callable[[Block], Bools]] = []
        self.sortie_reward: dict[str, Floats] = {}
        self._draws: list[tuple[int, int, float]] = []

    # ---- what sorties are -------------------------------------------------------------------------------------

    @cached_property
    def pools(self) -> list[Asset]:
        """Assets, in the order of ``missions.pools``."""
        return [self.scenario.assets[id] for id in self.missions.pools]

    @cached_property
    def nodes(self) -> list[Site | Place]:
        """Sites and places, in the order of ``network.nodes``."""
        return [self.scenario.node(id) for id in self.network.nodes]

    def pool_array(self, figure: Callable[[Asset], object]) -> NDArray[Any]:
        """A figure of every pool, by mission."""
        if not self.pools:
            return np.zeros(0, dtype=bool)
        return np.array([figure(asset) for asset in self.pools])[self.missions.pool]

    def node_array(self, figure: Callable[[Site | Place], object]) -> NDArray[Any]:
        """A figure of every node."""
        return np.array([figure(node) for node in self.nodes])

    def node_limit(self, name: str) -> Floats:
        """Limit of every node by its name; infinite where it has none."""
        found = [getattr(node, name, None) for node in self.nodes]
        return np.array([np.inf if most is None else most for most in found], dtype=float)

    @cached_property
    def hour(self) -> Floats:
        """Hour after start at which every slot begins, and one more for the horizon."""
        return np.asarray(np.arange(self.clock.slots + 1) * self.clock.slot_h, dtype=np.float64)

    @cached_property
    def leaves(self) -> Ints:
        """Period in which what leaves at a slot leaves."""
        return np.array([self.clock.leaving(h) for h in self.hour[:-1]], dtype=np.int64)

    @cached_property
    def arrives(self) -> Ints:
        """Period to which what arrives at a slot counts (one more entry, for the horizon)."""
        return np.array([self.clock.arriving(h) for h in self.hour], dtype=np.int64)

    @cached_property
    def day(self) -> Ints:
        """Day of every slot."""
        return (self.hour[:-1] // DAY_H + 1e-9).astype(np.int64)

    # ---- what rules say of sorties ----------------------------------------------------------------------------

    def forbid(self, where: Bools) -> None:
        """Rule out sorties: a mask over (mission, slot) or over missions."""
        self.allowed &= ~(where if where.ndim == 2 else where[:, None])

    def forbid_calls(self, where: Bools) -> None:
        """Rule out missions that make one of the calls marked (over ``missions.visits``)."""
        self._forbid_of(self.missions.visits.mission, where)

    def forbid_hops(self, where: Bools) -> None:
        """Rule out missions that make one of the moves marked (over ``missions.hops``)."""
        self._forbid_of(self.missions.hops.mission, where)

    def _forbid_of(self, mission: Ints, where: Bools) -> None:
        self.allowed[np.unique(mission[where])] = False

    def forbid_calls_while(self, shut: Bools, which: Bools | None = None) -> None:
        """Rule out sorties whose call overlaps a shut slot: ``shut[node, slot]``; an instant call takes its slot."""
        visits = self.missions.visits
        until = np.maximum(visits.off, visits.on + 1)
        self._forbid_while(visits.mission, visits.node, visits.on, until, shut, which)

    def forbid_hops_while(self, shut: Bools, line: Ints, which: Bools | None = None) -> None:
        """Rule out sorties whose move overlaps a shut slot: ``shut[line[hop], slot]``."""
        hops = self.missions.hops
        self._forbid_while(hops.mission, line, hops.off, hops.on, shut, which)

    def _forbid_while(self, mission: Ints, line: Ints, on: Ints, off: Ints, shut: Bools, which: Bools | None) -> None:
        """Work it out once for all calls or moves of one line and the same slots, then turn by turn for missions."""
        slots = self.clock.slots
        sums = np.zeros((len(shut), slots + 1), dtype=np.int32)
        np.cumsum(shut, axis=1, out=sums[:, 1:])
        live = (sums[line, -1] > 0) & np.asarray(self.allowed.any(axis=1))[mission]
        chosen = np.flatnonzero(live if which is None else live & which)
        kinds, of = np.unique(np.stack([line[chosen], on[chosen], off[chosen]]), axis=1, return_inverse=True)
        low, high = (np.minimum(np.arange(slots) + slot[:, None], slots) for slot in kinds[1:])
        clear = (sums[kinds[0][:, None], high] == sums[kinds[0][:, None], low])[of.reshape(-1)]
        order = np.argsort(mission[chosen], kind="stable")
        whose = mission[chosen][order]
        turn = np.arange(len(order)) - np.searchsorted(whose, whose)
        for number in range(int(turn.max(initial=-1)) + 1):
            now = turn == number
            self.allowed[whose[now]] &= clear[order[now]]

    def limit_calls(self, rule: str, at_most: Floats, calls: Bools, line: Ints, amount: Floats) -> None:
        """Limit what calls take at once: at every slot, amounts of a line's calls in progress are at most its limit.

        Parameters
        ----------
        rule
            Code of the rule.
        at_most
            Limit by line.
        calls
            Which calls count, over ``missions.visits``.
        line, amount
            Line and weight of each, over the same.
        """
        visits = self.missions.visits
        slots = self.clock.slots
        row = np.arange(len(at_most) * slots, dtype=np.int64).reshape(len(at_most), slots)
        spell = Spell(
            mission=visits.mission[calls],
            since=visits.on[calls],
            until=visits.off[calls],
            line=line[calls],
            amount=amount[calls].astype(float),
            row=row,
        )
        self.rows.append(Rows(rule=rule, at_most=np.repeat(np.asarray(at_most, dtype=float), slots), sorties=(spell,)))

    def limit_per_day(self, rule: str, at_most: Floats, mission: Ints, at: Ints, line: Ints, amount: Floats) -> None:
        """Limit sums per line and day: ``at_most`` is (line, day), ``at`` the slot after the start that says which."""
        lines, days = at_most.shape
        slots = self.clock.slots
        row = np.arange(lines)[:, None] * days + np.append(self.day, days - 1)[None, :]
        spell = Spell(
            mission=mission,
            since=at,
            until=at + 1,
            line=line,
            amount=np.asarray(amount, dtype=float),
            row=row[:, : slots + 1],
        )
        self.rows.append(Rows(rule=rule, at_most=np.asarray(at_most, dtype=float).ravel(), sorties=(spell,)))

    # ---- other decisions --------------------------------------------------------------------------------------

    def refuse_cargo(self, pool: str, item: str) -> None:
        """Let a pool never carry an item; to be said before flows are first asked for."""
        self.refused[pool] = self.refused.get(pool, frozenset()) | {item}

    @cached_property
    def cargo(self) -> tuple[str, ...]:
        """Everything that can be carried."""
        return flow_tables.cargo(self.scenario)

    @cached_property
    def channels(self) -> flow_tables.Channels:
        """Lifts by their ends and what they carry."""
        return flow_tables.channels(self.scenario, self.network, self.missions, self.refused)

    @cached_property
    def _work_nodes(self) -> dict[str, tuple[int, ...]]:
        return {id: stay_tables.work_nodes(self.scenario, self.network, u) for id, u in self.scenario.units.items()}

    @cached_property
    def _useful(self) -> Bools:
        at_start = flow_tables.origins(self.scenario, self.network, self.cargo)
        nodes = {id: np.array(n[: stay_tables.CANDIDATES], dtype=np.int64) for id, n in self._work_nodes.items()}
        at_end = flow_tables.destinations(self.scenario, self.network, self.cargo, nodes)
        use = flow_tables.useful(self.channels, at_start, at_end)
        for id, on in nodes.items():
            if flow_tables.UNIT + id in self.cargo and len(on):
                origin = self.network.index[self.scenario.units[id].origin]
                quick = flow_tables.quickest_ways(
                    self.missions, self.channels, self.allowed, self.clock, origin, on, len(self.nodes)
                )
                use[self.cargo.index(flow_tables.UNIT + id)] &= quick
        return use

    @cached_property
    def _flows(self) -> tuple[Block, Ints]:
        available = flow_tables.available_from(self.scenario, self.network, self.cargo, self._work_nodes)
        return flow_tables.flows(
            self.scenario,
            self.missions,
            self.channels,
            self.cargo,
            self._useful,
            self.allowed,
            self.leaves,
            self.arrives,
            available,
        )

    @property
    def flow(self) -> Block:
        """Tonnes of an item on a channel: columns channel, item, start, end, out, into, room."""
        return self._flows[0]

    @property
    def rooms(self) -> Ints:
        """(channel, period out, period in) of every room on which flows share capacity."""
        return self._flows[1]

    @cached_property
    def stay(self) -> Block:
        """Stays of units: columns unit, node, arrival, first, last, driven_h, arrived_h, drives."""
        useful: dict[str, set[int]] = {id: set() for id in self.scenario.units}
        for k, item in enumerate(self.cargo):
            if item.startswith(flow_tables.UNIT):
                ends = self.channels.end[self._useful[k]]
                useful[item.removeprefix(flow_tables.UNIT)] = {int(n) for n in ends}
        block = stay_tables.stays(self.scenario, self.network, useful)
        for are in self._barred_stays:
            block.upper[are(block)] = 0.0
        return block

    @cached_property
    def works_in(self) -> Bools:
        """Whether each stay works throughout each period (stay, period)."""
        return stay_tables.works_in(self.stay, self.clock.periods)

    @cached_property
    def needs(self) -> list[Need]:
        """Needs, in the order of the scenario."""
        return list(self.scenario.needs.values())

    @cached_property
    def hand_over(self) -> Block:
        """Tonnes handed over: columns need, partnership, node, item, period, day."""
        places: dict[str, list[str]] = {}
        for id, place in self.scenario.places.items():
            if place.serves:
                places.setdefault(place.serves, []).append(id)
        partners: dict[str, list[int]] = {}
        terms = list(self.scenario.partnerships.values())
        for number, term in enumerate(terms):
            partners.setdefault(term.site, []).append(number)
        rows, most = [], []
        stocked = self._stocked
        for number, need in enumerate(self.needs):
            if need.kind is not NeedKind.CARGO or need.item not in self.cargo:
                continue
            item = self.cargo.index(need.item)
            nodes = [self.network.index[n] for n in (need.site, *places.get(need.site, ()))]
            nodes = [n for n in nodes if (n, item) in stocked]
            for period, day in self._last_of_day(self._chances(need)):
                for partner in partners.get(need.site, ()):
                    if terms[partner].items and need.item not in terms[partner].items:
                        continue
                    for node in nodes:
                        rows.append((number, partner, node, item, period, day))
                        most.append(demand.owed(self.scenario, need, day))
        return _block("hand_over", ("need", "partnership", "node", "item", "period", "day"), rows, most)

    def _last_of_day(self, chances: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Keep one chance a day, the last, when all that came that day is there: hand-overs count by the day."""
        last = {(int(self.day_of_period[period]), day): period for period, day in chances}
        return [(period, day) for (_, day), period in last.items()]

    def _chances(self, need: Need) -> list[tuple[int, int]]:
        """(period, day) in which a need can be met: a day that lapses in its own periods, else some days on."""
        clock = self.clock
        from_h, until_h = demand.window_h(self.scenario, need)
        periods = [
            p
            for p in range(clock.periods)
            if clock.edges_h[p] >= from_h - 1e-6 and (need.per is Per.ONCE or clock.edges_h[p] < until_h - 1e-6)
        ]
        day_of = [int(clock.edges_h[p] // DAY_H) for p in range(clock.periods)]
        owed = set(demand.days(self.scenario, need))
        if need.per is Per.ONCE:
            return [(p, demand.ONCE) for p in periods] if owed else []
        late = 0 if self.scenario.catalogue.items[need.item].lapses else CATCH_UP_DAYS
        return [(p, d) for p in periods for d in range(max(day_of[p] - late, 0), day_of[p] + 1) if d in owed]

    @cached_property
    def _stocked(self) -> set[tuple[int, int]]:
        """(node, item) that can hold anything."""
        pairs = set(zip(self.flow.start.tolist(), self.flow.item.tolist(), strict=True))
        pairs |= set(zip(self.flow.end.tolist(), self.flow.item.tolist(), strict=True))
        for supply in self.scenario.supplies.values():
            pairs.add((self.network.index[supply.place], self.cargo.index(supply.item)))
        for unit, node in set(zip(self.stay.unit.tolist(), self.stay.node.tolist(), strict=True)):
            type = list(self.scenario.units.values())[unit].type
            pairs |= {(node, self.cargo.index(item)) for item in type.makes}
        return pairs

    @cached_property
    def stock(self) -> Block:
        """Tonnes at a node at the end of a period: columns node, item, period."""
        pairs = np.array(sorted(self._stocked), dtype=np.int64).reshape(-1, 2)
        periods = self.clock.periods
        most = flow_tables._most(self.scenario, self.cargo)
        columns = {
            "node": np.repeat(pairs[:, 0], periods),
            "item": np.repeat(pairs[:, 1], periods),
            "period": np.tile(np.arange(periods), len(pairs)),
        }
        return Block(name="stock", columns=columns, upper=most[columns["item"]] if len(pairs) else np.zeros(0))

    @cached_property
    def stock_number(self) -> Mapping[tuple[int, int], int]:
        """First column of the stock block for each (node, item)."""
        return {pair: k * self.clock.periods for k, pair in enumerate(sorted(self._stocked))}

    @cached_property
    def service(self) -> Block:
        """People cared for or rescued, hours worked: columns need, node, period, day.

        Repairs of a road are worked from either end; ``node`` is where the work is done from.
        """
        rows, most = [], []
        staffed = set(self.stay.node.tolist())
        able = {
            (int(n), item)
            for u, n in zip(self.stay.unit, self.stay.node, strict=True)
            for item in list(self.scenario.units.values())[u].type.serves
        }
        for number, need in enumerate(self.needs):
            if need.kind is NeedKind.CARGO:
                continue
            ends = stay_tables._nodes_of(self.scenario, need.site)
            for node in {self.network.index[n] for n in ends if n in self.network.index} & staffed:
                if (node, need.item) in able:
                    for period, day in self._chances(need):
                        rows.append((number, node, period, day))
                        most.append(demand.owed(self.scenario, need, day))
        return _block("service", ("need", "node", "period", "day"), rows, most)

    @cached_property
    def shut(self) -> tuple[str, ...]:
        """Places and roads that stay shut until a repair or survey there is done."""
        return tuple(dict.fromkeys(need.site for need in self.needs if need.kind is NeedKind.REPAIR))

    @cached_property
    def opening(self) -> Block:
        """Whether what was shut is open throughout a period: columns target, period."""
        periods = self.clock.periods
        columns = {
            "target": np.repeat(np.arange(len(self.shut)), periods),
            "period": np.tile(np.arange(periods), len(self.shut)),
        }
        return Block(name="opening", columns=columns, upper=np.ones(len(columns["target"])), whole=True)

    @property
    def blocks(self) -> dict[str, Block]:
        """Every block of decisions other than sorties, by name."""
        plain = (self.flow, self.stock, self.hand_over, self.stay, self.service, self.opening)
        return {block.name: block for block in plain} | self.extra

    def add(self, block: Block) -> Block:
        """Add a block of an aim's own."""
        self.extra[block.name] = block
        return block

    def limit(
        self,
        rule: str,
        at_most: Floats,
        terms: Mapping[str, tuple[Ints, Ints, Floats]],
        *,
        exactly: bool = False,
        sorties: tuple[Spell | Carry, ...] = (),
        standing: tuple[Standing, ...] = (),
    ) -> None:
        """Add rows: for each block, (row, column, amount) entries; on the left with the sorties, limit on the right."""
        blocks = self.blocks
        matrices = {}
        for name, (row, column, amount) in terms.items():
            shape = (len(at_most), len(blocks[name]))
            entries = np.broadcast_to(np.asarray(amount, dtype=float), np.shape(row))
            matrices[name] = sparse.csr_matrix((entries, (row, column)), shape=shape)
        self.rows.append(
            Rows(
                rule=rule,
                at_most=np.asarray(at_most, dtype=float),
                exactly=exactly,
                sorties=sorties,
                blocks=matrices,
                standing=standing,
            )
        )

    @cached_property
    def day_of_period(self) -> Ints:
        """Day of every period."""
        return (np.array(self.clock.edges_h[:-1]) // DAY_H + 1e-9).astype(np.int64)

    @cached_property
    def stands(self) -> list[Ints]:
        """Nodes where the tails of each pool may rest: the first is where they begin."""
        reach = Reach(self.scenario, self.network)
        return [reach.stands(asset) for asset in self.pools]

    def bulk_m3_per_t(self, item: str) -> float:
        """Volume of a tonne of cargo."""
        return flow_tables.bulk_m3_per_t(self.scenario, item)

    def ration_kg(self, item: str) -> float:
        """What one person uses of an item in a day."""
        found = self.scenario.catalogue.items.get(item)
        return found.per_person_day_kg if found else 0.0

    def hops_over(self, road: str) -> Bools:
        """Which moves (over ``missions.hops``) use a road."""
        trucks = self.pool_array(lambda asset: asset.type.mode is Mode.TRUCK)[self.missions.hops.mission]
        names = self.network.nodes
        over = np.zeros(len(trucks), dtype=bool)
        for k in np.flatnonzero(trucks):
            hops = self.missions.hops
            legs = self.network.roads[names[hops.start[k]], names[hops.end[k]]]
            over[k] = road in legs[min(int(hops.route[k]), len(legs) - 1)].via
        return over

    def spell(self, mission: Ints, since: Ints, until: Ints, line: Ints, amount: Floats, row: Ints) -> Spell:
        """Weight of sorties on rows during a spell; see ``Spell``."""
        return Spell(
            mission=mission, since=since, until=until, line=line, amount=np.asarray(amount, dtype=float), row=row
        )

    def carry(self, rooms: Ints, amount: Floats) -> Carry:
        """Weight of sorties' lifts (over ``missions.lifts``) on the rooms given, numbered in their order."""
        periods = self.clock.periods
        row = np.full((max(len(self.channels), 1), periods, periods), NO_ROW, dtype=np.int64)
        chosen = self.rooms[rooms]
        row[chosen[:, 0], chosen[:, 1], chosen[:, 2]] = np.arange(len(rooms))
        lifts = self.missions.lifts
        return Carry(
            mission=lifts.mission,
            out=lifts.out,
            into=lifts.into,
            line=self.channels.of,
            amount=np.asarray(amount, dtype=float),
            row=row,
            leaves=self.leaves,
            arrives=self.arrives,
        )

    def standing(self, pool: int, node: int, slot: Ints, row: Ints, amount: float) -> Standing:
        """Weight of resting tails on rows."""
        return Standing(pool=pool, node=node, slot=slot, row=row, amount=np.full(len(slot), amount, dtype=float))

    def only_while(
        self,
        rule: str,
        mission: Ints,
        since: Ints,
        until: Ints,
        line: Ints,
        lines: int,
        grants: Mapping[str, tuple[Ints, Ints, Bools]],
    ) -> None:
        """Sorties go through a line only in periods in which some decision grants it.

        Parameters
        ----------
        rule
            Code of the rule.
        mission, since, until, line
            Spells of sorties on a line.
        lines
            How many lines there are.
        grants
            Block name to (line, column, whether it grants each period (entry, period)).
        """
        periods, slots = self.clock.periods, self.clock.slots
        row = np.arange(lines)[:, None] * periods + self.leaves[None, :]
        pools = np.unique(self.missions.pool[mission])
        tails = sum(self.pools[pool].count for pool in pools)
        length = np.bincount(self.leaves, minlength=periods)
        terms = {}
        for name, (at, column, grant) in grants.items():
            entry, period = np.nonzero(grant)
            amount = np.asarray(-float(tails) * length[period], dtype=float)
            terms[name] = (at[entry] * periods + period, column[entry], amount)
        spell = self.spell(mission, since, until, line, np.ones(len(mission)), row[:, :slots])
        self.limit(rule, np.zeros(lines * periods), terms, sorties=(spell,))

    def draw(self, stock: int, stay: int, tonnes: float) -> None:
        """Let a stay take tonnes from a stock (or, below zero, add to it)."""
        self._draws.append((stock, stay, tonnes))

    def drawn(self) -> tuple[Ints, Ints, Floats]:
        """(stock, stay, tonnes) of everything that stays take."""
        table = np.array(self._draws, dtype=float).reshape(-1, 3)
        return table[:, 0].astype(np.int64), table[:, 1].astype(np.int64), table[:, 2]

    def supplied(self) -> Floats:
        """Tonnes that appear at every stock: supplies when available, units to be lifted when ready."""
        tonnes = np.zeros(len(self.stock))
        clock = self.clock
        arrivals = [(s.place, s.item, s.quantity_t, s.available_h) for s in self.scenario.supplies.values()]
        arrivals += [
            (u.origin, flow_tables.UNIT + u.id, u.type.weight_t, u.ready_h)
            for u in self.scenario.units.values()
            if not u.own_transport
        ]
        for place, item, quantity_t, from_h in arrivals:
            pair = self.network.index[place], self.cargo.index(item)
            period = clock.first_from(from_h)
            if pair in self.stock_number and period < clock.periods:
                tonnes[self.stock_number[pair] + period] += quantity_t
        return tonnes

    def put_by_then(self) -> Floats:
        """Tonnes that have appeared at every stock by the end of its period, had nothing moved."""
        return np.cumsum(self.supplied().reshape(-1, self.clock.periods), axis=1).ravel()

    def reward_sorties(self, aim: str, worth: Floats) -> None:
        """What each sortie of a mission is worth to an aim."""
        self.sortie_reward[aim] = worth

    def forbid_stays(self, are: Callable[[Block], Bools]) -> None:
        """Rule out stays by what they are; may be said before anything asks for stays."""
        self._barred_stays.append(are)
        if "stay" in self.__dict__:
            self.stay.upper[are(self.stay)] = 0.0

    def forbid_hand_overs(self, where: Bools) -> None:
        """Rule out hand-overs."""
        self.hand_over.upper[where] = 0.0


def _block(name: str, columns: tuple[str, ...], rows: Sequence[tuple[int, ...]], most: Sequence[float]) -> Block:
    table = np.array(rows, dtype=np.int64).reshape(-1, len(columns))
    return Block(name=name, columns={c: table[:, k] for k, c in enumerate(columns)}, upper=np.array(most, dtype=float))


__all__ = ["NO_ROW", "Block", "Carry", "Decisions", "Rows", "Spell", "Standing"]
