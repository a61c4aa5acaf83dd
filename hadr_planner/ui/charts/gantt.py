"""Who is at what, when: one row for each tail or spot, dark under way and light on the ground."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from hadr_planner.domain.catalogue import Mode
from hadr_planner.domain.scenario import Scenario
from hadr_planner.report.lanes import Lane
from hadr_planner.report.spells import Phase
from hadr_planner.report.wording import MODES, dtg, local, owner_title, zone

from .look import dressed, hour_axis, look, now_line

PICKED = "picked"
ROW_PX, TALL_PX, FEW = 17, 23, 20
OPACITY = {Phase.LEG: 1.0, Phase.LOAD: 0.55, Phase.UNLOAD: 0.4, Phase.TURN: 0.22}


def gantt(scenario: Scenario, rows: Sequence[Lane], hour: float, *, dark: bool, chosen: str = "") -> Any:
    """Draw rows; a click on a bar picks its sortie, and ``chosen`` is framed."""
    names = [lane.name for lane in rows]
    frame = _frame(scenario, rows)
    used = [mode for mode in Mode if (frame["mode"] == MODES[mode]).any()]
    picked = alt.selection_point(name=PICKED, fields=["sortie"], on="click", empty=False)
    colours = look(dark)
    bars = (
        alt.Chart(frame)
        .mark_bar(cornerRadius=2, height={"band": 0.78}, cursor="pointer", aria=False)
        .encode(
            x=hour_axis(scenario.clock.horizon_h, "start_h:Q", scenario.start, orient="top"),
            x2="end_h:Q",
            y=alt.Y("row:N", title=None, sort=names, axis=alt.Axis(labelLimit=230, labelOverlap=False, ticks=False)),
            color=alt.Color(
                "mode:N",
                scale=alt.Scale(domain=[MODES[m] for m in used], range=[colours.modes[m] for m in used]),
            ),
            opacity=alt.Opacity(
                "phase:N",
                scale=alt.Scale(domain=[p.value for p in OPACITY], range=[*OPACITY.values()]),
                legend=alt.Legend(symbolFillColor=colours.soft, symbolStrokeWidth=0),
            ),
            stroke=alt.condition(alt.datum.sortie == chosen, alt.value(colours.ink), alt.value(None)),
            strokeWidth=alt.value(1.5),
            tooltip=[
                alt.Tooltip("sortie:N", title="Sortie"),
                alt.Tooltip("owner:N", title="Owner"),
                alt.Tooltip("phase:N", title="Phase"),
                alt.Tooltip("words:N", title="What"),
                alt.Tooltip("zulu:N", title="Zulu"),
                alt.Tooltip("local:N", title=f"Local, {zone(scenario.start)}"),
            ],
        )
        .add_params(picked)
    )
    height = (TALL_PX if len(names) <= FEW else ROW_PX) * len(names) + 10
    chart = (bars + now_line(hour, dark)).properties(height=height)
    return dressed(chart, dark, "Schedule: a row for each tail or spot, a bar for each phase of a sortie")


def _frame(scenario: Scenario, rows: Sequence[Lane]) -> pd.DataFrame:
    horizon_h = scenario.clock.horizon_h
    owners = {spell.owner: owner_title(scenario, spell.owner) for lane in rows for spell in lane.spells}
    return pd.DataFrame(
        [
            (
                lane.name,
                spell.sortie,
                owners[spell.owner],
                MODES[spell.mode],
                spell.phase.value,
                spell.start_h,
                min(spell.end_h, horizon_h),
                spell.words,
                *(
                    f"{told(scenario.when(spell.start_h))} to {told(scenario.when(spell.end_h))}"
                    for told in (dtg, local)
                ),
            )
            for lane in rows
            for spell in lane.spells
        ],
        columns=["row", "sortie", "owner", "mode", "phase", "start_h", "end_h", "words", "zulu", "local"],
    )
