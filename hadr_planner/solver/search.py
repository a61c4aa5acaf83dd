"""The search: a plan by hand, sorties priced in until the bound is close, whole plans followed from that.

Every plan is judged by the verifier's rules before it is shown; the best is never lost; the bound only falls.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from hadr_planner.decisions import Decisions
from hadr_planner.domain.plan import Plan, Status
from hadr_planner.domain.scenario import Scenario
from hadr_planner.goals import weighted
from hadr_planner.rules import RULES
from hadr_planner.solver import begun
from hadr_planner.solver.around import Around, held_to
from hadr_planner.solver.assemble import assemble, from_manifest
from hadr_planner.solver.columns import Columns, counted, union
from hadr_planner.solver.draft import draft
from hadr_planner.solver.engine import Stopped
from hadr_planner.solver.event import Event
from hadr_planner.solver.fill import Filled, fill, reached
from hadr_planner.solver.follow import flown, follow
from hadr_planner.solver.greedy import Greedy
from hadr_planner.solver.hand import Booking
from hadr_planner.solver.limits import Limits
from hadr_planner.solver.market import Found, Market
from hadr_planner.solver.nothing import nothing_to_do
from hadr_planner.solver.program import Linear, Program
from hadr_planner.solver.shrink import solve_open
from hadr_planner.solver.whole import whole
from hadr_planner.solver.wished import Wished
from hadr_planner.wishes import Wish, impose_first, impose_last

CORNER_RESERVE = 3.0
"""A corner of the program is worth its time only when this many rounds' time is left."""
CARE = 1.7
"""How many times as long it takes to fit everything around ships and craft, as a first guess."""
CLOSING_S = 2.0
"""Longest wait for the pricing to hear that it is over."""
AGAIN = 4
"""Rounds of pricing after which another careful plan is worth its time."""
SPARE = 1.1
"""A step is begun when the time left is this many times what the like of it took before."""
BRANCH_MOST = 4_000
"""Most sorties, flown in fractions, over which branch and cut is tried."""
BRANCH_OTHERS = 80_000
"""Most decisions besides sorties with which it is tried: beyond, one spell takes a minute."""
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
ROUNDING = 1e-6
"""Share by which a value may exceed the bound through rounding; with more, the bound is wrong and none is claimed."""
DIVE = (0.3, 0.6)
"""Shares of the horizon after which what was flown is held and the rest solved again."""
CORNER = {"solver": "ipm", "run_crossover": "on", "kkt_tolerance": 1e-4}


def decide(scenario: Scenario, wishes: Sequence[Wish] = ()) -> Decisions:
    """Everything that can be decided, with all rules, wishes and aims said."""
    x = Decisions(scenario)
    impose_first(x, wishes)
    for rule in RULES:
        rule.impose(x)
    impose_last(x, wishes)
    for goal, weight in weighted(scenario):
        goal.express(x, weight)
    return x


class Search:
    """One run: the book as a program, the best plan so far, the lowest bound so far."""

    def __init__(
        self,
        scenario: Scenario,
        limits: Limits,
        watch: Callable[[Event], None],
        wishes: Sequence[Wish] = (),
        start: Plan | None = None,
    ) -> None:
        self.scenario = scenario
        self.limits = limits
        self.watch = watch
        self.wished = Wished(scenario, wishes)
        self.begin = start
        self.best: Plan | None = None
        self.broken = 0
        self.bound = np.inf
        self.took_s = 0.0
        self.settled_s = self.careful_s = 0.0
        self.followed = False
        self.careful = 0
        self.telling = threading.Lock()
        self.rejected = 0
        self.flown: tuple[Columns, np.ndarray] | None = None

    def run(self) -> Plan:
        """Search until the gap is proven, the limits are reached or the caller stops; the best plan found."""
        stopped = False
        try:
            self._look()
        except Stopped:
            stopped = True
        return self._close(stopped)

    def _look(self) -> None:
        self.tell("reading")
        self.x = decide(self.scenario, self.wished.held)
        self.program = Program(self.x)
        self._pause()
        if self.wished.sift(self.program):
            self.x = decide(self.scenario, self.wished.held)
            self.program = Program(self.x)
        self._by_hand()
        self.market = Market(self.program, self.start, self.wished.asked, self.limits, self._heard)
        if self.limits.rounds is not None:
            self._counted()
        elif self.limits.cores == 1:
            self._in_turn()
        else:
            self._side_by_side()
        if self.market.failed is not None:
            raise self.market.failed
        found, self.took_s = self.market.found, self.market.took_s
        if found is not None:
            self._dive(found.linear)
            if self._few(found):
                self._improve(found)
        elif self.flown is not None:
            self._settle(*self.flown, "settling")

    # ---- steps ------------------------------------------------------------------------------------------------

    def _by_hand(self) -> None:
        known = self._begin()
        staff = Greedy(self.program, self.wished.booked)
        manifest = staff.run()
        self.start = union(self.x.clock.slots, staff.alternatives(), manifest.flown, self.wished.asked, known)
        self.offer(
            from_manifest(self.program, manifest, staff.wishes()),
            "first plan by hand",
            counted(manifest.flown, self.x.clock.slots),
        )
        self.settled_s = self.limits.elapsed()
        self._pause()

    def _begin(self) -> Columns:
        """Sorties of the plan to begin from, which is the first to be shown if it still holds."""
        if self.begin is None:
            return Columns(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))
        flown = begun.flown(self.x, self.begin)
        plan = begun.again(self.scenario, self.begin)
        if plan is not None:
            self.offer(plan, "the plan to begin from", counted(flown, self.x.clock.slots))
        return flown

    def _counted(self) -> None:
        """One thing after the other: the same plan on any machine."""
        self.market.run()
        self._pause()
        self._last()

    def _in_turn(self) -> None:
        """On one core: a whole plan when pricing ends, or when there is just time for one."""
        over = False
        while not over and self._gap() > self.limits.gap:
            over = self.market.step()
            if over or self.limits.left() < (self.settled_s + self.market.took_s) * SPARE * 2:
                break
        self._last()

    def _last(self) -> None:
        """Whole plans of what pricing ended with: a quick one, then a careful one."""
        for found in 2 * [self.market.found]:
            if found is not None:
                self._whole(found)

    def _side_by_side(self) -> None:
        """Sorties are priced in on one core, while whole plans are made of what is known so far on another."""
        pricing = threading.Thread(target=self.market.run, daemon=True)
        pricing.start()
        used = 0
        try:
            while self.limits.left() > 0.0 and not (self.market.over and used == self.market.rounds):
                pricing.join(0.02)
                self._pause()
                if self._gap() <= self.limits.gap:
                    break
                found, rounds = self.market.found, self.market.rounds
                if found is not None and (rounds > used or self._idle()):
                    used = rounds
                    self._whole(found)
        finally:
            self.market.close()
            pricing.join(CLOSING_S)

    def _idle(self) -> bool:
        """Whether there is time for a careful plan, of which there is none yet."""
        return self.followed and not self.careful and self.limits.left() > self.careful_s * SPARE

    def _heard(self) -> None:
        """Tell the bound as it falls."""
        self.bound = min(self.bound, self.market.bound)
        self.tell("pricing")

    def _whole(self, found: Found) -> None:
        """A whole plan that keeps up with the fractions, made with as much care as there is time for."""
        left, begun = self.limits.left(), time.monotonic()
        if left < self.settled_s * SPARE:
            return
        new = not self.careful or self.market.rounds >= self.careful + AGAIN
        if self.followed and new and left > self.careful_s * SPARE:
            self.careful = self.market.rounds
            self._around_big(found)
            self.careful_s = time.monotonic() - begun
        elif self.followed and self._few(found):
            self._improve(found)
        elif not self.followed:
            self._follow(found)
            self.settled_s = time.monotonic() - begun
            self.careful_s = CARE * self.settled_s
            self.followed = True

    def _around_big(self, found: Found) -> None:
        """Ships and craft make whole voyages, units get their posts; then day by day all others around them."""
        around = Around(self.program, found, self._known(found), self.wished.booked, self.limits)
        kept = around.run()
        if kept is not None:
            self._settle(*self._filled_up(kept), "fitting around ships", around.held.stays.astype(float))

    def _known(self, found: Found) -> Columns:
        """Sorties of the best plan; where there are few, those priced in since and weighed by hand, too."""
        mine = self.flown[0] if self.flown else self.wished.asked
        if len(self.program.upper) >= BRANCH_OTHERS:
            return mine
        slots, known = self.x.clock.slots, self.market.columns
        new = ~np.isin(known.code(slots), found.linear.columns.code(slots))
        return union(slots, mine, known.take(new), self.start)

    def _follow(self, found: Found) -> None:
        kept = follow(self.program, found.linear.columns, found.share, ahead=0, booked=self.wished.booked)
        self._settle(*self._filled_up(kept), "following", self._liked(found))

    def _filled_up(self, kept: Sequence[Booking]) -> tuple[Columns, np.ndarray]:
        """Sorties given, and what tails that stand idle do besides, as a staff sees it."""
        return counted(Greedy(self.program, kept, moored=True).run().flown, self.x.clock.slots)

    def _liked(self, found: Found) -> np.ndarray:
        """How much each stay is wished for in fractions."""
        first = found.linear.first_other + self.program.offset["stay"]
        return found.values[first : first + len(self.x.stay)]

    def _dive(self, linear: Linear) -> None:
        """Whole plans that keep up with the fractions: day by day what was flown is held, and the rest solved again."""
        slots = self.x.clock.slots
        if self.limits.left() < CORNER_RESERVE * self.took_s or self._gap() <= self.limits.gap:
            return
        values = self._corner(linear, np.zeros(len(linear.upper)), np.ones(len(linear.upper), dtype=bool))
        for share in (*DIVE, None):
            if values is None:
                return
            kept = follow(self.program, linear.columns, values[: linear.sorties], ahead=0, booked=self.wished.booked)
            columns, counts = counted(flown(kept), slots)
            if share is None or self.limits.left() < 2 * self.took_s + 4:
                self._settle(columns, counts, "following")
                return
            cut = round(slots * share)
            done = columns.start < cut
            linear = self.program.linear(
                union(slots, columns.take(done), linear.columns.take(linear.columns.start >= cut))
            )
            held = np.zeros(len(linear.upper))
            where = np.searchsorted(linear.columns.code(slots), columns.take(done).code(slots))
            held[where] = counts[done]
            free = np.ones(len(linear.upper), dtype=bool)
            free[: linear.sorties] = linear.columns.start >= cut
            values = self._corner(linear, held, free)
            self.tell("diving")

    def _improve(self, found: Found) -> None:
        """Spell by spell, branch and cut over what flies then, the rest held; then over all; again while it gains."""
        worth = -np.inf
        while self.best is not None and self.best.value > worth * (1 + LITTLE):
            worth = self.best.value
            for since, until in (*SPELLS, (0.0, 1.0)):
                if self.limits.left() < 1.0 or self._gap() <= self.limits.gap:
                    return
                self._branch(self.market.found or found, since, until)

    def _branch(self, found: Found, since: float, until: float) -> None:
        """Branch and cut over the sorties that fractions or the best plan fly in a spell, all others held."""
        slots = self.x.clock.slots
        kept, counts = self.flown or (self.wished.asked, np.zeros(len(self.wished.asked), dtype=np.int64))
        linear = self.program.linear(
            union(slots, found.linear.columns.take(found.share > FLOWN), self.wished.asked, kept)
        )
        held, still = ((one.start < since * slots) | (one.start >= until * slots) for one in (linear.columns, kept))
        counted_out = self.limits.rounds is not None
        answer = whole(
            self.program,
            held_to(self.program, linear, held, kept.take(still), counts[still]),
            seconds=BRANCH_SECONDS if counted_out else min(self.limits.left(), SPELL_S),
            gap=self.limits.gap / 2,
            nodes=BRANCH_NODES * self.limits.rounds if self.limits.rounds is not None else None,
            stop=self.limits.stop,
        )
        if answer is not None:
            self._show(answer, "branching")

    def _few(self, found: Found) -> bool:
        """Whether branch and cut is likely to end in time."""
        return len(self.program.upper) < BRANCH_OTHERS and int((found.share > FLOWN).sum()) <= BRANCH_MOST

    def _gap(self) -> float:
        """Proven gap so far; 1 where nothing is proven."""
        known = self.best is not None and not self.broken and 0 < self.bound < np.inf
        return max(self.bound - self.best.value, 0.0) / self.bound if known and self.best else 1.0

    def _corner(self, linear: Linear, held: np.ndarray, free: np.ndarray) -> np.ndarray | None:
        """A corner of the linear program, where most sorties come out whole."""
        begun = time.monotonic()
        found = solve_open(
            linear.model(),
            free & (reached(self.program, linear) | (held > 0)),
            held,
            seconds=self.limits.left() + 5.0,
            options=CORNER,
            stop=self.limits.stop,
        )
        self.took_s = time.monotonic() - begun
        return found[0] if found else None

    def _settle(self, columns: Columns, counts: np.ndarray, phase: str, liked: np.ndarray | None = None) -> None:
        seconds = self.limits.left() + 5.0
        filled = fill(self.program, columns, counts, seconds=seconds, stop=self.limits.stop, liked=liked)
        if filled is not None:
            self._show(filled, phase)

    def _show(self, filled: Filled, phase: str) -> None:
        plan = assemble(self.program, filled.columns, filled.counts, filled.values)
        self.offer(plan, phase, (filled.columns, filled.counts))

    # ---- book-keeping -----------------------------------------------------------------------------------------

    def offer(self, plan: Plan, phase: str, flown: tuple[Columns, np.ndarray]) -> None:
        """Keep a plan if it obeys every rule, and breaks fewer wishes than the best or as many and is better."""
        broken = self.wished.broken(plan)
        if self.best is not None and (broken, -plan.value) >= (self.broken, -self.best.value):
            self.tell(phase)
            return
        if any(True for rule in RULES for _ in rule.check(self.scenario, plan)):
            self.rejected += 1
            self.tell(phase)
            return
        self.best, self.broken, self.flown = self.wished.noted(plan), broken, flown
        self.tell(phase, self.best)

    def tell(self, phase: str, plan: Plan | None = None) -> None:
        """Say where the search is, and the new best plan if there is one."""
        with self.telling:
            value = self.best.value if self.best else -np.inf
            elapsed_s = self.limits.elapsed()
            self.watch(Event(elapsed_s=elapsed_s, phase=phase, value=value, bound=float(self.bound), plan=plan))

    def _pause(self) -> None:
        if self.limits.stop():
            raise Stopped

    def _close(self, stopped: bool) -> Plan:
        """The best plan, with what is known of it."""
        plan = self.best or self.wished.noted(draft(self.scenario, Status.NO_PLAN))
        near = not self.broken and plan.value <= self.bound * (1 + ROUNDING) + ROUNDING
        bound = max(self.bound, plan.value) if np.isfinite(self.bound) and near else float("inf")
        done = replace(plan, bound=bound, work=self._work() | self.wished.work(plan))
        status, why = self._status(done, stopped)
        done = replace(done, status=status, why=" ".join(filter(None, (why, self.wished.words(plan)))))
        self.tell("done", done)
        return done

    def _status(self, plan: Plan, stopped: bool) -> tuple[Status, str]:
        if not (plan.sorties or plan.stays or plan.hand_overs):
            if stopped:
                return Status.NO_PLAN, "Stopped before any plan was found."
            return Status.NO_PLAN, nothing_to_do(self.x, plan.bound)
        near = f"within {plan.gap:.1%} of the bound" if np.isfinite(plan.bound) else "no bound was proven"
        if stopped:
            return Status.STOPPED, f"Stopped by the user; {near}."
        if plan.gap <= self.limits.gap:
            return Status.OPTIMAL, f"No plan on this clock is more than {max(plan.gap, 0.0001):.2%} better."
        if self.limits.rounds is None and self.limits.left() > 1.0:
            return Status.FEASIBLE, f"The search came to its end before the time did; {near}."
        limit = "work" if self.limits.rounds is not None else "time"
        return Status.FEASIBLE, f"The {limit} allowed ran out; {near}."

    def _work(self) -> dict[str, float | int]:
        counts: dict[str, float | int] = {
            "rounds": self.market.rounds if hasattr(self, "market") else 0,
            "rejected": self.rejected,
            "sorties_known": int(self.x.allowed.sum()) if hasattr(self, "x") else 0,
        }
        return counts if self.limits.rounds is not None else counts | {"seconds": round(self.limits.elapsed(), 1)}
