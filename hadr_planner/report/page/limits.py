"""What a plan hands over, below what no plan can exceed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise

from hadr_planner.domain.limit import LimitCurve
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.report.naming import held_down
from hadr_planner.report.wording import h_plus, large, number

from .charts import BOTTOM, HEIGHT, LEFT, RIGHT, TOP, WIDTH, hours
from .grid import grid
from .markup import Markup, join, tag


def limits(scenario: Scenario, plan: Plan, curve: LimitCurve) -> Markup:
    """Tonnes handed over by each hour, and the limit above them.

    Both are stairs: what is handed over in a period counts at its end, and may be handed over from its beginning on.
    """
    from hadr_planner.limit import handed_over

    edges_h = [point.hour for point in curve.points]
    most = [point.tonnes for point in curve.points]
    given = [one.tonnes for one in handed_over(scenario, plan)]
    top = max(*most, *given, 1e-9)
    early = [(hour, t) for hours, t in zip(pairwise(edges_h), most[1:], strict=True) for hour in hours]
    late = [(hour, t) for hours, t in zip(pairwise(edges_h), given[:-1], strict=True) for hour in hours]
    drawing = tag(
        "svg",
        _axes(edges_h, top),
        _path(early, edges_h[-1], top, "due", f"no plan hands over more: {number(most[-1])} t"),
        _path([*late, (edges_h[-1], given[-1])], edges_h[-1], top, "total", f"this plan: {number(given[-1])} t"),
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        role="img",
        aria_label="Tonnes handed over by each hour, and the limit",
        class_="chart",
        style="max-width:640px",
    )
    keys = [_key("total", f"This plan {number(given[-1])} t"), _key("due", f"Limit {number(most[-1])} t")]
    return join(drawing, tag("div", *keys, class_="keys"))


def binding(scenario: Scenario, curve: LimitCurve) -> Markup:
    """Spells in which the same things hold the limit down."""
    rows = []
    for _, spell in groupby(curve.points[1:], key=lambda point: [(b.what, b.name) for b in point.binds]):
        points = list(spell)
        rows.append((h_plus(points[0].hour), h_plus(points[-1].hour), held_down(scenario, points[-1].binds)))
    return grid(("From", "Until", "What holds the limit down"), rows, (0, 1))


def _x(hour: float, horizon_h: float) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * hour / horizon_h


def _y(tonnes: float, top: float) -> float:
    return TOP + (HEIGHT - TOP - BOTTOM) * (1 - tonnes / top)


def _path(stair: Sequence[tuple[float, float]], horizon_h: float, top: float, kind: str, name: str) -> Markup:
    points = (f"{_x(hour, horizon_h):.1f},{_y(tonnes, top):.1f}" for hour, tonnes in stair)
    return tag("path", tag("title", name), d="M" + "L".join(points), class_=f"curve {kind}")


def _axes(edges_h: Sequence[float], top: float) -> Markup:
    parts = []
    for share in (0, 0.25, 0.5, 0.75, 1):
        y = _y(top * share, top)
        parts.append(tag("line", x1=LEFT, x2=WIDTH - RIGHT, y1=y, y2=y, class_="gridline"))
        parts.append(tag("text", large(top * share), x=LEFT - 6, y=y + 4, text_anchor="end"))
    for hour in hours(edges_h[-1]):
        x = f"{_x(hour, edges_h[-1]):.1f}"
        parts.append(tag("line", x1=x, x2=x, y1=TOP, y2=HEIGHT - BOTTOM, class_="gridline"))
        parts.append(tag("text", f"H+{hour}", x=x, y=HEIGHT - 10, text_anchor="middle"))
    return join(*parts)


def _key(kind: str, words: str) -> Markup:
    line = tag("svg", tag("path", d="M0 5H22", class_=f"curve {kind}"), width=22, height=10, aria_hidden="true")
    return tag("span", line, words, class_="key")
