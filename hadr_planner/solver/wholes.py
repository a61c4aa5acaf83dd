"""Whole plans made of fractions, each with as much care as there is time for, and made better where that is quick."""

from __future__ import annotations

import time
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from hadr_planner.solver.around import Around, held_to
from hadr_planner.solver.assemble import assemble
from hadr_planner.solver.best import Best
from hadr_planner.solver.columns import Columns, counted, union
from hadr_planner.solver.fill import NEARLY, Filled, Posts, fill, held_at
from hadr_planner.solver.follow import follow
from hadr_planner.solver.greedy import Greedy
from hadr_planner.solver.hand import Booking
from hadr_planner.solver.idle import busier
from hadr_planner.solver.limits import Limits
from hadr_planner.solver.market import Found, Market
from hadr_planner.solver.program import Linear, Program
from hadr_planner.solver.whole import Whole, settled, sifted, whole
from hadr_planner.solver.wished import Wished

CARE = 1.5
"""How many times as long it takes to fit everything around ships and craft, as a first guess."""
SPARE = 1.1
"""A step is begun when the time left is this many times what the like of it took before."""
WAIT = 1.5
"""A better answer that comes soon is waited for when the time left is this many times what a careful plan took."""
POSTS_S, POSTS_LEAST_S = 7.0, 3.0
"""Longest branch and cut over the posts of units, and the least time with which it is begun."""
POSTS_GAP = 2e-3
"""Share of the worth within which it may end."""
BRANCH_MOST = 4_000
"""Most sorties, flown in fractions, over which branch and cut is tried."""
BRANCH_OTHERS = 80_000
"""Most decisions besides sorties with which it is tried: beyond, one spell takes a minute."""
ALL, ALL_COUNTED, ALL_SHARE = 12_000, 3_000, 0.7
"""Where rules allow no more sorties than this, branch and cut is tried over all of them (fewer, where work is counted),
for this share of the time."""
FLOWN = 1e-4
"""Least fraction of a tail that counts as flown."""
SPELLS = ((0.0, 0.3), (0.25, 0.55), (0.5, 0.8), (0.75, 1.0), (0.0, 0.5), (0.4, 1.0))
"""Shares of the horizon between which sorties are open to branch and cut, one after the other."""
SPELL_S = 8.0
"""Longest branch and cut over a spell."""
LITTLE = 1e-3
"""Share of the worth by which all spells together must gain for another turn."""
BRANCH_SECONDS, BRANCH_NODES = 60.0, 50
"""The same where work is counted; and nodes per round."""

Sent = tuple[Columns, NDArray[np.int64]]
"""Sorties, and how many tails fly each."""


class Wholes:
    """Makes whole plans of what the market found.

    Attributes
    ----------
    settled_s, careful_s
        How long the last quick plan, and the last careful one, took or are thought to take.
    flown
        Sorties of the last careful plan, and how many tails fly each.
    posts
        Where units stay by the last branch and cut over that; None before there is one.
    voyages
        All that the last careful plan booked beforehand: what ships and craft do, where those come first.
    sailing_s, pricing_s
        How long that took to choose, and how long it took to look what idle tails could do.
    improved
        Whether nothing is left to gain from the last careful plan by branch and cut, as far as that is tried.
    support
        Sorties over which the last careful plan was made, where those were few.
    careful
        Rounds that the market had done when the last careful plan was begun.
    """

    def __init__(self, program: Program, market: Market, best: Best, limits: Limits, wished: Wished) -> None:
        self.program, self.market, self.best = program, market, best
        self.limits, self.wished = limits, wished
        self.by_hand = market.columns
        self.settled_s = limits.elapsed()
        self.careful_s = 0.0
        self.followed = False
        self.careful = 0
        self.tried_all, self.improved = False, True
        self.support: Columns | None = None
        self.flown: Sent | None = None
        self.posts: Posts | None = None
        self.voyages: Sequence[Booking] = ()
        self.sailing_s = self.pricing_s = 0.0

    def waits(self) -> bool:
        """Whether there is something to do without a new round: a first careful plan, or to improve the last."""
        first = not self.careful and self.limits.left() > self.careful_s * SPARE
        return self.followed and (first or not self.improved)

    def last(self, found: Found) -> None:
        """What can still be made of the last answer: a careful plan of it, and what branch and cut gains."""
        more = self.careful < self.market.rounds and self.best.gap() > self.limits.gap
        if more and self.limits.left() > self.careful_s * SPARE:
            self._around_big(found)
        if not self.improved or self._few(found):
            self._improve(found)

    def _over_all(self) -> None:
        """Branch and cut over all sorties that rules allow, and what that proves of every plan."""
        mission, start = np.nonzero(self.program.x.allowed)
        over = self._held(Columns(mission, start), self._best(), 0.0, 1.0)
        answer = self._branch(over, ALL_SHARE * self.limits.left())
        self.best.bound = min(self.best.bound, answer.bound)
        self.tried_all = True

    def make(self, found: Found) -> None:
        """A whole plan that keeps up with the fractions, made with as much care as there is time for."""
        left, begun = self.limits.left(), time.monotonic()
        soon = bool(self.careful) and self.improved and found.soon and left > self.careful_s * WAIT
        if left < self.settled_s * SPARE or soon:
            return
        new = self.market.rounds > self.careful
        if not self.followed:
            self._follow(found)
            self.settled_s = time.monotonic() - begun
            self.careful_s = CARE * self.settled_s
            self.followed = True
        elif new and self.improved and left > self.careful_s * SPARE:
            self.careful = self.market.rounds
            self._around_big(found)
            self.careful_s = time.monotonic() - begun
        elif self.posts is not None and left > (self.careful_s - self.sailing_s) * SPARE:
            self._around_big(found, self.voyages)
        elif not self.improved or self._few(found):
            self._improve(found)
            self.improved = True

    def _around_big(self, found: Found, sailed: Sequence[Booking] | None = None) -> None:
        """Ships and craft make whole voyages, units get their posts; then day by day all others around them.

        Where voyages are given, ships and craft keep to them.
        """
        around = Around(self.program, found, self._known(found), self.wished.booked, self.limits, self.posts, sailed)
        kept = around.run()
        self.support = around.columns if around.small else None
        if kept is not None:
            self.voyages = around.booked
            self.sailing_s = around.sailing_s if sailed is None else self.sailing_s
            self.flown = self._filled_up(kept)
            few = self._few(found)
            if few or not self._post():
                self.settle(*self.flown, "fitting around ships", around.held.stays.astype(float))
            self.improved = not few

    def _known(self, found: Found) -> Columns:
        """Sorties of the best plan; where there are few, those priced in since and weighed by hand, too."""
        mine = self.best.flown[0] if self.best.flown else self.wished.asked
        if len(self.program.upper) >= BRANCH_OTHERS:
            return mine
        slots, known = self.program.x.clock.slots, self.market.columns
        new = ~np.isin(known.code(slots), found.linear.columns.code(slots))
        return union(slots, mine, known.take(new), self.by_hand)

    def _follow(self, found: Found) -> None:
        kept = follow(self.program, found.linear.columns, found.share, ahead=0, booked=self.wished.booked)
        self.settle(*self._filled_up(kept), "following", self._liked(found))

    def _filled_up(self, kept: Sequence[Booking]) -> Sent:
        """Sorties given, and what tails that stand idle do besides, as a staff sees it."""
        return counted(Greedy(self.program, kept, moored=True).run().flown, self.program.x.clock.slots)

    def _liked(self, found: Found) -> np.ndarray:
        """How much each stay is wished for in fractions."""
        first = found.linear.first_other + self.program.offset["stay"]
        return found.values[first : first + len(self.program.x.stay)]

    def _improve(self, found: Found) -> None:
        """Spell by spell, branch and cut over what flies then, the rest held; then over all; again while it gains.

        Sorties that only pay once a unit has been brought whole are worth little in fractions of it, and so are not
        among those. Where rules allow few sorties, all are tried first.
        """
        most = ALL if self.limits.rounds is None else ALL_COUNTED
        few = not self.tried_all and int(self.program.x.allowed.sum()) <= most
        if few and self.best.gap() > self.limits.gap:
            self._over_all()
        if not self._few(found):
            return
        worth = -np.inf
        while self.best.plan is not None and self.best.plan.value > worth * (1 + LITTLE):
            worth = self.best.plan.value
            for since, until in (*SPELLS, (0.0, 1.0)):
                if self.limits.left() < 1.0 or self.best.gap() <= self.limits.gap:
                    return
                self._branch(self._held(self._flown(found), self._best(), since, until), SPELL_S)

    def _post(self) -> bool:
        """Branch and cut over where and when units come, and what they open, all flown held; whether that found any.

        Before that, tails that stand idle fly what prices then pay for. In large programs either would take minutes.
        """
        begun, seconds, stop = time.monotonic(), self.limits.left(), self.limits.stop
        if self.program.large or seconds < (self.pricing_s or self.settled_s) * SPARE + POSTS_LEAST_S:
            return False
        told = settled(self.program, self._all_held(), seconds=seconds, stop=stop)
        if told is None:
            return False
        self.flown = busier(self.program, told.filled, told.prices)
        self.pricing_s = time.monotonic() - begun
        answer = self._branch(sifted(self.program, self._all_held(), told.filled), POSTS_S, POSTS_GAP)
        if answer.filled is not None:
            self.posts = held_at(self.program, answer.filled.values["stay"] > NEARLY)
        return answer.filled is not None

    def _held(self, known: Columns, flown: Sent, since: float, until: float) -> Linear:
        """The program over sorties known and flown in which only those that begin in a spell are open."""
        slots = self.program.x.clock.slots
        kept, counts = flown
        linear = self.program.linear(union(slots, known, self.wished.asked, kept))
        held, still = ((one.start < since * slots) | (one.start >= until * slots) for one in (linear.columns, kept))
        return held_to(self.program, linear, held, kept.take(still), counts[still])

    def _all_held(self) -> Linear:
        """The program with the sorties of the last careful plan held, and no others."""
        return self._held(self.wished.asked, self.flown or self._best(), 0.0, 0.0)

    def _branch(self, linear: Linear, seconds: float, gap: float | None = None) -> Whole:
        """Branch and cut over what is open."""
        counted_out = self.limits.rounds is not None
        answer = whole(
            self.program,
            linear,
            seconds=BRANCH_SECONDS if counted_out else min(self.limits.left(), seconds),
            gap=self.limits.gap / 2 if gap is None else gap,
            nodes=BRANCH_NODES * self.limits.rounds if self.limits.rounds is not None else None,
            stop=self.limits.stop,
        )
        if answer.filled is not None:
            self._show(answer.filled, "branching")
        return answer

    def _best(self) -> Sent:
        """Sorties of the best plan, or those asked for, flown by nobody yet."""
        asked = self.wished.asked
        return self.best.flown or (asked, np.zeros(len(asked), dtype=np.int64))

    def _few(self, found: Found) -> bool:
        """Whether branch and cut is likely to end in time."""
        return len(self.program.upper) < BRANCH_OTHERS and len(self._flown(found)) <= BRANCH_MOST

    def _flown(self, found: Found) -> Columns:
        """Sorties that fractions fly: those of the last careful plan, which asked the program as written."""
        return self.support if self.support is not None else found.linear.columns.take(found.share > FLOWN)

    def settle(self, columns: Columns, counts: np.ndarray, phase: str, liked: np.ndarray | None = None) -> None:
        """Offer the best plan of these sorties, so many of each; ``liked`` as for ``fill``."""
        seconds = self.limits.left() + 5.0
        filled = fill(self.program, columns, counts, seconds=seconds, stop=self.limits.stop, liked=liked)
        if filled is not None:
            self._show(filled, phase)

    def _show(self, filled: Filled, phase: str) -> None:
        plan = assemble(self.program, filled.columns, filled.counts, filled.values)
        self.best.offer(plan, phase, (filled.columns, filled.counts))
