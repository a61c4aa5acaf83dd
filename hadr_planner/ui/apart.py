"""Columns of figures whose thousands stand apart, as they do in every sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st


def apart(rows: Sequence[Mapping[str, Any]], widths: Mapping[str, int] | None = None) -> dict[str, Any]:
    """How the columns of some rows are shown; ``widths`` in pixels, where the table itself finds none."""
    wide = widths or {}
    columns = rows[0] if rows else {}
    return {
        head: st.column_config.NumberColumn(width=wide.get(head), format="localized")
        if isinstance(value, int | float)
        else st.column_config.Column(width=wide.get(head))
        for head, value in columns.items()
    }
