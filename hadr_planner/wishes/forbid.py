"""An asset stays away: from a node, from a route, or wholly, for some hours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from hadr_planner.domain.breach import Breach
from hadr_planner.domain.clock import EPSILON_H
from hadr_planner.domain.geography import FOREVER_H
from hadr_planner.domain.plan import Plan, Sortie
from hadr_planner.domain.scenario import Scenario

if TYPE_CHECKING:
    from hadr_planner.decisions import Decisions


@dataclass(frozen=True, slots=True, kw_only=True)
class Forbid:
    """An asset does not do something between two hours.

    Parameters
    ----------
    asset
        Whom it binds.
    node
        Makes no call there; empty for anywhere.
    route
        Starts no sortie that calls at these nodes one straight after the other. With neither node nor route, it is on
        no sortie at all.
    from_h, until_h
        Hours after start.
    """

    CODE: ClassVar[str] = "WISH"
    TITLE: ClassVar[str] = "Something that an asset is not to do"
    SOURCE: ClassVar[str] = "the planner's wish"
    LIFTED_BY: ClassVar[str] = "the planner"

    asset: str
    node: str = ""
    route: tuple[str, ...] = ()
    from_h: float = 0.0
    until_h: float = FOREVER_H

    def __str__(self) -> str:
        what = " - ".join(self.route) or (f"call at {self.node}" if self.node else "any sortie")
        until = f" to H+{self.until_h:g}" if self.until_h < FOREVER_H else ""
        return f"no {what} for {self.asset} from H+{self.from_h:g}{until}"

    def impose(self, x: Decisions) -> None:
        """Rule such sorties out."""
        import numpy as np

        from hadr_planner.wishes.calls import along, calls

        begins, ends = x.hour[:-1], x.hour[1:]
        if self.node:
            visits = x.missions.visits
            shut = np.zeros((len(x.nodes), x.clock.slots), dtype=bool)
            if self.node in x.network.index:
                shut[x.network.index[self.node]] = (begins < self.until_h) & (ends > self.from_h)
            pool = x.missions.pools.index(self.asset)
            x.forbid_calls_while(shut, x.missions.pool[visits.mission] == pool)
            return
        mission = along(x, self.asset, self.route) if self.route else calls(x, self.asset).mission
        lasts_h = 0.0 if self.route else x.missions.slots[mission][:, None] * x.clock.slot_h
        late = begins >= self.from_h - EPSILON_H if self.route else begins + lasts_h > self.from_h + EPSILON_H
        where = np.zeros(x.allowed.shape, dtype=bool)
        where[mission] = (begins < self.until_h - EPSILON_H) & late
        x.forbid(where)

    def check(self, scenario: Scenario, plan: Plan) -> Iterator[Breach]:
        """Find every sortie that does it all the same."""
        for sortie in plan.sorties:
            if sortie.asset == self.asset:
                yield from self._against(scenario, sortie)

    def bans(self, scenario: Scenario, sortie: Sortie) -> bool:
        """Whether a sortie does it."""
        return sortie.asset == self.asset and any(self._against(scenario, sortie))

    def _against(self, scenario: Scenario, sortie: Sortie) -> Iterator[Breach]:
        slot_h, horizon_h = scenario.clock.slot_h, scenario.clock.horizon_h
        until_h = min(self.until_h, horizon_h)
        spells = [(s.node, s.on_block_h, max(s.off_block_h, s.on_block_h + slot_h)) for s in sortie.stops]
        if self.route:
            starts_in = self.from_h - EPSILON_H <= sortie.start_h < until_h - EPSILON_H
            wrong = [sortie.start_h] if starts_in and calls_along(sortie, self.route) else []
        elif self.node:
            wrong = [a for node, a, b in spells if node == self.node and self._touches(a, b, until_h)]
        else:
            end_h = max(sortie.end_h, sortie.start_h + slot_h)
            wrong = [sortie.start_h] if self._touches(sortie.start_h, end_h, until_h) else []
        for hour in wrong[:1]:
            yield Breach(
                rule=self.CODE, at=self.node, by=sortie.id, because=f"The wish was {self}; {sortie.id} does so "
                f"at H+{hour:g}.",
            )  # fmt: skip

    def _touches(self, on_h: float, off_h: float, until_h: float) -> bool:
        return on_h < until_h - EPSILON_H and off_h > self.from_h + EPSILON_H


def calls_along(sortie: Sortie, route: tuple[str, ...]) -> bool:
    """Whether a sortie calls at these nodes, one straight after the other."""
    nodes = tuple(stop.node for stop in sortie.stops)
    return any(nodes[k : k + len(route)] == route for k in range(len(nodes) - len(route) + 1))
