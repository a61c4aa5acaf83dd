"""Faults of a scenario as a table: where, what, found, and the nearest that would do."""

from __future__ import annotations

import re
from collections.abc import Iterable

import streamlit as st

from hadr_planner.errors import Fault
from hadr_planner.report.wording import clean

NEAREST = re.compile(r"; did you mean '([^']*)'\?$")
FOUND = re.compile(r",? got ((?:'[^']*'|\"[^\"]*\")(?:\.\.\.)?)")
SHOWN = 200


def show(faults: Iterable[Fault]) -> None:
    """Draw the table."""
    st.dataframe(
        [row(fault) for fault in faults][:SHOWN],
        hide_index=True,
        width="stretch",
        column_config={
            "line": st.column_config.NumberColumn("Line", width=46),
            "column": st.column_config.NumberColumn("Column", width=66),
            "file": st.column_config.TextColumn("File or sheet", width=94),
            "what": st.column_config.TextColumn("What is wrong, what is wanted", width=310),
            "found": st.column_config.TextColumn("Found", width=76),
            "nearest": st.column_config.TextColumn("Did you mean", width=104),
        },
    )


def row(fault: Fault) -> dict[str, str | int | None]:
    """One fault, its sentence taken apart where it can be."""
    nearest, found = NEAREST.search(fault.what), FOUND.search(fault.what)
    what = NEAREST.sub("", fault.what)
    return {
        "file": clean(fault.file),
        "line": fault.line or None,
        "column": fault.column or None,
        "what": clean(FOUND.sub("", what)),
        "found": clean(found.group(1)) if found else "",
        "nearest": clean(nearest.group(1)) if nearest else "",
    }
