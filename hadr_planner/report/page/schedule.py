"""The schedule on paper: Gantt, flights, shipping and convoys, as one page without scripts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from importlib.resources import files

from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.report.counted import counted
from hadr_planner.report.movements import COMPONENT_HEADS, components, convoys, flights, heads, voyages
from hadr_planner.report.tables import Row
from hadr_planner.report.wording import STATUSES, dtg, local, number, zone

from .gantt import gantt
from .grid import card, grid
from .markup import Markup, join, short, tag

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
PRINT = """
.card { grid-column: 1 / -1; } .scroll, .scroll.wide { max-height: none; } td { max-width: 300px; }
@media print {
  .scroll { overflow: visible; } thead { display: table-header-group; } tr { break-inside: avoid; }
  .card table { width: 100%; font-size: 9px; } .card td, .card th { padding: 1px 4px; line-height: 1.2; }
  .card .num { padding-right: 8px; }
}
"""


def schedule_page(scenario: Scenario, plan: Plan, of: str = "") -> str:
    """Write the page; ``of`` says what part of the plan it shows."""
    sections = (
        ("Flight tasking", flights(scenario, plan)),
        ("Shipping", voyages(scenario, plan)),
        ("Convoys", convoys(scenario, plan)),
    )
    legs = partial(counted, noun="leg")
    content = tag(
        "body",
        _header(scenario, plan, of),
        tag(
            "main",
            card("Schedule", gantt(scenario, plan), class_="full"),
            *(card(title, _table(rows, heads(rows)), note=legs(len(rows))) for title, rows in sections if rows),
            card("Components", _table(components(scenario, plan), COMPONENT_HEADS)),
        ),
    )
    style = files("hadr_planner.report").joinpath("assets", "page.css").read_text("utf-8")
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=POLICY),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", short(f"Schedule: {scenario.title}", 120)),
        tag("style", Markup(style + PRINT)),
    )
    return f"<!doctype html>\n{tag('html', head, content, lang='en')}\n"


def _header(scenario: Scenario, plan: Plan, of: str) -> Markup:
    end = scenario.when(scenario.clock.horizon_h)
    zulu, here = (f"{told(scenario.start)} to {told(end)}" for told in (dtg, local))
    line = f"{zulu} (Z is UTC), {here} local ({zone(scenario.start)}), H+0 to H+{scenario.clock.horizon_h:g}"
    what = join(tag("p", tag("strong", f"Only: {of}"))) if of else Markup("")
    sorties = f"{counted(len(plan.sorties), 'sortie')} · {STATUSES[plan.status]} · scenario digest {plan.digest[:12]}"
    return tag("header", tag("h1", f"Schedule: {scenario.title}"), what, tag("p", line), tag("p", sorties))


def _table(rows: Sequence[Row], columns: dict[str, str]) -> Markup:
    figures = [i for i, name in enumerate(columns) if rows and isinstance(rows[0][name], int | float)]
    cells = [[short(_cell(row[name]), 160) for name in columns] for row in rows]
    return grid(tuple(columns.values()), cells, figures)


def _cell(value: str | float | int | None) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else number(value)
