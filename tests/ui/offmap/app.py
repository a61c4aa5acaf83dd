"""A page with nothing but one map, for tests in a browser; its address says which."""

from __future__ import annotations

import sys
from pathlib import Path

TESTS = Path(__file__).parents[2]
sys.path[:0] = [str(TESTS), str(TESTS.parent)]

import altair as alt  # noqa: E402
import crowded  # noqa: E402
import pandas as pd  # noqa: E402
import streamlit as st  # noqa: E402
from report import world  # noqa: E402

from hadr_planner.ui import maps  # noqa: E402
from hadr_planner.ui.charts.look import dressed, hour_axis, now_line  # noqa: E402
from hadr_planner.ui.offmap.film import reel  # noqa: E402

WORLDS = {"hostile": (world.scenario, world.plan), "crowded": (crowded.scenario, crowded.plan)}

st.set_page_config(layout="wide")
asked = st.query_params
scenario, plan = (make() for make in WORLDS[asked.get("world", "hostile")])
chosen = maps.Chosen(*st.session_state["chosen"]) if "chosen" in st.session_state else None
if "plan" in asked:
    hour = st.slider("hour", 0.0, float(scenario.clock.horizon_h), 0.0)
    symbols = asked.get("symbols", "ocha")
    drawn = maps.picture(scenario, plan, reel(scenario, plan), hour=hour, symbols=symbols, chosen=chosen)
else:
    drawn = maps.situation(scenario, chosen=chosen)
heard = maps.show(drawn, key="map", height=560)
if "chart" in asked:
    days = alt.Chart(pd.DataFrame({"day": [0, 24]})).mark_tick().encode(x=hour_axis(scenario.clock.horizon_h, "day:Q"))
    lined = dressed(days + now_line(0.0, dark=False), dark=False, says="Two days and the hour")
    st.altair_chart(lined, theme=None, width="stretch")
told = maps.hour_told("map")
if told is not None:
    st.session_state["hour"] = told
if heard:
    st.session_state["chosen"] = (heard.kind, heard.id)
    st.rerun()
st.text(f"chosen: {st.session_state.get('chosen', 'nothing')}")
st.text(f"hour: {st.session_state.get('hour', 'none')}")
