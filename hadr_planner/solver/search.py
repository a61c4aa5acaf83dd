"""The search: a plan by hand, sorties priced in until the bound is close, whole plans followed from that.

Every plan is judged by the verifier's rules before it is shown; the best is never lost; the bound only falls.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from hadr_planner.decisions import Decisions
from hadr_planner.domain.plan import Plan, Status
from hadr_planner.domain.scenario import Scenario
from hadr_planner.goals import weighted
from hadr_planner.rules import RULES
from hadr_planner.solver import begun
from hadr_planner.solver.assemble import from_manifest
from hadr_planner.solver.best import Best
from hadr_planner.solver.columns import Columns, counted, union
from hadr_planner.solver.cuts import say_whole
from hadr_planner.solver.draft import draft
from hadr_planner.solver.engine import Stopped
from hadr_planner.solver.event import Event
from hadr_planner.solver.greedy import Greedy
from hadr_planner.solver.halves import halve
from hadr_planner.solver.limits import Limits
from hadr_planner.solver.market import Market
from hadr_planner.solver.nothing import nothing_to_do
from hadr_planner.solver.program import Program
from hadr_planner.solver.too_soon import not_too_soon
from hadr_planner.solver.wholes import SPARE, Wholes
from hadr_planner.solver.wished import Wished
from hadr_planner.wishes import Wish, impose_first, impose_last

CLOSING_S = 2.0
"""Longest wait for the pricing to hear that it is over."""
ROUNDING = 1e-6
"""Share by which a value may exceed the bound through rounding; with more, the bound is wrong and none is claimed."""


def decide(scenario: Scenario, wishes: Sequence[Wish] = ()) -> Decisions:
    """Everything that can be decided, with all rules, wishes and aims said."""
    x = Decisions(scenario)
    impose_first(x, wishes)
    for rule in RULES:
        rule.impose(x)
    impose_last(x, wishes)
    not_too_soon(x)
    for goal, weight in weighted(scenario):
        goal.express(x, weight)
    say_whole(x)
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
        self.wished = Wished(scenario, wishes)
        self.begin = start
        self.best = Best(scenario, limits, watch, self.wished)
        self.lasted = False

    def run(self) -> Plan:
        """Search until the gap is proven, the limits are reached or the caller stops; the best plan found."""
        stopped = False
        try:
            self._look()
        except Stopped:
            stopped = True
        return self._close(stopped)

    def _look(self) -> None:
        self.best.tell("reading")
        self.x = decide(self.scenario, self.wished.held)
        self.program = Program(self.x)
        self._pause()
        if self.wished.sift(self.program):
            self.x = decide(self.scenario, self.wished.held)
            self.program = Program(self.x)
        self._by_hand()
        self.market = Market(self.program, self.start, self.wished.asked, self.limits, self._heard)
        self.wholes = Wholes(self.program, self.market, self.best, self.limits, self.wished)
        if self.limits.rounds is not None:
            self._counted()
        elif self.limits.cores == 1:
            self._in_turn()
        else:
            self._side_by_side()
        if self.market.failed is not None:
            raise self.market.failed
        if self.market.found is not None and not self.lasted:
            self.wholes.last(self.market.found)
        elif self.market.found is None and self.best.flown is not None:
            self.wholes.settle(*self.best.flown, "settling")

    # ---- steps ------------------------------------------------------------------------------------------------

    def _by_hand(self) -> None:
        known = self._begin()
        staff = Greedy(self.program, self.wished.booked)
        manifest = staff.run()
        self.start = union(self.x.clock.slots, staff.alternatives(), manifest.flown, self.wished.asked, known)
        self.best.offer(
            from_manifest(self.program, manifest, staff.wishes()),
            "first plan by hand",
            counted(manifest.flown, self.x.clock.slots),
        )
        self._pause()

    def _begin(self) -> Columns:
        """Sorties of the plan to begin from, which is the first to be shown if it still holds."""
        if self.begin is None:
            return Columns(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))
        flown = begun.flown(self.x, self.begin)
        plan = begun.again(self.scenario, self.begin)
        if plan is not None:
            self.best.offer(plan, "the plan to begin from", counted(flown, self.x.clock.slots))
        return flown

    def _counted(self) -> None:
        """One thing after the other: the same plan on any machine."""
        self.market.run(halve)
        self._pause()
        self._last()

    def _in_turn(self) -> None:
        """On one core: a whole plan when pricing ends, or when there is just time for one."""
        over = False
        while not over and self.best.gap() > self.limits.gap:
            over = self.market.step()
            if over or self.limits.left() < (self.wholes.settled_s + self.market.took_s) * SPARE * 2:
                break
        self._last()

    def _last(self) -> None:
        """Whole plans of what pricing ended with: a quick one, then a careful one."""
        for found in 2 * [self.market.found]:
            if found is not None:
                self.wholes.make(found)

    def _side_by_side(self) -> None:
        """Sorties are priced in on one core, while whole plans are made of what is known so far on another."""
        pricing = threading.Thread(target=self.market.run, args=(halve,), daemon=True)
        pricing.start()
        used = 0
        try:
            while self.limits.left() > 0.0 and not (self.market.over and used == self.market.rounds):
                pricing.join(0.02)
                self._pause()
                if self.best.gap() <= self.limits.gap:
                    break
                found, rounds = self.market.found, self.market.rounds
                if found is not None and (rounds > used or self.wholes.waits()):
                    used = rounds
                    self.wholes.make(found)
                elif found is not None and self.market.priced and not self.lasted:
                    self.lasted = True
                    self.wholes.last(found)
        finally:
            self.market.close()
            pricing.join(CLOSING_S)

    def _heard(self) -> None:
        """Tell the bound as it falls."""
        self.best.bound = min(self.best.bound, self.market.bound)
        self.best.tell("pricing")

    # ---- book-keeping -----------------------------------------------------------------------------------------

    def _pause(self) -> None:
        if self.limits.stop():
            raise Stopped

    def _close(self, stopped: bool) -> Plan:
        """The best plan, with what is known of it."""
        plan, bound = self.best.plan or self.wished.noted(draft(self.scenario, Status.NO_PLAN)), self.best.bound
        near = not self.best.broken and plan.value <= bound * (1 + ROUNDING) + ROUNDING
        bound = max(bound, plan.value) if np.isfinite(bound) and near else float("inf")
        done = replace(plan, bound=bound, work=self._work() | self.wished.work(plan))
        status, why = self._status(done, stopped)
        done = replace(done, status=status, why=" ".join(filter(None, (why, self.wished.words(plan)))))
        self.best.tell("done", done)
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
            "rejected": self.best.rejected,
            "sorties_known": int(self.x.allowed.sum()) if hasattr(self, "x") else 0,
        }
        return counts if self.limits.rounds is not None else counts | {"seconds": round(self.limits.elapsed(), 1)}
