"""Whose symbols maps show: asked for on one page, kept for the others."""

from __future__ import annotations

import streamlit as st

from .desk import Desk

STYLES = {"ocha": "OCHA", "app6": "APP-6"}
USUAL, KEPT = "ocha", "symbols"


def asked(desk: Desk, page: str) -> str:
    """Ask for ``ocha`` or ``app6``; what was chosen on another page stands."""
    key = f"{page}_symbols"
    st.session_state.setdefault(key, desk.kept.get(KEPT, USUAL))
    style = st.segmented_control(
        "Symbols",
        list(STYLES),
        format_func=STYLES.__getitem__,
        key=key,
        label_visibility="collapsed",
        required=True,
    )
    desk.kept[KEPT] = style or USUAL
    return str(desk.kept[KEPT])
