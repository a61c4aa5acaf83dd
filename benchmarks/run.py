"""How the search fares on the family: ``python -m benchmarks.run S M --seeds 2 --seconds 30``.

Each instance runs in a process of its own, so that its peak memory is its own. Seconds are those of this machine now;
compare them only with others of the same run.
"""

from __future__ import annotations

import argparse
import resource
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

from benchmarks.family import instance
from benchmarks.size import SIZES
from hadr_planner import goals
from hadr_planner.decisions import Decisions
from hadr_planner.judge import verify
from hadr_planner.rules import RULES
from hadr_planner.solver import solve
from hadr_planner.solver.event import Event

HEAD = (
    f"{'instance':<10}{'missions':>9}{'candidates':>11}{'rows':>9}{'first plan s':>13}{'value':>13}{'bound':>13}"
    f"{'gap %':>8}{'s':>7}{'peak MiB':>10}{'breaches':>9}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What one search came to."""

    name: str
    missions: int
    candidates: int
    rows: int
    first_s: float
    value: float
    bound: float
    seconds: float
    peak_mib: float
    breaches: int
    events: tuple[Event, ...]

    @property
    def gap(self) -> float:
        """Share by which some plan could still be better."""
        return max(self.bound - self.value, 0.0) / self.bound if self.bound > 0 else 0.0

    def line(self) -> str:
        """The row of the table."""
        return (
            f"{self.name:<10}{self.missions:>9,}{self.candidates:>11,}{self.rows:>9,}{self.first_s:>13.1f}"
            f"{self.value:>13,.0f}{self.bound:>13,.0f}{100 * self.gap:>8.2f}{self.seconds:>7.1f}"
            f"{self.peak_mib:>10,.0f}{self.breaches:>9}"
        )

    def course(self) -> list[str]:
        """Value, bound and gap over time."""
        return [
            f"  {it.elapsed_s:>7.1f} s  {it.phase:<24}{it.value:>13,.0f}{it.bound:>13,.0f}{100 * it.gap:>8.2f} %"
            for it in self.events
        ]


def run(size: str, seed: int, seconds: float, gap: float) -> Run:
    """Search one instance, and count what it is made of."""
    scenario = instance(size, seed)
    events: list[Event] = []
    begun = time.monotonic()
    plan = solve(scenario, seconds=seconds, gap=gap, seed=seed, watch=events.append)
    taken_s = time.monotonic() - begun
    peak_mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    missions, candidates, rows = counted(size, seed)
    return Run(
        name=scenario.id, missions=missions, candidates=candidates, rows=rows,
        first_s=next((event.elapsed_s for event in events if event.plan is not None), float("inf")), value=plan.value,
        bound=plan.bound, seconds=taken_s, peak_mib=peak_mib, breaches=len(verify(scenario, plan)),
        events=tuple(event for event in events if event.value > -float("inf")),
    )


def counted(size: str, seed: int) -> tuple[int, int, int]:
    """Missions, sorties that the rules allow, and rows of all rules and aims."""
    scenario = instance(size, seed)
    x = Decisions(scenario)
    for rule in RULES:
        rule.impose(x)
    for goal, weight in goals.weighted(scenario):
        goal.express(x, weight)
    return len(x.missions), int(x.allowed.sum()), sum(len(rows) for rows in x.rows)


def main() -> None:
    """Run what the command line asks for, one after another."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks.run", description=__doc__)
    asked.add_argument("sizes", nargs="*", choices=[*SIZES, []], default=["S"], help="S, M, L")
    asked.add_argument("--seeds", type=int, default=1, help="how many of each size")
    asked.add_argument("--seconds", type=float, default=30.0)
    asked.add_argument("--gap", type=float, default=0.01)
    asked.add_argument("--course", action="store_true", help="value, bound and gap over time")
    given = asked.parse_args()
    print(HEAD, flush=True)
    for size in given.sizes:
        for seed in range(given.seeds):
            with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
                done = alone.submit(run, size, seed, given.seconds, given.gap).result()
            print(done.line(), *(done.course() if given.course else ()), sep="\n", flush=True)


if __name__ == "__main__":
    main()
