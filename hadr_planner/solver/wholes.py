"""Whole plans made of fractions, each with as much care as there is time for, and made better where that is quick."""

from __future__ import annotations

import time
from collections.abc import Sequence

import numpy as np

from hadr_planner.solver.around import Around
from hadr_planner.solver.best import Best
from hadr_planner.solver.branching import Branching, Sent
from hadr_planner.solver.columns import Columns, counted
from hadr_planner.solver.fill import NEARLY, Posts, fill, held_at
from hadr_planner.solver.follow import follow
from hadr_planner.solver.greedy import Greedy
from hadr_planner.solver.hand import Booking
from hadr_planner.solver.idle import busier
from hadr_planner.solver.limits import Limits
from hadr_planner.solver.market import MOST_KNOWN, NEARLY_ALL_KNOWN, Found, Market
from hadr_planner.solver.program import Linear, Program
from hadr_planner.solver.whole import settled, sifted
from hadr_planner.solver.wished import Wished

CARE = 1.5
"""How many times as long it takes to fit everything around ships and craft, as a first guess."""
SPARE = 1.1
"""A step is begun when the time left is this many times what the like of it took before."""
WAIT = 1.5
"""A better answer that comes soon is waited for when the time left is this many times what a careful plan took."""
FITTED = 2
"""Careful plans after which what flies around ships is weighed."""
EARLY = 0.4
"""Share of the time for which small programs wait until most, or nearly all, that is of use has been priced in."""
POSTS_S, POSTS_SHARE, POSTS_LEAST_S, POSTS_GAP = 7.0, 0.25, 3.0, 2e-3
"""Longest branch and cut over the posts of units, the share of the time left that all but the first have where that is
longer, the least time with which it is begun, and the share of the worth within which it may end."""


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
    fitted
        Careful plans made of answers that know most of what is of use, less one for each time that they were weighed.
    careful
        Rounds that the market had done when the last careful plan was begun.
    """

    def __init__(self, program: Program, market: Market, best: Best, limits: Limits, wished: Wished) -> None:
        self.program, self.market, self.best = program, market, best
        self.limits, self.wished = limits, wished
        self.branching = Branching(program, market, best, limits, wished)
        self.settled_s = limits.elapsed()
        self.careful_s = 0.0
        self.followed = False
        self.careful = self.fitted = 0
        self.flown: Sent | None = None
        self.posts: Posts | None = None
        self.voyages: Sequence[Booking] = ()
        self.sailing_s = self.pricing_s = 0.0

    def waits(self) -> bool:
        """Whether there is something to do without a new round: a first careful plan."""
        return self.followed and not self.careful and self.limits.left() > self.careful_s * SPARE

    def last(self, found: Found) -> None:
        """What can still be made of the last answer: a careful plan of it, and what branch and cut gains.

        Weighing what flies around ships ends by the clock, so it is left out where work is counted.
        """
        more = self.careful < self.market.rounds and self.best.gap() > self.limits.gap
        if self.branching.few(found):
            self.branching.improve(found)
        elif more and self.limits.left() > self.careful_s * SPARE:
            self._around_big(found)
        if not self.program.large and self.limits.rounds is None:
            self.branching.around_ships(found)

    def make(self, found: Found) -> None:
        """A whole plan that keeps up with the fractions, made with as much care as there is time for."""
        left, begun = self.limits.left(), time.monotonic()
        few = bool(self.careful) and self.branching.few(found)
        if left < self.settled_s * SPARE or (self.followed and self._waits_for_better(found)):
            return
        new = self.market.rounds > self.careful
        if not self.followed:
            self._follow(found)
            self.settled_s = time.monotonic() - begun
            self.careful_s = CARE * self.settled_s
            self.followed = True
        elif few:
            self.careful = self.market.rounds
            self.branching.improve(found)
        elif self.fitted >= FITTED:
            self.fitted -= 1
            self.branching.around_ships(found)
        elif new and left > self.careful_s * SPARE:
            self.careful = self.market.rounds
            self._around_big(found)
            self.careful_s = time.monotonic() - begun
            self.fitted += found.good >= MOST_KNOWN and not self.program.large
        elif self.posts is not None and left > (self.careful_s - self.sailing_s) * SPARE:
            self._around_big(found, self.voyages)

    def _waits_for_better(self, found: Found) -> bool:
        """Whether a careful plan is better made of an answer that is still to come, and comes in time."""
        if self.branching.small and self.limits.left(EARLY) > 0.0:
            return found.good < (NEARLY_ALL_KNOWN if self.careful else MOST_KNOWN)
        return bool(self.careful) and found.soon and self.limits.left() > self.careful_s * WAIT

    def _around_big(self, found: Found, sailed: Sequence[Booking] | None = None) -> None:
        """Ships and craft make whole voyages, units get their posts; then all others around them.

        Where voyages are given, ships and craft keep to them.
        """
        known, booked = self.branching.flown()[0], self.wished.booked
        around = Around(self.program, found, known, booked, self.limits, self.posts, sailed)
        kept = around.run()
        if kept is not None:
            self.voyages = around.booked
            self.sailing_s = around.sailing_s if sailed is None else self.sailing_s
            self.flown = self._filled_up(kept)
            if not self._post():
                self.settle(*self.flown, "fitting around ships", around.held.stays.astype(float))

    def _follow(self, found: Found) -> None:
        kept = follow(self.program, found.linear.columns, found.share, ahead=0, booked=self.wished.booked)
        self.settle(*self._filled_up(kept), "following", found.stays(self.program))

    def _filled_up(self, kept: Sequence[Booking]) -> Sent:
        """Sorties given, and what tails that stand idle do besides, as a staff sees it."""
        return counted(Greedy(self.program, kept, moored=True).run().flown, self.program.x.clock.slots)

    def _post(self) -> bool:
        """Branch and cut over where and when units come, and what they open, all flown held; whether that found any.

        Before that, tails that stand idle fly what prices then pay for, in large programs, too, where branch and cut
        would take minutes.
        """
        begun, seconds, stop = time.monotonic(), self.limits.left(), self.limits.stop
        if seconds < (self.pricing_s or self.settled_s) * SPARE + POSTS_LEAST_S:
            return False
        told = settled(self.program, self._all_held(), seconds=seconds, stop=stop)
        if told is None:
            return False
        self.flown = busier(self.program, told.filled, told.prices)
        self.pricing_s = time.monotonic() - begun
        if self.program.large:
            return False
        longest_s = max(POSTS_S, POSTS_SHARE * self.limits.left() if self.posts is not None else 0.0)
        answer = self.branching.told(sifted(self.program, self._all_held(), told.filled), longest_s, POSTS_GAP)
        if answer.filled is not None:
            self.branching.show(answer.filled, "branching")
            self.posts = held_at(self.program, answer.filled.values["stay"] > NEARLY)
        return answer.filled is not None

    def _all_held(self) -> Linear:
        """The program with the sorties of the last careful plan held, and no others."""
        return self.branching.held(self.wished.asked, self.flown or self.branching.flown(), 0.0, 0.0)

    def settle(self, columns: Columns, counts: np.ndarray, phase: str, liked: np.ndarray | None = None) -> None:
        """Offer the best plan of these sorties, so many of each; ``liked`` as for ``fill``."""
        seconds = self.limits.left() + 5.0
        filled = fill(self.program, columns, counts, seconds=seconds, stop=self.limits.stop, liked=liked)
        if filled is not None:
            self.branching.show(filled, phase)
