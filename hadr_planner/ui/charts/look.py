"""Colours that everybody can tell apart, in the light and in the dark; one look for every chart."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import altair as alt

from hadr_planner.domain.catalogue import Mode
from hadr_planner.report.page.charts import hours
from hadr_planner.report.wording import local

LIGHT = ("#00609C", "#BF4500", "#009E73", "#C46F9F", "#C08A00", "#2A9BDD", "#2B2B2B")
DARK = ("#4A9CE6", "#F07F3C", "#2FC79A", "#D98BBF", "#FFD24D", "#B5E3FF", "#F4F4F4")
"""After Okabe and Ito, moved until each stands out from its ground and, to all eyes, from every other."""
BY_DAY = dict(zip(Mode, ("#0072b2", "#a5437f", "#00604c", "#1b9e77", "#8a5a00"), strict=True))
BY_NIGHT = dict(zip(Mode, ("#56b4e9", "#e08fc0", "#2fbf9f", "#7fe0c4", "#e0a53a"), strict=True))
"""What moves, in the colours that it has on the map."""
NOW = "now"
SECOND_LINE_PX = 16
"""Room above the frame for a second line of labels."""
TICKS = ".4~s"
"""Four digits and no more: 27.83M, 1.5k."""
DASHES = ((1, 0), (6, 3), (2, 2), (8, 3, 2, 3), (4, 4), (1, 3), (10, 4))
"""So that no line is told by its colour alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Colours of one theme."""

    ink: str
    soft: str
    grid: str
    now: str
    ground: str
    palette: tuple[str, ...]
    modes: Mapping[Mode, str]


def look(dark: bool) -> Look:
    """Colours for dark or light ground."""
    if dark:
        return Look(
            ink="#e4ebf1", soft="#a9b6c2", grid="#2e3944", now="#ff7d7d", ground="#11181f", palette=DARK, modes=BY_NIGHT
        )
    return Look(
        ink="#17222e", soft="#536372", grid="#e3e9ee", now="#c2273d", ground="#ffffff", palette=LIGHT, modes=BY_DAY
    )


def dressed(chart: Any, dark: bool, says: str) -> Any:
    """The chart in the desk's look: no frame, quiet axes; ``says`` is what a screen reader calls it."""
    with_ = look(dark)
    axis = {
        "labelColor": with_.soft,
        "titleColor": with_.soft,
        "gridColor": with_.grid,
        "domainColor": with_.grid,
        "tickColor": with_.grid,
        "labelFontSize": 11,
        "titleFontSize": 11,
        "titleFontWeight": "normal",
    }
    font = '"Source Sans", "Source Sans Pro", system-ui, sans-serif'
    return (
        chart.properties(description=says)
        .configure(background="transparent", font=font)
        .configure_view(stroke=None)
        .configure_axis(**axis)
        .configure_legend(
            labelColor=with_.ink, titleColor=with_.soft, labelFontSize=11, titleFontSize=11, orient="top", title=None
        )
        .configure_title(color=with_.ink, fontSize=12, anchor="start", fontWeight="normal")
    )


def hour_axis(horizon_h: float, field: str = "hour:Q", start: datetime | None = None, **more: Any) -> alt.X:
    """Hours after start from left to right, as ``H+24``; with ``start``, local time stands beside them."""
    marks = [*hours(horizon_h)]
    label = "'H+' + datum.label"
    if start is not None:
        more.setdefault("labelPadding", SECOND_LINE_PX)
        label = f"[{label}, {json.dumps({hour: local(start + timedelta(hours=hour)) for hour in marks})}[datum.value]]"
    axis = alt.Axis(values=marks, labelExpr=label, format="d", grid=True, **more)
    return alt.X(field, title=None, scale=alt.Scale(domain=[0, horizon_h], nice=False, clamp=True), axis=axis)


def now_line(hour: float, dark: bool) -> alt.Chart:
    """The hour that the desk stands at; a map that plays moves it on by its name."""
    import pandas as pd

    frame = pd.DataFrame({"hour": [hour]})
    return alt.Chart(frame, name=NOW).mark_rule(color=look(dark).now, strokeWidth=2, tooltip=None).encode(x="hour:Q")
