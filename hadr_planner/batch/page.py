"""A batch on one page that needs nothing else: quantiles, plots, what breaks first, the worst draws, what failed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path

from hadr_planner.io.atomic import write_atomically
from hadr_planner.report.page.grid import card, grid
from hadr_planner.report.page.markup import Markup, join, short, tag
from hadr_planner.report.wording import number, percent
from hadr_planner.version import PROGRAM

from .plots import bars, curves, strips
from .run import Row
from .summary import Summary, summaries

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
WORST = 5
LISTED = 100
SAID = 12


def write_page(rows: Sequence[Row], path: Path) -> None:
    """Write the page."""
    write_atomically(path, page(rows).encode())


def page(rows: Sequence[Row]) -> str:
    """The page as HTML."""
    found = summaries([row for row in rows if row.use != "load"])
    body = tag(
        "body",
        _header(rows),
        tag("main", *_sections(rows, found), style="margin-top:14px"),
        tag("footer", f"{PROGRAM} · values are person-days of need met, weighted by each scenario's own aims."),
    )
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=POLICY),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", "Batch"),
        tag("style", Markup(files("hadr_planner.report").joinpath("assets", "page.css").read_text("utf-8"))),
    )
    return f"<!doctype html>\n{tag('html', head, body, lang='en')}\n"


def _header(rows: Sequence[Row]) -> Markup:
    failed = sum(row.failed for row in rows)
    scenarios = ", ".join(dict.fromkeys(row.scenario for row in rows))
    chips = [
        tag("span", f"{number(len(rows))} runs", class_="chip"),
        tag("span", f"{number(failed)} failed", class_=f"chip {'poor' if failed else 'good'}"),
        tag("span", f"{number(len({row.draw for row in rows if row.draw}))} draws", class_="chip"),
    ]
    return tag("header", tag("h1", f"Batch: {short(scenarios, 200)}"), tag("div", *chips, class_="chips"))


def _sections(rows: Sequence[Row], found: Sequence[Summary]) -> Iterator[Markup]:
    note = "over the draws; worst fifth is the mean of the worst 20 %"
    yield card("Summary", _summary(found), note=note, class_="full")
    for scenario in dict.fromkeys(row.scenario for row in rows if row.use != "load"):
        mine = [row for row in rows if row.scenario == scenario and not row.failed]
        values = _values(mine)
        if not values:
            continue
        title = short(scenario, 60)
        yield card(f"Value by draw: {title}", strips(values), note="bar: middle half; line: median", class_="half")
        yield card(f"Share of draws up to a value: {title}", curves(values), class_="half")
        first = Counter(row.first_rule for row in mine if row.first_rule)
        if first:
            yield card(
                f"What breaks first: {title}", bars(first.most_common(12)), note="draws in which it does", class_="half"
            )
        yield card(f"Worst draws: {title}", _worst(mine), class_="half")
    failed = [row for row in rows if row.failed]
    if failed:
        yield card("Failed", _failed(failed), class_="full")


def _values(rows: Sequence[Row]) -> dict[str, list[float]]:
    """Values in the draws by course or plan; as written where there are no draws."""
    found: dict[str, list[float]] = {}
    drawn = [row for row in rows if row.draw] or list(rows)
    for row in drawn:
        if row.value is not None:
            found.setdefault(f"{row.use}: {row.asked}", []).append(row.value)
    return found


def _summary(found: Sequence[Summary]) -> Markup:
    heads = (
        "Scenario", "Use", "Course or plan", "Runs", "Failed", "As written", "Mean", "Worst fifth", "5 %", "Median",
        "95 %", "Need met", "Person-days without", "Holds", "Breaks first",
    )
    rows = [
        (
            short(s.scenario, 40), s.use, short(s.asked, 40), s.runs, s.failed,
            *(_figure(v) for v in (s.as_written, s.mean, s.tail_mean, s.p05, s.p50, s.p95)),
            percent(s.share), _figure(s.person_days), s.holds if s.use != "plan" else "", s.breaks_first,
        )
        for s in found
    ]
    return grid(heads, rows, range(3, 14))


def _worst(rows: Sequence[Row]) -> Markup:
    ordered = sorted((row for row in rows if row.draw and row.value is not None), key=lambda row: row.value or 0.0)
    made = [
        (str(row.draw), short(row.asked, 30), _figure(row.value), short(row.first, 160), _said(row))
        for row in ordered[:WORST]
    ]
    return grid(("Draw", "Course or plan", "Value", "Breaks first", "What was drawn"), made, (0, 2))


def _said(row: Row) -> Markup:
    sentences = row.said.split("\n") if row.said else []
    shown = [tag("li", sentence) for sentence in sentences[:SAID]]
    more = [tag("li", f"and {len(sentences) - SAID} more")] if len(sentences) > SAID else []
    return tag("details", tag("summary", f"{len(sentences)} things"), tag("ul", *shown, *more))


def _failed(rows: Sequence[Row]) -> Markup:
    made = [(short(r.scenario, 40), str(r.draw), short(r.asked, 40), short(r.why, 200)) for r in rows[:LISTED]]
    left = tag("p", f"The first {LISTED} of {len(rows):,}; results.csv has all.", class_="quiet")
    return join(grid(("Scenario", "Draw", "Course or plan", "Why"), made, (1,)), left if len(rows) > LISTED else "")


def _figure(value: float | None) -> str:
    return "–" if value is None else number(value)
