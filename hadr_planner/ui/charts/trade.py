"""Fairness against speed: a point for each plan, the front joined."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from hadr_planner.report.fairness import Trade, by_evenness

from .look import TICKS, dressed, look
from .seats import seats

ROOM = 0.08
WIDE_PX, LONGEST_PX = 420, 190
"""About how wide the frame is on a small screen, and how much of a name is shown."""
WIDEST = 0.02
"""Share of the person-days that is shown on either side, so that a tiny difference looks tiny."""


def trade(found: Sequence[Trade], *, dark: bool, height: int = 260) -> Any:
    """Draw plans: filled squares on the front, hollow circles where another plan beats them."""
    colours = look(dark)
    rows = [
        (t.title, t.person_days, t.fairness, t.worst_share, t.gini, "beaten" if t.beaten_by else "on the front")
        for t in found
    ]
    shares = [one.fairness for one in found]
    frame = pd.DataFrame(rows, columns=["plan", "person_days", "fairness", "worst_share", "gini", "where"])
    days = [one.person_days for one in found]
    least = WIDEST * max(days)
    x = alt.X(
        "person_days:Q",
        title="← faster · person-days without · slower →",
        scale=alt.Scale(domain=[max(min(days) - least, 0.0), max(days) + least], zero=False, nice=True, padding=40),
        axis=alt.Axis(format=TICKS, tickCount=5),
    )
    y = alt.Y(
        "fairness:Q",
        title="evenness, 1 less Gini (up is fairer)" if by_evenness(found) else "worst-served site (up is fairer)",
        scale=alt.Scale(domain=[max(min(shares) - ROOM, 0.0), min(max(shares) + ROOM, 1.0)], zero=False, nice=False),
        axis=alt.Axis(format=".0%", tickCount=5),
    )
    points = (
        alt.Chart(frame)
        .mark_point(size=130, strokeWidth=2)
        .encode(
            x=x,
            y=y,
            shape=alt.Shape("where:N", scale=alt.Scale(domain=["on the front", "beaten"], range=["square", "circle"])),
            color=alt.Color(
                "where:N",
                scale=alt.Scale(domain=["on the front", "beaten"], range=[colours.palette[0], colours.soft]),
            ),
            fill=alt.condition(
                alt.datum.where == "on the front", alt.value(colours.palette[0]), alt.value("transparent")
            ),
            tooltip=[
                alt.Tooltip("plan:N", title="Plan"),
                alt.Tooltip("person_days:Q", title="Person-days without", format=",.0f"),
                alt.Tooltip("worst_share:Q", title="Worst site", format=".0%"),
                alt.Tooltip("gini:Q", title="Gini", format=".2f"),
            ],
        )
    )
    across, up = WIDE_PX / (max(days) - min(days) + 2 * least or 1.0), height / (max(shares) - min(shares) + 2 * ROOM)
    spots = [(one.person_days * across, -one.fairness * up) for one in found]
    names = [
        alt.Chart(frame.iloc[[i]])
        .mark_text(dx=seat.dx, dy=seat.dy, align=seat.align, baseline="middle", limit=LONGEST_PX, color=colours.ink)
        .encode(x=x, y=y, text="plan:N")
        for i, seat in enumerate(seats(spots, [one.title for one in found], LONGEST_PX))
    ]
    front = frame[frame["where"] == "on the front"]
    line = alt.Chart(front).mark_line(color=colours.palette[0], strokeDash=[5, 4], opacity=0.7)
    return dressed(
        alt.layer(line.encode(x=x, y=y, order="person_days:Q"), points, *names).properties(height=height),
        dark,
        "Plans by person-days without and by fairness",
    )
