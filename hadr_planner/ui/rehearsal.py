"""The browser's first chart and first map are drawn unseen on the first page: the first real ones come sooner."""

from __future__ import annotations

from typing import Any

import streamlit as st

KEY = "rehearsed_on"
SCENARIO = "tutorial"
BARS = 300
CHART: dict[str, Any] = {
    "description": "Rehearsal: bars of nothing",
    "data": {"values": [{"row": str(n % 14), "hour": n, "until": n + 1} for n in range(BARS)]},
    "encoding": {
        "x": {"field": "hour", "type": "quantitative", "axis": {"orient": "top"}},
        "y": {"field": "row", "type": "nominal"},
        "color": {"field": "row", "type": "nominal", "legend": {"orient": "top"}},
        "tooltip": [{"field": "row"}],
    },
    "layer": [
        {"mark": "bar", "encoding": {"x2": {"field": "until"}}, "params": [{"name": "picked", "select": "point"}]},
        {"mark": "line"},
        {"mark": "point"},
        {"mark": "rule"},
    ],
}
"""Of every kind of mark that the charts of a plan are made of."""


def rehearse(page: str) -> None:
    """Draw both at the end of this page, if it is the session's first; nobody sees, hears or reaches them."""
    if st.session_state.setdefault(KEY, page) != page:
        st.session_state[KEY] = None
        return
    from . import maps, readings

    with st.container(key="rehearsal"):
        st.vega_lite_chart(None, CHART, theme=None, key="rehearsal_chart")
        maps.show(maps.situation(readings.builtins()[SCENARIO]), key="rehearsal_map")
