"""The search: a first plan by hand, sorties priced in until the bound is close, whole plans followed from it and improved.

Every plan is judged by the verifier's rules before it is shown; the best is never lost; the bound only falls.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np

from hadr_planner.decisions import Decisions
from hadr_planner.domain.plan import Plan, Status
from hadr_planner.domain.scenario import Scenario
from hadr_planner.goals import weighted
from hadr_planner.rules import RULES
from hadr_planner.solver import engine, enter, pricing
from hadr_planner.solver.assemble import assemble, from_manifest
from hadr_planner.solver.columns import Columns, from_codes, union
from hadr_planner.solver.engine import Stopped
from hadr_planner.solver.event import Event
from hadr_planner.solver.fill import fill
from hadr_planner.solver.follow import follow
from hadr_planner.solver.greedy import Greedy
from hadr_planner.solver.nothing import nothing_to_do
from hadr_planner.solver.program import Linear, Program
from hadr_planner.version import PROGRAM

ROUND_MOST = 12
"""Sorties priced in per round, pool and period."""
PRICING_SHARE = 0.6
"""Share of the time for bringing the bound down."""


@dataclass(slots=True, kw_only=True)
class Limits:
    """How long, how near, and who may stop it."""

    seconds: float
    gap: float
    rounds: int | None
    stop: Callable[[], bool]
    begun: float = field(default_factory=time.monotonic)

    def elapsed(self) -> float:
        """Seconds since the search began."""
        return time.monotonic() - self.begun

    def left(self, share: float = 1.0) -> float:
        """Seconds until that share of the time is used up; endless where work is counted instead."""
        return 1e6 if self.rounds is not None else self.seconds * share - self.elapsed()


def decide(scenario: Scenario) -> Decisions:
    """Everything that can be decided, with all rules and aims said."""
    x = Decisions(scenario)
    for rule in RULES:
        rule.impose(x)
    for goal, weight in weighted(scenario):
        goal.express(x, weight)
    return x


class Search:
    """One run: the book as a program, the best plan so far, the lowest bound so far."""

    def __init__(self, scenario: Scenario, limits: Limits, watch: Callable[[Event], None]) -> None:
        self.scenario = scenario
        self.limits = limits
        self.watch = watch
        self.best: Plan | None = None
        self.bound = np.inf
        self.rounds = 0
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
        self.x = decide(self.scenario)
        self.program = Program(self.x)
        self._pause()
        self._by_hand()
        linear, answer = self._price()
        if answer is not None:
            self._follow(linear, answer)
        self._improve()

    # ---- steps ------------------------------------------------------------------------------------------------

    def _by_hand(self) -> None:
        staff = Greedy(self.program)
        manifest = staff.run()
        self.start = union(self.x.clock.slots, staff.alternatives(), manifest.flown)
        self.offer(
            from_manifest(self.program, manifest, staff.wishes()),
            "first plan by hand",
            counted(manifest.flown, self.x.clock.slots),
        )
        self._pause()

    def _price(self) -> tuple[Linear | None, engine.Answer | None]:
        """Price sorties in until the program's worth and the bound meet, or time is up."""
        columns = self.start
        found: tuple[Linear | None, engine.Answer | None] = (None, None)
        while self.limits.left() > 1.0:
            linear = self.program.linear(columns)
            begun = time.monotonic()
            answer = engine.solve(
                linear.model(), seconds=self.limits.left(), options=engine.INTERIOR, stop=self.limits.stop
            )
            took = time.monotonic() - begun
            if not answer.found:
                return found
            found = linear, answer
            self.rounds += 1
            prices = pricing.book_prices(self.program, linear, answer.dual)
            worths = pricing.worth(self.program, prices)
            self.bound = min(self.bound, pricing.bound(self.program, prices, worths))
            self.tell("pricing")
            close = answer.value >= self.bound * (1 - self.limits.gap / 4)
            late = self.limits.left(PRICING_SHARE) < 1.5 * took
            if close or late or self._counted_out(0.6):
                return found
            gain = enter.reduced(self.program, linear, answer.dual, worths)
            new = enter.best(self.program, gain, 1e-9 * max(answer.value, 1.0), ROUND_MOST)
            kept = columns.take(gain[columns.mission, columns.start] > -1e-4 * max(answer.value, 1.0))
            grown = union(self.x.clock.slots, kept, new)
            if len(grown) == len(kept):
                return found
            columns = grown
        return found

    def _follow(self, linear: Linear, answer: engine.Answer) -> None:
        """A whole plan that keeps up with the fractions."""
        share = answer.values[: linear.sorties]
        flown = follow(self.program, linear.columns, share, ahead=round(1 / self.x.clock.slot_h))
        self._settle(*counted(flown, self.x.clock.slots), "following")

    def _settle(self, columns: Columns, counts: np.ndarray, phase: str) -> None:
        values = fill(self.program, columns, counts, seconds=self.limits.left() + 5.0, stop=self.limits.stop)
        if values is not None:
            self.offer(assemble(self.program, columns, counts, values), phase, (columns, counts))

    def _improve(self) -> None:
        if self.flown and self.limits.left() > 1.0 and self.rounds == 0:
            self._settle(*self.flown, "settling")

    # ---- book-keeping -----------------------------------------------------------------------------------------

    def offer(self, plan: Plan, phase: str, flown: tuple[Columns, np.ndarray]) -> None:
        """Keep a plan if it obeys every rule and is better than the best."""
        if self.best is not None and plan.value <= self.best.value:
            self.tell(phase)
            return
        if any(True for rule in RULES for _ in rule.check(self.scenario, plan)):
            self.tell(phase)
            return
        self.best, self.flown = plan, flown
        self.tell(phase, plan)

    def tell(self, phase: str, plan: Plan | None = None) -> None:
        value = self.best.value if self.best else -np.inf
        self.watch(Event(elapsed_s=self.limits.elapsed(), phase=phase, value=value, bound=float(self.bound), plan=plan))

    def _pause(self) -> None:
        if self.limits.stop():
            raise Stopped

    def _counted_out(self, share: float) -> bool:
        return self.limits.rounds is not None and self.rounds >= share * self.limits.rounds

    def _close(self, stopped: bool) -> Plan:
        """The best plan, with what is known of it."""
        plan = self.best or idle(self.scenario)
        bound = max(self.bound, plan.value) if np.isfinite(self.bound) else float("inf")
        done = replace(plan, bound=bound, work=self._work())
        status, why = self._status(done, stopped)
        done = replace(done, status=status, why=why)
        self.tell("done", done)
        return done

    def _status(self, plan: Plan, stopped: bool) -> tuple[Status, str]:
        if not (plan.sorties or plan.stays or plan.hand_overs):
            if stopped:
                return Status.NO_PLAN, "Stopped before any plan was found."
            return Status.NO_PLAN, nothing_to_do(self.x, plan.bound)
        if stopped:
            return Status.STOPPED, f"Stopped by the user; within {plan.gap:.1%} of the bound."
        if plan.gap <= self.limits.gap:
            return Status.OPTIMAL, f"No plan on this clock is more than {max(plan.gap, 0.0001):.2%} better."
        limit = "work" if self.limits.rounds is not None else "time"
        near = f"within {plan.gap:.1%} of the bound" if np.isfinite(plan.bound) else "no bound was proven"
        return Status.FEASIBLE, f"The {limit} allowed ran out; {near}."

    def _work(self) -> dict[str, float | int]:
        counts = {"rounds": self.rounds, "sorties_known": int(self.x.allowed.sum()) if hasattr(self, "x") else 0}
        return counts if self.limits.rounds is not None else counts | {"seconds": round(self.limits.elapsed(), 1)}


def idle(scenario: Scenario) -> Plan:
    """The plan in which nothing is done."""
    return Plan(
        scenario=scenario.id,
        digest=scenario.digest,
        program=PROGRAM,
        seed=scenario.seed,
        status=Status.NO_PLAN,
        why="",
        value=0.0,
        bound=float("inf"),
    )


def counted(flown: Columns, slots: int) -> tuple[Columns, np.ndarray]:
    """Distinct columns and how many tails fly each."""
    codes, counts = np.unique(flown.code(slots), return_counts=True)
    return from_codes(codes, slots), counts
