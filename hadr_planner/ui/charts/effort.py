"""Who sets how much down, day by day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from hadr_planner.report.tables import Row

from .look import TICKS, dressed, look

NAMED = 7
OTHERS = "others"


def by_day(rows: Sequence[Row], days: int, *, dark: bool, height: int = 230) -> Any:
    """Stacked tonnes by nation; those that lift least share one grey."""
    colours = look(dark)
    sums: defaultdict[str, float] = defaultdict(float)
    for row in rows:
        sums[str(row["nation"])] += float(row["tonnes"] or 0)
    ranked = sorted(sums, key=lambda nation: (-sums[nation], nation))
    named = ranked if len(ranked) <= NAMED else ranked[: NAMED - 1]
    frame = pd.DataFrame(rows, columns=["nation", "day", "tonnes"])
    frame["who"] = frame["nation"].where(frame["nation"].isin(named), OTHERS)
    frame = frame.groupby(["day", "who"], as_index=False)["tonnes"].sum()
    shown = [*named, OTHERS] if len(ranked) > len(named) else named
    palette = [*colours.palette[: len(named)], *([colours.soft] if len(ranked) > len(named) else [])]
    frame["order"] = frame["who"].map({name: order for order, name in enumerate(shown)})
    chart = (
        alt.Chart(frame)
        .mark_bar(stroke=colours.ground, strokeWidth=0.6)
        .encode(
            x=alt.X("day:O", title=None, scale=alt.Scale(domain=[*range(days)]), axis=_day_axis()),
            y=alt.Y("tonnes:Q", title="tonnes set down", stack=True, axis=alt.Axis(format=TICKS, tickCount=4)),
            color=alt.Color(
                "who:N",
                sort=shown,
                scale=alt.Scale(domain=shown, range=palette),
                legend=alt.Legend(columns=3, labelLimit=105),
            ),
            order=alt.Order("order:Q"),
            tooltip=[
                alt.Tooltip("who:N", title="Who"),
                alt.Tooltip("day:O", title="Day"),
                alt.Tooltip("tonnes:Q", title="Tonnes", format=",.0f"),
            ],
        )
        .properties(height=height)
    )
    return dressed(chart, dark, "Bars of tonnes set down, by day and owner")


def _day_axis() -> alt.Axis:
    return alt.Axis(labelExpr="'D+' + datum.label", labelAngle=0, labelOverlap=True, ticks=False)
