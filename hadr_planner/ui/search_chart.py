"""The picture of a search: the best plan's value and the bound, closing in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import isfinite
from typing import Any

from hadr_planner.jobs import Point

VALUE, BOUND = "best plan so far", "no plan can be better than"
COLOURS = {VALUE: "#009e73", BOUND: "#d55e00"}
ROOM = 3.0
"""Bounds further above the best plan than so many times the last gap are cut off: the first are beyond all reason."""
LEAST = 0.02
HEIGHT = 280


def rows(points: Sequence[Point]) -> list[dict[str, float | str]]:
    """Points that are finite, one row for each line."""
    both = [(VALUE, [(p.elapsed_s, p.value) for p in points]), (BOUND, [(p.elapsed_s, p.bound) for p in points])]
    return [
        {"seconds": seconds, "line": line, "value": figure}
        for line, pairs in both
        for seconds, figure in pairs
        if isfinite(figure)
    ]


def frame(points: Sequence[Point]) -> tuple[float, float] | None:
    """Least and greatest figure to show; unset while nothing is known."""
    values = [point.value for point in points if isfinite(point.value)]
    bounds = [point.bound for point in points if isfinite(point.bound)]
    if not values:
        return (0.0, bounds[-1]) if bounds else None
    gap = bounds[-1] - values[-1] if bounds else 0.0
    top = values[-1] + max(ROOM * gap, LEAST * abs(values[-1]))
    return min(values), max(top, *values)


def up_to(points: Sequence[Point], now_s: float) -> tuple[Point, ...]:
    """Points, and what the last of them said still holds now: between two steps of a search a minute may pass."""
    last = points[-1]
    return (*points, replace(last, elapsed_s=now_s)) if now_s > last.elapsed_s else tuple(points)


def closing_in(points: Sequence[Point], now_s: float, *, dark: bool) -> Any:
    """Chart of a search so far."""
    import altair as alt

    from .charts.look import TICKS

    shown = frame(points)
    scale = alt.Scale(domain=list(shown), zero=False, nice=False) if shown else alt.Scale()
    told = alt.Data(values=rows(up_to(points, now_s)))
    lines = alt.Chart(told).mark_line(interpolate="step-after", clip=True, strokeWidth=2.5)
    return lines.encode(
        x=alt.X("seconds:Q", title="seconds", scale=alt.Scale(domainMin=0)),
        y=alt.Y("value:Q", title="person-days of need met", scale=scale, axis=alt.Axis(format=TICKS)),
        color=alt.Color(
            "line:N",
            title=None,
            scale=alt.Scale(domain=list(COLOURS), range=list(COLOURS.values())),
            legend=alt.Legend(orient="top", labelLimit=300, offset=4),
        ),
        strokeDash=alt.StrokeDash(
            "line:N", title=None, legend=None, scale=alt.Scale(domain=list(COLOURS), range=[[1, 0], [6, 3]])
        ),
        tooltip=[alt.Tooltip("seconds:Q", format=".0f"), alt.Tooltip("value:Q", format=",.0f"), "line:N"],
    ).properties(
        height=HEIGHT,
        padding={"top": 0, "left": 0, "right": 8, "bottom": 0},
        description="Value of the best plan and the bound, by seconds of search",
    )
