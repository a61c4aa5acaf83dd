"""Whole plans by branch and cut: units first, then all that flies, where a program is small enough for that.

Following fractions hour by hour can't weigh one large ship against another; branch and cut can, over the few sorties
that fractions fly. Those that they fly depend on where units are, so units get their posts first. Of larger programs
units and ships are left as they are in the best plan, and only what flies in one spell, or of one mode, is weighed.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from hadr_planner.domain.catalogue import Mode
from hadr_planner.domain.clock import EPSILON_H
from hadr_planner.domain.plan import Plan
from hadr_planner.solver.around import held_to
from hadr_planner.solver.assemble import assemble
from hadr_planner.solver.best import Best
from hadr_planner.solver.columns import Columns, union
from hadr_planner.solver.dive import Dive
from hadr_planner.solver.fill import CORNER, Filled, at_posts, held_at, only_at, reached, same_places
from hadr_planner.solver.limits import Limits
from hadr_planner.solver.market import Found, Market
from hadr_planner.solver.program import Linear, Program
from hadr_planner.solver.shrink import solve_open
from hadr_planner.solver.whole import Whole, whole
from hadr_planner.solver.wished import Wished

MOST = 12_000
"""Most sorties, flown in fractions, with which branch and cut is tried over what a corner flies of them."""
OTHERS = 80_000
"""Most decisions besides sorties with which it is tried: beyond, one spell takes a minute."""
ALL, ALL_COUNTED, ALL_SHARE = 12_000, 3_000, 0.7
"""Where rules allow no more sorties than this, branch and cut is tried over all of them (fewer, where work is counted),
for this share of the time."""
FLOWN = 1e-4
"""Least fraction of a tail that counts as flown."""
SPELLS = ((0.0, 0.3), (0.25, 0.55), (0.5, 0.8), (0.75, 1.0), (0.0, 0.5), (0.4, 1.0))
"""Shares of the horizon between which sorties are open to branch and cut, one after the other."""
SPELL_S = 8.0
"""Longest branch and cut over sorties."""
LEAST_S = 1.0
"""Least time with which it is begun."""
LIGHT: tuple[tuple[float, float, Mode | None], ...] = (
    *((since, until, None) for since, until in SPELLS[:4]),
    *((0.0, 1.0, mode) for mode in (Mode.FIXED_WING, Mode.HELICOPTER, Mode.TRUCK)),
)
"""Spells, and modes, that are weighed one after the other where a program is larger."""
LONG_SPELL_S = 20.0
"""Longest branch and cut over one of them."""
FLOWN_OFTEN = 3e-2
"""Least fraction of a tail that is worth knowing where a program is larger."""
LITTLE = 1e-3
"""Share of the worth by which all spells together must gain for another turn."""
SECONDS_COUNTED, NODES = 60.0, 50
"""Longest branch and cut where work is counted, and nodes per round."""

Sent = tuple[Columns, NDArray[np.int64]]
"""Sorties, and how many tails fly each."""


def taken(program: Program, plan: Plan) -> NDArray[np.bool_]:
    """Which stays a plan has."""
    stay, nodes = program.blocks["stay"], program.x.network.nodes
    number = {id: k for k, id in enumerate(program.x.scenario.units)}
    mine = np.zeros(len(stay), dtype=bool)
    for one in plan.stays:
        same = (stay.unit == number[one.unit]) & (stay.node == nodes.index(one.node))
        mine |= same & (np.abs(stay.arrived_h - one.arrived_h) < EPSILON_H)
    return mine


class Branching:
    """Offers plans that branch and cut finds."""

    def __init__(self, program: Program, market: Market, best: Best, limits: Limits, wished: Wished) -> None:
        self.program, self.market, self.best = program, market, best
        self.limits, self.wished = limits, wished
        self.by_hand = market.columns
        self.slots = program.x.clock.slots
        self.tried_all = False
        self.small = len(program.upper) < OTHERS

    def few(self, found: Found) -> bool:
        """Whether branch and cut is likely to end in time."""
        return self.small and int((found.share > FLOWN).sum()) <= MOST

    def improve(self, found: Found) -> None:
        """All at once, then spell by spell what flies then, the rest held; again while that gains.

        Where rules allow few sorties, all of them are tried first: those that only pay once a unit has been brought
        whole are worth little in fractions of it, and so not among those that fractions fly.
        """
        if self._over():
            return
        most = ALL if self.limits.rounds is None else ALL_COUNTED
        if not self.tried_all and int(self.program.x.allowed.sum()) <= most:
            self._over_all()
        over = self._all_at_once(found)
        worth = -np.inf
        while self.best.plan is not None and self.best.plan.value > worth * (1 + LITTLE):
            worth = self.best.plan.value
            for since, until in (*SPELLS, (0.0, 1.0)):
                if self._over():
                    return
                self._branch(self.held(over, self.flown(), since, until))

    def around_ships(self, found: Found) -> None:
        """Spell by spell and mode by mode, units and ships as in the best plan; again while that gains."""
        worth = -np.inf
        while self.best.plan is not None and self.best.plan.value > worth * (1 + LITTLE) and not self._over():
            worth, over = self.best.plan.value, self._around_ships(found, self.best.plan)
            for since, until, mode in LIGHT:
                if self._over():
                    return
                stays = taken(self.program, self.best.plan)
                linear = self.held(over, self.flown(), since, until, mode)
                self._branch(only_at(self.program, linear, stays), LONG_SPELL_S)

    def held(self, known: Columns, flown: Sent, since: float, until: float, mode: Mode | None = None) -> Linear:
        """The program over sorties known and flown in which only those that begin in a spell, of a mode, are open."""
        kept, counts = flown
        linear = self.program.linear(union(self.slots, known, self.wished.asked, kept))
        held, still = (
            (one.start < since * self.slots) | (one.start >= until * self.slots) | ~self._of(one, mode)
            for one in (linear.columns, kept)
        )
        return held_to(self.program, linear, held, kept.take(still), counts[still])

    def flown(self) -> Sent:
        """Sorties of the best plan, or those asked for, flown by nobody yet."""
        asked = self.wished.asked
        return self.best.flown or (asked, np.zeros(len(asked), dtype=np.int64))

    def told(self, linear: Linear, seconds: float, gap: float) -> Whole:
        """What branch and cut says of what is open."""
        counted_out = self.limits.rounds is not None
        return whole(
            self.program,
            linear,
            seconds=SECONDS_COUNTED if counted_out else max(min(self.limits.left(), seconds), LEAST_S),
            gap=gap,
            nodes=NODES * self.limits.rounds if self.limits.rounds is not None else None,
            stop=self.limits.stop,
        )

    def show(self, filled: Filled, phase: str) -> None:
        """Offer a plan."""
        plan = assemble(self.program, filled.columns, filled.counts, filled.values)
        self.best.offer(plan, phase, (filled.columns, filled.counts))

    # ---- steps ------------------------------------------------------------------------------------------------

    def _over(self) -> bool:
        return self.limits.left() < LEAST_S or self.best.gap() <= self.limits.gap

    def _branch(self, linear: Linear, seconds: float = SPELL_S) -> Whole:
        answer = self.told(linear, seconds, self.limits.gap / 2)
        if answer.filled is not None:
            self.show(answer.filled, "branching")
        return answer

    def _over_all(self) -> None:
        """Branch and cut over all sorties that rules allow, and what that proves of every plan."""
        mission, start = np.nonzero(self.program.x.allowed)
        over = self.held(Columns(mission, start), self.flown(), 0.0, 1.0)
        answer = self._branch(over, ALL_SHARE * self.limits.left())
        self.best.bound = min(self.best.bound, answer.bound)
        self.tried_all = True

    def _all_at_once(self, found: Found) -> Columns:
        """All whole that flies with units at their posts (``dive``).

        Fractions of units ask for other lifts than whole ones, so all sorties known are weighed again with units there.
        When they come is open again once all is whole. Sorties over which that was, for what comes after it.
        """
        looked_at = self.program.linear(self._looked_at(found))
        held = Dive(self.program, looked_at, self._solved).posts(found)
        here = same_places(self.program, held)
        kept = self.flown()[0]
        known = self.program.linear(union(self.slots, self.market.columns, looked_at.columns))
        wide = union(self.slots, self._flies(at_posts(self.program, known, held_at(self.program, held))), kept)
        if not self._over():
            self._branch(only_at(self.program, self.held(wide, self.flown(), 0.0, 1.0), here))
        return wide

    def _around_ships(self, found: Found, plan: Plan) -> Columns:
        """What a corner flies around a plan's ships, with its units where they are."""
        kept, counts = self.flown()
        often = found.linear.columns.take(found.share > FLOWN_OFTEN)
        linear = self.program.linear(union(self.slots, often, self.wished.asked, kept))
        sails, sailed = (self._of(one, Mode.SHIP) for one in (linear.columns, kept))
        linear = held_to(self.program, linear, sails, kept.take(sailed), counts[sailed])
        return self._flies(only_at(self.program, linear, taken(self.program, plan)))

    def _of(self, columns: Columns, mode: Mode | None) -> NDArray[np.bool_]:
        """Which sorties are of a mode; all where none is given."""
        modes = np.array([mode is None or asset.type.mode is mode for asset in self.program.x.pools], dtype=bool)
        return modes[self.program.x.missions.pool[columns.mission]]

    def _looked_at(self, found: Found) -> Columns:
        """Sorties that fractions fly, those priced in since, those weighed by hand, and those of the best plan."""
        known = self.market.columns
        new = known.take(~np.isin(known.code(self.slots), found.linear.columns.code(self.slots)))
        often = found.linear.columns.take(found.share > FLOWN)
        return union(self.slots, often, new, self.by_hand, self.flown()[0], self.wished.asked)

    def _flies(self, linear: Linear) -> Columns:
        """What a program flies with nothing whole, in a corner; everything where that is not found."""
        values = self._solved(linear, CORNER)
        return linear.columns if values is None else linear.columns.take(values[: linear.sorties] > FLOWN)

    def _solved(self, linear: Linear, options: dict[str, Any]) -> NDArray[np.float64] | None:
        """Values of a program with nothing whole; None where they are not found in time."""
        open_, nothing = reached(self.program, linear), np.zeros(len(linear.upper))
        seconds, stop = max(self.limits.left(), LEAST_S), self.limits.stop
        found = solve_open(linear.model(), open_, nothing, seconds=seconds, options=options, stop=stop)
        return found[0] if found else None
