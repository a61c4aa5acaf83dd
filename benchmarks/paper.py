"""The page that results are told on, and its pictures."""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import fmean
from typing import Any

import numpy as np

from benchmarks.pictures import course, growth

Row = dict[str, Any]
HEAD = """# Benchmarks

Written by `make bench` (minutes) or `make bench-full` (hours); don't edit it by hand. Each case ran in a process of its
own on a machine with {cores} cores, one after another; stop and call again goes on where it stopped. Seconds are those
of that machine at that time, and others may have been at work on it: compare them within a table only. Before each case
Python added up four million numbers, which took {counting} s.

Every plan here was judged by the same verifier and measured by the same value function, after its time had run out.
**Value** is in thousands of person-days of need met; **of our bound** is value over the least bound that any of our
runs on that instance proved; **gap** is `(bound - value) / bound` of the run itself. Ranges are least to most.
"""
WAYS = {
    "ours": "this planner",
    "priority": "by priority, as a staff does by hand: the host's first site, the nearest goods, the first free tail",
    "proportional": "in proportion: whoever has the smallest share comes next",
    "one_mip_highs": "one program of whole sorties per mission and period, fleet hours per period, on HiGHS",
    "one_mip_scip": "the same on SCIP",
    "one_mip_cp_sat": "the same on CP-SAT",
    "pyvrp": "PyVRP: parcels, prizes, several trips a truck",
    "routing": "OR-Tools Routing: parcels, penalties, trips in a chain",
}
CANT = """## What the rivals can't express

* **By hand and in proportion** look at one site and one tail at a time: nothing is held back for later, ships are moved
  once towards people, units travel only where cargo of theirs happens to be loaded. They have the planner's own list of
  missions, its placing of sorties within ramps, tails and crew days, and its settling of hand-overs, so what they lack
  is judgement, not information.
* **One program** knows no clock inside a period: ramps, berths and tails are hours per period, so two aircraft may meet
  on one spot, and a sortie stands for any start. Its answer is put on the clock by hand; what doesn't fit in its period
  goes later or not at all. Loads are then settled by a linear program. It has 75 % of the time for the engine, the
  rest for that. Where an engine found nothing in its time, the table says so; on L none is asked, since two of the
  three find nothing on M:0.
* **PyVRP and OR-Tools Routing** (last mile only) know no stocks, no periods, no hand-over capacities, no ramps, no
  ships or aircraft with several echelons, no units, no aims but prizes: a parcel is worth the same whoever else has
  been served, so neither long spells nor the worst-off site can count. A need is cut into parcels beforehand.
* **No rival but this planner proves a bound** on the timed problem; bounds of the one program hold for itself only.
"""

TEAMS = """Incidents × teams; work N(20, 10) hours, travel N(1, 0.3) hours, severity 1 to 5; `+0.3`: three in ten need
two teams at once. Harm is the sum of severity times the hour at which an incident is dealt with. Practice sends to the
severest incident whoever can be there first.
"""

REPLAN = """After 24 hours a change is heard of: the host's busiest airfield is shut for two days, the guest whose
assets fly most leaves a day later, or the three largest sites need 30 % more goods. `hadr replan` keeps what holds
of the plan in force and begins nothing before the hour; **afresh** is the value of a plan made from nothing with the
seconds of the first, free even to change the first day. **Within 2 %** is the time to a plan worth 98 % of that, in
seconds of the clock; changed are sorties and stays that are cancelled, moved or new.
"""


def write(results: Path, docs: Path) -> None:
    """Write docs/benchmarks.md and its pictures from all results."""
    rows = [json.loads(path.read_text("utf-8")) for path in sorted(results.glob("*.json"))]
    suites: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        case, result = row["case"], row["result"]
        suites[case["suite"]].append(case | {"given_s": case["seconds"]} | result)
    counting = _range((row["counting_s"] for row in rows), "{:.2f}")
    parts = [HEAD.format(cores=os.cpu_count(), counting=counting)]
    titles = {
        "S": "S: 20 sites, 30 pools, 7 days", "M": "M: 60 sites, 100 pools, 10 days",
        "L": "L: 150 sites, 250 pools, 14 days", "past": "Scenarios of the past", "mile": "The last mile of one day",
    }
    for suite, title in titles.items():
        if suites[suite]:
            parts += [f"## {title}\n", *_plans(suites[suite])]
            if picture := course(suites[suite], docs / "pictures", suite):
                parts.append(f"![Value and bound over time]({picture})\n")
    parts += [CANT]
    if suites["teams"]:
        parts += ["## Teams to incidents\n", *_teams(suites["teams"])]
    if suites["replan"]:
        parts += ["## Planning again after a change\n", *_replans(suites["replan"])]
    if suites["growth"]:
        parts += ["## Growth\n", *_growth(suites["growth"], docs / "pictures")]
    (docs / "benchmarks.md").write_text("\n".join(parts).rstrip() + "\n", "utf-8")


def _plans(rows: list[Row]) -> Iterable[str]:
    """A table for each instance: a line for each way."""
    for instance, given_s in sorted({(row["instance"], row["given_s"]) for row in rows}):
        known = [row for row in rows if row["instance"] == instance]
        mine = [row for row in known if row["given_s"] == given_s]
        bounds = [row["bound"] for row in known if row["way"] == "ours" and row.get("bound")]
        yield f"**{instance}**, {given_s:g} s each\n"
        yield "| way | runs | value | of our bound | gap % | first plan s | in all s | peak MiB | breaches |"
        yield "|---|--:|--:|--:|--:|--:|--:|--:|---|"
        for way, what in WAYS.items():
            runs = [row for row in mine if row["way"] == way]
            if runs:
                yield _line(what, runs, min(bounds, default=None))
        yield ""


def _line(what: str, runs: list[Row], bound: float | None) -> str:
    done = [run for run in runs if "failure" not in run]
    if not done:
        return f"| {what} | {len(runs)} | none: {_plain(runs[0]['failure'])} | | | | | | |"
    rules = sorted({rule for run in done for rule in run["breaches"]})
    cells = [
        str(len(runs)), _range((run["value"] / 1000 for run in done), "{:,.1f}"),
        _range((run["value"] / bound for run in done), "{:.3f}") if bound else "",
        _range((100 * (1 - run["value"] / run["bound"]) for run in done if run["bound"]), "{:.2f}"),
        _range((run["first_s"] for run in done), "{:.1f}"), _range((run["seconds"] for run in done), "{:.0f}"),
        _range((run["peak_mib"] for run in done), "{:,.0f}"), ", ".join(rules) or "none",
    ]
    return f"| {what} | " + " | ".join(cells) + " |"


def _plain(failure: str) -> str:
    return failure.replace("|", "/").replace("\n", " ")[:120]


def _range(amounts: Iterable[float], how: str = "{:,.0f}") -> str:
    """Least to most, once where they look the same."""
    told = [how.format(amount) for amount in sorted(amounts)]
    return "" if not told else told[0] if told[0] == told[-1] else f"{told[0]} to {told[-1]}"


def _teams(rows: list[Row]) -> Iterable[str]:
    yield TEAMS
    yield "| call-out | runs | proven best | gap % | seconds | practice, % more harm | rounds | peak MiB |"
    yield "|---|--:|--:|--:|--:|--:|--:|--:|"
    for instance in dict.fromkeys(row["instance"] for row in rows):
        runs = [row for row in rows if row["instance"] == instance and "failure" not in row]
        if runs:
            cells = [
                instance.removeprefix("call:"), str(len(runs)), str(sum(run["proven"] for run in runs)),
                _range((100 * run["gap"] for run in runs), "{:.2f}"),
                _range((run["seconds"] for run in runs), "{:.1f}"),
                _range(100 * (run["practice"] / run["harm"] - 1) for run in runs),
                _range(run["rounds"] for run in runs), _range((run["peak_mib"] for run in runs), "{:,.0f}"),
            ]
            yield "| " + " | ".join(cells) + " |"
    yield ""


def _replans(rows: list[Row]) -> Iterable[str]:
    yield REPLAN
    yield (
        "| instance | change | sorties in force | kept, of afresh | again, of afresh | s | of the processor "
        "| within 2 % s | changed | changed afresh | breaches |"
    )
    yield "|---|---|--:|--:|--:|--:|--:|--:|--:|--:|---|"
    for failed in (row for row in rows if "failure" in row):
        yield f"| {failed['instance']} | none: {_plain(failed['failure'])} | | | | | | | | | |"
    changes = [(run["instance"], *one) for run in rows for one in run.get("changes", {}).items()]
    for instance, change, row in changes:
        within = "–" if row["within_s"] is None else f"{row['within_s']:.1f}"
        cells = [
            instance, change.replace("_", " "), f"{row['sorties']:,}", f"{row['kept'] / row['afresh']:.3f}",
            f"{row['value'] / row['afresh']:.3f}", f"{row['seconds']:.1f}", f"{row['cpu_s']:.1f}", within,
            f"{row['changed']:,}", f"{row['changed_afresh']:,}", ", ".join(row["breaches"]) or "none",
        ]
        yield "| " + " | ".join(cells) + " |"
    yield ""


def _growth(rows: list[Row], pictures: Path) -> Iterable[str]:
    """One size alone grows from the base (20 sites, 30 pools, 7 days, slots of half an hour)."""
    done = [row for row in rows if "failure" not in row]
    yield "One figure alone grows from 20 sites, 30 pools, 7 days and slots of half an hour.\n"
    yield "| sites × pools × days × hours of a slot | first plan s | first bound s | gap % | in all s | peak MiB |"
    yield "|---|--:|--:|--:|--:|--:|"
    for row in rows:
        name = row["instance"].removeprefix("grow:").replace("x", " × ")
        yield f"| {name} | " + " | ".join(_grown(row)) + " |"
    lines = fitted([row for row in done if row["instance"].startswith("grow:")])
    if any(any(powers) for powers in lines.values()):
        yield "\nFitted: each grows as the figure to the power of\n"
        yield "| figure | first plan | first bound | memory |"
        yield "|---|--:|--:|--:|"
        yield from (f"| {figure} | " + " | ".join(powers) + " |" for figure, powers in lines.items())
    if picture := growth([row for row in done if row["instance"].startswith("grow:")], pictures):
        yield f"\n![Growth of time and memory]({picture})\n"


def _grown(row: Row) -> list[str]:
    if "failure" in row:
        return ["failed: " + _plain(row["failure"]), "", "", "", ""]
    first, all_s, peak = f"{row['first_s']:.1f}", f"{row['seconds']:.0f}", f"{row['peak_mib']:,.0f}"
    if row["bound_s"] is None:
        return [first, "", "", all_s, peak]
    gap = 100 * (row["bound"] - row["value"]) / row["bound"]
    return [first, f"{row['bound_s']:.1f}", f"{gap:.1f}", all_s, peak]


FIGURES: dict[str, Callable[[list[float]], float]] = {
    "sites": lambda size: size[0], "pools": lambda size: size[1], "days": lambda size: size[2],
    "slots per hour": lambda size: 1 / size[3],
}
BASE = [20.0, 30.0, 7.0, 0.5]
MEASURED = ("first_s", "bound_s", "peak_mib")


def series(rows: list[Row], figure: str) -> list[tuple[float, Row]]:
    """Rows in which nothing but this figure differs from the base, by the figure."""
    at = list(FIGURES).index(figure)
    sizes = [([float(part) for part in row["instance"].removeprefix("grow:").split("x")], row) for row in rows]
    found = [
        (FIGURES[figure](size), row)
        for size, row in sizes
        if all(size[k] == BASE[k] for k in range(4) if k != at)
    ]
    return sorted(found, key=lambda pair: pair[0])


def fitted(rows: list[Row]) -> dict[str, list[str]]:
    """Exponents of growth, by least squares of logarithms; empty where there are fewer than three points."""
    lines = {}
    for figure in FIGURES:
        points = series(rows, figure)
        lines[figure] = [power([(x, row[what]) for x, row in points if row[what]]) for what in MEASURED]
    return lines


def power(points: list[tuple[float, float]]) -> str:
    """Exponent of a curve through these points."""
    if len(points) < 3:
        return ""
    logs = np.log(np.array(points))
    x, y = logs[:, 0] - fmean(logs[:, 0]), logs[:, 1] - fmean(logs[:, 1])
    return f"{float((x * y).sum() / (x * x).sum()):.2f}"
