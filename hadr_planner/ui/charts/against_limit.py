"""What a plan has handed over by each hour, below what no plan can exceed, and what holds that down when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from hadr_planner.domain.limit import LimitCurve
from hadr_planner.domain.scenario import Scenario
from hadr_planner.limit import Done
from hadr_planner.report.naming import held_down

from .look import TICKS, dressed, hour_axis, look, now_line

LIMIT, PLAN = "No plan more", "This plan"


def against_limit(
    scenario: Scenario, curve: LimitCurve, done: Sequence[Done], hour: float, *, dark: bool, height: int = 230
) -> Any:
    """Draw both as stairs: the limit of a period holds from its beginning, what is handed over counts at its end."""
    frame = pd.DataFrame(
        [(LIMIT, at.hour, f"H+{at.hour:g}", at.tonnes, held_down(scenario, at.binds)) for at in curve.points]
        + [(PLAN, one.hour, f"H+{one.hour:g}", one.tonnes, "") for one in done],
        columns=["line", "hour", "when", "tonnes", "binds"],
    )
    colours = look(dark)
    x = hour_axis(curve.points[-1].hour)
    y = alt.Y("tonnes:Q", title=None, axis=alt.Axis(format=TICKS, tickCount=4))
    domain = [PLAN, LIMIT]
    legend = alt.Legend(symbolType="stroke", symbolSize=300)
    tips = [
        alt.Tooltip("line:N", title="Line"),
        alt.Tooltip("when:N", title="By"),
        alt.Tooltip("tonnes:Q", title="Tonnes handed over", format=",.0f"),
        alt.Tooltip("binds:N", title="Held down by"),
    ]
    base = alt.Chart(frame).encode(x=x, y=y, tooltip=tips)
    stairs = [
        base.transform_filter(alt.datum.line == name)
        .mark_line(strokeWidth=2.3, interpolate=stair)
        .encode(
            color=alt.Color("line:N", scale=alt.Scale(domain=domain, range=[*colours.palette[:2]]), legend=legend),
            strokeDash=alt.StrokeDash("line:N", scale=alt.Scale(domain=domain, range=[[1, 0], [6, 3]]), legend=legend),
        )
        for name, stair in ((LIMIT, "step-before"), (PLAN, "step-after"))
    ]
    points = base.mark_point(size=60, opacity=0, filled=True)
    chart = alt.layer(*stairs, points, now_line(hour, dark)).properties(height=height)
    return dressed(chart, dark, "What the plan hands over, under what any plan could, by the hour")
