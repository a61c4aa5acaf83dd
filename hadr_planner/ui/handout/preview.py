"""What the reader will read: lines by directive, or the page as it prints."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from hadr_planner.domain.plan import Directive
from hadr_planner.domain.scenario import Scenario
from hadr_planner.report.exports import handout
from hadr_planner.report.page.handout import counts, groups
from hadr_planner.report.tables import Row
from hadr_planner.report.taskings import Tasking
from hadr_planner.report.taskings.edition import edition
from hadr_planner.report.taskings.sheets import INFORMATION, task_rows
from hadr_planner.report.wording import h_plus, item_name, local, nation_title, node_name, owner_title, zone

from ..words import plain, short

LINES, PRINTED = "Lines", "As printed"
ROW_PX, EDGE_PX, TALLEST_PX = 34, 3, 460
LOAD_SIGNS = 38
WIDTHS = {"From": 145, "Until": 145, "Who": 140, "Load or work": 236, "Where": 150, "To": 150}
"""Pixels, so that tonnes and places are seen on a small screen; the page as printed has every load in full."""
HEADS = {
    "line": "Line",
    "from": "From",
    "until": "Until",
    "kind": "What",
    "ask": "Who must say yes",
    "who": "Who",
    "what": "Load or work",
    "tonnes": "Tonnes",
    "place": "Where",
    "to": "To",
    "mode": "By",
    "sortie": "Sortie",
}


def draw(scenario: Scenario, given: Tasking) -> None:
    """Draw the tasking."""
    st.subheader(plain(nation_title(given.name)), anchor=False)
    sums = [f"{count} {title.lower()}" for title, count in counts(given) if count]
    told = " · ".join(sums) or "Nothing is asked of this reader."
    st.caption(f"{told} · edition {edition(given)} · times are local, {zone(given.start)}")
    if not given.tasks:
        return
    shown = st.segmented_control(
        "Show", [LINES, PRINTED], default=LINES, key="handout_shown", label_visibility="collapsed"
    )
    if shown == PRINTED:
        st.iframe(_printed(given), height=900, alt="The tasking as it prints")
        return
    rows = [{**row, **_times(given, row), "tonnes": _tenths(row["tonnes"])} for row in task_rows(given)]
    for directive, title, note in groups(given):
        told = directive.value if directive else INFORMATION
        found = [row for row in rows if row["directive"] == told]
        if found:
            st.markdown(f"**{title}** · {note}{_asked(directive, found)}")
            _table(found, asked=directive in (Directive.REQUEST, Directive.PROPOSAL), key=f"handout_{told}")
    if given.limits:
        st.markdown("**Caveats** · The reader's own, as the plan took them.")
        st.dataframe([_limit(scenario, limit) for limit in given.limits], hide_index=True, width="stretch")


def _tenths(tonnes: Any) -> Any:
    return round(tonnes, 1) if isinstance(tonnes, float) else tonnes


def _times(given: Tasking, row: Row) -> Row:
    return {name: _time(given, float(row[f"{name}_h"] or 0)) for name in ("from", "until")}


def _time(given: Tasking, hour: float) -> str:
    return f"{local(given.when(hour))} · {h_plus(hour)}"


def _asked(directive: Directive | None, rows: Sequence[Row]) -> str:
    asked = sorted({str(row["ask"]) for row in rows if row["ask"]}) if directive else []
    return f" Yes is asked of: {', '.join(plain(one, 60) for one in asked)}." if asked else ""


def _table(rows: Sequence[Row], *, asked: bool, key: str) -> None:
    names = [name for name in HEADS if (asked or name != "ask") and any(row[name] not in ("", None) for row in rows)]
    st.dataframe(
        [{HEADS[name]: _brief(name, row[name]) for name in names} for row in rows],
        hide_index=True,
        width="stretch",
        height=min(EDGE_PX + ROW_PX * (len(rows) + 1), TALLEST_PX),
        column_config={
            "Tonnes": st.column_config.NumberColumn(format="localized"),
            **{head: st.column_config.TextColumn(width=wide) for head, wide in WIDTHS.items()},
        },
        key=key,
    )


def _brief(name: str, cell: Any) -> Any:
    return short(cell, LOAD_SIGNS) if name == "what" else cell


def _limit(scenario: Scenario, limit: Any) -> dict[str, str]:
    return {
        "Holder": _called(scenario, limit.holder),
        "Caveat": limit.kind.replace("_", " "),
        "Value": _called(scenario, limit.value),
        "Strength": limit.strength,
        "Held by": limit.held_by,
        "Reason": limit.reason,
    }


def _called(scenario: Scenario, id: str) -> str:
    """What people call an asset, a place, an item or an owner; of anything else, the text itself."""
    if id in scenario.catalogue.items:
        return item_name(scenario, id)
    return owner_title(scenario, node_name(scenario, id))


@st.cache_data(hash_funcs={Tasking: edition}, max_entries=16, show_spinner="Drawing the page …")
def _printed(given: Tasking) -> str:
    return handout(given, "html").decode()
