"""Plain text for the terminal: the summary of a plan, and tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from hadr_planner.domain.plan import Plan, Status
from hadr_planner.domain.scenario import Scenario
from hadr_planner.errors import HadrError

from . import measures, tables
from .headlines import headlines
from .kpis import Kpis, kpis
from .tables import Row
from .wording import STATUSES, amount, bound, clean, gap, h_plus, item_name, node_name, number, percent

WIDEST = 44
TOP = 5


def summary(scenario: Scenario, plan: Plan, kpis: Kpis) -> str:
    """One screen: what is known of the plan, its figures, and what it leaves unmet."""
    blocks = [_head(scenario, plan)]
    if plan.status is not Status.NO_PLAN:
        width = max(len(figure.title) for figure in headlines(scenario, plan, kpis))
        blocks.append(
            "\n".join(f"  {f.title:<{width}}  {f.text:>10}  {f.note}" for f in headlines(scenario, plan, kpis))
        )
    if kpis.unmet:
        blocks.append("\n".join(["Left unmet, most people first:", *_left(scenario, kpis)]))
    return "\n\n".join(blocks) + "\n"


def _head(scenario: Scenario, plan: Plan) -> str:
    lines = [
        clean(scenario.title),
        f"{STATUSES[plan.status]}: {clean(plan.why)}" if plan.why else STATUSES[plan.status],
        f"value {number(plan.value, 1)} person-days of need met, bound {bound(plan, 1)}, gap {gap(plan)};"
        f" horizon {h_plus(scenario.clock.horizon_h)}",
    ]
    return "\n".join(lines)


def _left(scenario: Scenario, kpis: Kpis) -> list[str]:
    lines = [
        f"  {node_name(scenario, u.site)}: {item_name(scenario, u.item)},"
        f" {amount(u.left, u.unit)} of {amount(u.needed, u.unit)} ({percent(u.share_left)})"
        for u in kpis.unmet[:TOP]
    ]
    more = len(kpis.unmet) - TOP
    return [*lines, f"  and {more} more"] if more > 0 else lines


def show(scenario: Scenario, plan: Plan, by: str) -> str:
    """Print ``view`` as a table."""
    return table(view(scenario, plan, by))


def view(scenario: Scenario, plan: Plan, by: str) -> list[Row]:
    """Rows of a plan by ``asset``, ``site``, ``nation`` or ``place``; anything else is a ``HadrError``."""
    views: dict[str, Callable[[], list[Row]]] = {
        "asset": lambda: tables.by_asset(scenario, plan),
        "site": lambda: measures.site_rows(scenario, kpis(scenario, plan)),
        "nation": lambda: [
            row for row in measures.effort_rows(scenario, kpis(scenario, plan)) if row.pop("by") == "nation"
        ],
        "place": lambda: tables.by_place(scenario, plan),
    }
    if by not in views:
        raise HadrError(f"can't show a plan by {by!r}; choose one of {', '.join(views)}")
    return views[by]()


def table(rows: Sequence[Row]) -> str:
    """Rows as aligned columns: numbers to the right, long texts cut."""
    if not rows:
        return "nothing to show\n"
    names = list(rows[0])
    cells = [[_cell(name, row[name]) for name in names] for row in rows]
    heads = [name.replace("_", " ") for name in names]
    widths = [max(len(head), *(len(line[i]) for line in cells)) for i, head in enumerate(heads)]
    right = [all(isinstance(row[name], int | float | None) for row in rows) for name in names]
    body = [heads, ["-" * width for width in widths], *cells]
    return "\n".join(_line(line, widths, right) for line in body) + "\n"


def _cell(name: str, value: str | float | int | None) -> str:
    if value is None:
        return "-"
    if isinstance(value, str):
        return value if len(value) <= WIDEST else value[: WIDEST - 1] + "…"
    if name.startswith("share"):
        return percent(value)
    return h_plus(value) if name in ("first_h", "last_h", "first_aid_h") else number(value)


def _line(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    pairs = zip(cells, widths, right, strict=True)
    return "  ".join(c.rjust(w) if r else c.ljust(w) for c, w, r in pairs).rstrip()
