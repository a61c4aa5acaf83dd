"""Sorties: every mission that could start at every slot, and what rules say of each by itself."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from hadr_planner.demand import DAY_H
from hadr_planner.domain.catalogue import Mode
from hadr_planner.domain.clock import EPSILON_H
from hadr_planner.domain.force import Asset
from hadr_planner.domain.geography import Place, Site
from hadr_planner.domain.scenario import Scenario
from hadr_planner.missions import Missions, missions
from hadr_planner.missions.reach import Reach
from hadr_planner.missions.table import Bools, Floats, Ints
from hadr_planner.network import Network, network

WATCH_H = 8.0
"""Hours of a watch."""


class Sorties:
    """What sorties there could be, and which of them are forbidden.

    Attributes
    ----------
    allowed
        Whether a mission may start at a slot (mission, slot).
    lead
        Slots before its start from which a sortie claims its tail (mission, slot).
    rest
        Slots after its end until which a sortie claims its tail (mission).
    sortie_reward
        Worth of a sortie of each mission, by aim.
    asked
        Sorties (mission, slot) that somebody asked for: they are flown even with nothing on board.
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
        self.sortie_reward: dict[str, Floats] = {}
        self.asked: set[tuple[int, int]] = set()

    @cached_property
    def pools(self) -> list[Asset]:
        """Assets, in the order of ``missions.pools``."""
        return [self.scenario.assets[id] for id in self.missions.pools]

    @cached_property
    def nodes(self) -> list[Site | Place]:
        """Sites and places, in the order of ``network.nodes``."""
        return [self.scenario.node(id) for id in self.network.nodes]

    @cached_property
    def stands(self) -> list[Ints]:
        """Nodes where the tails of each pool may rest: the first is where they begin."""
        reach = Reach(self.scenario, self.network)
        return [reach.stands(asset) for asset in self.pools]

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

    @cached_property
    def watch(self) -> Ints:
        """Watch of every slot: spells of eight hours, over which a coarse program adds up."""
        return (self.hour[:-1] // WATCH_H + 1e-9).astype(np.int64)

    @cached_property
    def day_of_period(self) -> Ints:
        """Day of every period."""
        return (np.array(self.clock.edges_h[:-1]) // DAY_H + 1e-9).astype(np.int64)

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

    def forbid(self, where: Bools, which: Ints | None = None) -> None:
        """Rule out sorties: a mask over (mission, slot) or over missions; of all missions, or of those given."""
        self.allowed[slice(None) if which is None else which] &= ~(where if where.ndim == 2 else where[:, None])

    def forbid_outside(self, from_h: Floats, until_h: Floats, which: Ints) -> None:
        """Rule out sorties of some missions that start before an hour, or that end after one (by mission given)."""
        slot = np.arange(self.clock.slots, dtype=np.int32)
        first = np.searchsorted(self.hour, from_h - EPSILON_H).astype(np.int32)
        last = np.searchsorted(self.hour, until_h + EPSILON_H, side="right") - 1 - self.missions.slots[which]
        self.forbid((slot < first[:, None]) | (slot > last.astype(np.int32)[:, None]), which)

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
        wide = slots + 1
        kinds, of = np.unique((line[chosen] * wide + on[chosen]) * wide + off[chosen], return_inverse=True)
        later = sliding_window_view(np.pad(sums, ((0, 0), (0, slots)), mode="edge"), slots, axis=1)
        where = kinds // wide**2
        clear = later[where, kinds % wide] == later[where, kinds // wide % wide]
        order = np.argsort(mission[chosen], kind="stable")
        whose = mission[chosen][order]
        turn = np.arange(len(order)) - np.searchsorted(whose, whose)
        for number in range(int(turn.max(initial=-1)) + 1):
            now = turn == number
            self.allowed[whose[now]] &= clear[of[order[now]]]

    def reward_sorties(self, aim: str, worth: Floats) -> None:
        """What each sortie of a mission is worth to an aim."""
        self.sortie_reward[aim] = worth
