"""Lines of need met over time: by item, by site, by plan."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from hadr_planner.report.curves import Curve
from hadr_planner.report.wording import percent

from .look import DASHES, Look, dressed, hour_axis, look, now_line

NAMED = 6
"""Lines in colour; the rest are thin and grey."""
MANY = 60
"""More thin lines than this are one stroke: a browser takes tenths of a second to keep five hundred apart."""
LONGEST = 24


def curves(
    found: Sequence[Curve], edges_h: Sequence[float], hour: float, *, dark: bool, height: int = 230, named: int = NAMED
) -> Any:
    """Draw lines; the first few have a colour, a dash and their name in the legend."""
    colours = look(dark)
    labels = _labels(found[:named])
    frame = _frame(found, labels, edges_h)
    rest = frame[frame["label"] == ""]
    x = hour_axis(edges_h[-1])
    y = alt.Y("share:Q", title=None, scale=alt.Scale(domain=[0, 1]), axis=alt.Axis(format="%", tickCount=4))
    tips = [
        alt.Tooltip("name:N", title="Whose"),
        alt.Tooltip("when:N", title="By"),
        alt.Tooltip("share:Q", title="Need met", format=".0%"),
    ]
    layers = []
    if len(found) - len(labels) > MANY:
        one = _grey(_broken(found[len(labels) :], edges_h), colours, order=False, tooltip=None)
        layers.append(one.encode(x=x, y=y))
    elif len(rest):
        layers.append(_grey(rest, colours).encode(x=x, y=y, detail="name:N", tooltip=tips))
    scale = alt.Scale(domain=labels, range=[*colours.palette[: len(labels)]])
    dashes = alt.Scale(domain=labels, range=[[*DASHES[i % len(DASHES)]] for i in range(len(labels))])
    named_lines = alt.Chart(frame[frame["label"] != ""]).encode(x=x, y=y, tooltip=tips)
    legend = alt.Legend(columns=2 if len(labels) > 3 else 3, labelLimit=220, symbolType="stroke", symbolSize=300)
    layers.append(
        named_lines.mark_line(strokeWidth=2.3).encode(
            color=alt.Color("label:N", scale=scale, legend=legend, sort=labels),
            strokeDash=alt.StrokeDash("label:N", scale=dashes, legend=legend, sort=labels),
        )
    )
    layers.append(named_lines.mark_point(size=60, opacity=0, filled=True, aria=False))
    chart = alt.layer(*layers, now_line(hour, dark)).properties(height=height)
    return dressed(chart, dark, "Lines of need met over time, by the hour")


def _grey(rows: pd.DataFrame, colours: Look, **more: Any) -> alt.Chart:
    return alt.Chart(rows).mark_line(strokeWidth=1, opacity=0.35, color=colours.soft, aria=False, **more)


def _broken(found: Sequence[Curve], edges_h: Sequence[float]) -> pd.DataFrame:
    """Hours and shares of all lines, one after the other; the stroke breaks where a share is missing."""
    rows = [row for one in found for row in (*zip(edges_h, one.shares, strict=True), (edges_h[-1], None))]
    return pd.DataFrame(rows, columns=["hour", "share"])


def _labels(found: Sequence[Curve]) -> list[str]:
    """Names with their last share; names cut alike are told apart by a number."""
    labels: list[str] = []
    for one in found:
        name = one.name if len(one.name) <= LONGEST else f"{one.name[: LONGEST - 1]}…"
        label = f"{name} {percent(one.shares[-1])}"
        labels.append(label if label not in labels else f"{label} ({len(labels) + 1})")
    return labels


def _frame(found: Sequence[Curve], labels: Sequence[str], edges_h: Sequence[float]) -> pd.DataFrame:
    padded = [*labels, *([""] * (len(found) - len(labels)))]
    rows = [
        (one.name, label, hour, f"H+{hour:g}", share)
        for one, label in zip(found, padded, strict=True)
        for hour, share in zip(edges_h, one.shares, strict=True)
    ]
    return pd.DataFrame(rows, columns=["name", "label", "hour", "when", "share"])
