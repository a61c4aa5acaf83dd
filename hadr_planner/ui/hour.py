"""The hour that map, curves and Gantt share, as a slider for keyboard and mouse."""

from __future__ import annotations

import streamlit as st

from .desk import Desk


def slider(desk: Desk, label: str, horizon_h: float, step_h: float, key: str) -> None:
    """Show the desk's hour and let it be set."""
    st.session_state[key] = min(desk.hour, horizon_h)

    def heard() -> None:
        desk.hour = float(st.session_state[key])

    st.slider(label, 0.0, horizon_h, step=step_h, format="H+%g", key=key, on_change=heard)
