"""Aprons and berths by the hour, against what they hold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from hadr_planner.report.occupancy import Occupancy

from .look import dressed, hour_axis, look, now_line

ROW_PX = 20


def crowding(found: Sequence[Occupancy], horizon_h: float, hour: float, *, dark: bool) -> Any:
    """All places at a glance: the darker the fuller, a line through where full."""
    colours = look(dark)
    rows = [(_title(one), at, at + 1, n, one.capacity) for one in found for at, n in enumerate(one.most) if n]
    frame = pd.DataFrame(rows, columns=["row", "hour", "end_h", "most", "capacity"])
    frame["share"] = (frame["most"] / frame["capacity"]).astype(float).clip(upper=1.0)
    frame["words"] = [_words(most, size) for most, size in zip(frame["most"], frame["capacity"], strict=True)]
    x = hour_axis(horizon_h, orient="top")
    names = [_title(one) for one in found]
    y = alt.Y("row:N", title=None, sort=names, axis=alt.Axis(labelLimit=250, labelOverlap=False, ticks=False))
    tips = [
        alt.Tooltip("row:N", title="Where"),
        alt.Tooltip("hour:Q", title="From H+"),
        alt.Tooltip("words:N", title="At once"),
    ]
    low, high = ("#213646", colours.palette[0]) if dark else ("#d9e9f4", colours.palette[0])
    cells = (
        alt.Chart(frame)
        .mark_rect(height={"band": 0.82})
        .encode(
            x=x,
            x2="end_h:Q",
            y=y,
            color=alt.condition(
                "isValid(datum.share)",
                alt.Color("share:Q", scale=alt.Scale(domain=[0, 1], range=[low, high]), legend=None),
                alt.value(colours.grid),
            ),
            tooltip=tips,
        )
    )
    full = (
        alt.Chart(frame[frame["most"] >= frame["capacity"].fillna(1e9)])
        .mark_bar(color=colours.palette[1], height=4)
        .encode(x="hour:Q", x2="end_h:Q", y=y, tooltip=tips)
    )
    chart = alt.layer(cells, full, now_line(hour, dark)).properties(height=ROW_PX * len(names) + 10)
    return dressed(chart, dark, "How full every apron and berth is, by the hour")


def crowd(one: Occupancy, horizon_h: float, hour: float, *, dark: bool) -> Any:
    """One place as steps, under the line of what it holds."""
    colours = look(dark)
    frame = pd.DataFrame({"hour": [*range(len(one.most) + 1)], "most": [*one.most, one.most[-1] if one.most else 0]})
    top = max([*one.most, one.capacity or 0, 1])
    y = alt.Y(
        "most:Q",
        title=one.what,
        scale=alt.Scale(domain=[0, top]),
        axis=alt.Axis(format="d", tickMinStep=1, tickCount=5),
    )
    steps = alt.Chart(frame).mark_area(
        interpolate="step-after", color=colours.palette[0], opacity=0.55, line={"color": colours.palette[0]}
    )
    layers: list[Any] = [
        steps.encode(
            x=hour_axis(horizon_h),
            y=y,
            tooltip=[alt.Tooltip("hour:Q", title="From H+"), alt.Tooltip("most:Q", title="At once")],
        )
    ]
    if one.capacity is not None:
        limit = alt.Chart(pd.DataFrame({"most": [one.capacity]}))
        layers.append(limit.mark_rule(color=colours.palette[1], strokeDash=[6, 3], strokeWidth=2).encode(y="most:Q"))
    chart = alt.layer(*layers, now_line(hour, dark)).properties(height=190)
    return dressed(chart, dark, f"{one.name}: {one.what} at once, by the hour")


def _title(one: Occupancy) -> str:
    holds = "not known" if one.capacity is None else str(one.capacity)
    return f"{one.name} · {one.what} ({holds})"


def _words(most: int, capacity: float | None) -> str:
    return f"{most}" if capacity is None or pd.isna(capacity) else f"{most} of {capacity:.0f}"
