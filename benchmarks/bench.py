"""Measure everything, case by case, each in a process of its own: ``python -m benchmarks.bench quick``.

What is measured already is not measured again: stop it when you like, call it again, and it goes on. Results lie in
``build/bench``; remove that folder to begin anew. At the end docs/benchmarks.md is written from all of them.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

from benchmarks.case import Case
from benchmarks.measure import counting_s
from benchmarks.paper import write
from benchmarks.suites import SUITES

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "build" / "bench"
PATIENCE, LOADING_S = 3.0, 300.0
"""A case is given up after so many times its seconds, and so many seconds for loading, its last step and the judge."""


def run(case: Case, results: Path) -> Path:
    """Measure one case unless that is done; where its result is."""
    target = results / f"{case.key}.json"
    if target.exists():
        return target
    results.mkdir(parents=True, exist_ok=True)
    fresh = target.with_suffix(".part")
    limit_s = PATIENCE * case.seconds + LOADING_S
    asked = [sys.executable, "-m", "benchmarks.measure", json.dumps(case.told()), str(fresh)]
    try:
        ended = subprocess.run(asked, cwd=ROOT, timeout=limit_s, capture_output=True, text=True, check=False)
        failure = f"ended with {ended.returncode}: {ended.stderr[-300:]}"
    except subprocess.TimeoutExpired:
        failure = f"given up after {limit_s:.0f} s"
    if not fresh.exists():
        told = {"case": case.told(), "counting_s": counting_s(), "result": {"failure": failure}}
        fresh.write_text(json.dumps(told), "utf-8")
    os.replace(fresh, target)
    return target


def line(path: Path) -> str:
    """One result in one line."""
    told = json.loads(path.read_text("utf-8"))
    case, result = told["case"], told["result"]
    name = f"{case['suite']:<8}{case['instance']:<22}{case['way']:<16}{case['repeat']}"
    if "failure" in result:
        return f"{name}  failed: {result['failure'][:90]}"
    if "changes" in result:
        each = (f"{change} {one['value'] / one['afresh']:.3f}" for change, one in result["changes"].items())
        return f"{name}  of afresh: {', '.join(each)}"
    what = f"harm {result['harm']:,.0f}" if "harm" in result else f"value {result['value']:,.0f}"
    bound = result.get("bound")
    return f"{name}  {what}  bound {'none' if bound is None else f'{bound:,.0f}'}  {result['seconds']:.1f} s"


def main() -> None:
    """Measure a suite, then write the page."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks.bench", description=__doc__)
    asked.add_argument("suite", choices=[*SUITES, "page"], help="page: only write the page from what is measured")
    asked.add_argument("--only", default="", help="only cases whose name has this in it")
    asked.add_argument("--seconds", type=float, help="seconds of every case, in place of its own")
    asked.add_argument("--results", type=Path, default=RESULTS)
    given = asked.parse_args()
    for case in SUITES[given.suite]() if given.suite in SUITES else ():
        chosen = case if given.seconds is None else Case(**(case.told() | {"seconds": given.seconds}))
        if given.only in chosen.key:
            print(line(run(chosen, given.results)), flush=True)
    write(given.results, ROOT / "docs")


if __name__ == "__main__":
    main()
