"""Tables under change: checked as they are typed, undone, redone, saved as a new version."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from hadr_planner.people import Action, require
from hadr_planner.store import Conflict

from . import cells, draft, listing
from .desk import Desk
from .draft import Draft, Grid
from .words import plain

KEPT = "editing"
FAULTS_SHOWN = 100
EDITOR_HEIGHT, ROOM_ROWS = 460, 4


@dataclass(slots=True, kw_only=True)
class Editing:
    """What is being changed.

    Parameters
    ----------
    shown
        The grid that the editor began from; its own changes lie on top.
    turn
        Counts how often the editor was begun anew.
    conflict
        What stood against the last saving.
    """

    draft: Draft
    table: str
    shown: Grid
    turn: int = 0
    conflict: Conflict | None = None

    @property
    def unsaved(self) -> bool:
        """Whether tables differ from what was opened."""
        return self.draft.changed

    def renew(self) -> None:
        """Begin the editor anew from the present state."""
        self.shown = self.draft.now.tables[self.table]
        self.turn += 1


def open_(desk: Desk) -> bool:
    """Whether tables are being changed."""
    return KEPT in desk.kept


def begin(desk: Desk, table: str) -> None:
    """Begin to change the open scenario."""
    require(desk.person, Action.EDIT_SCENARIO)
    fresh = draft.begin(desk.needs_scenario())
    desk.kept[KEPT] = Editing(draft=fresh, table=table, shown=fresh.now.tables[table])


def draw(desk: Desk) -> None:
    """Draw the editor, what is wrong, and the ways on."""
    work = desk.kept[KEPT]
    assert isinstance(work, Editing)
    bar = st.columns([3, 1, 1, 2, 2], vertical_alignment="bottom")
    table = bar[0].selectbox(
        "Table", list(listing.TITLES), list(listing.TITLES).index(work.table), format_func=listing.TITLES.__getitem__
    )
    if table != work.table:
        work.table = table
        work.renew()
    _edit(work)
    _ways(desk, work, bar)
    if work.conflict:
        _collision(desk, work, work.conflict)
    _faults(work)


def _edit(work: Editing) -> None:
    if _key(work) not in st.session_state:
        work.renew()
    st.caption("An empty cell stands for the usual value. The version that was opened stays as it is, whatever you do.")
    edited = st.data_editor(
        cells.frame(work.shown),
        key=_key(work),
        num_rows="dynamic",
        hide_index=True,
        width="stretch",
        height=min(EDITOR_HEIGHT, 36 + 35 * (len(work.shown.rows) + ROOM_ROWS)),
        placeholder="",
        column_config=cells.config(work.table, work.draft.base),
    )
    work.draft = work.draft.edited(work.table, cells.grid(edited))


def _key(work: Editing) -> str:
    """Name of the editor; what it was told is forgotten when its page is left, while the draft is kept."""
    return f"edit_{work.table}_{work.turn}"


def _ways(desk: Desk, work: Editing, bar: list[st.delta_generator.DeltaGenerator]) -> None:
    now = work.draft
    if bar[1].button("Undo", icon=":material/undo:", disabled=now.at == 0, width="stretch"):
        work.draft = now.undone()
        work.renew()
        st.rerun()
    if bar[2].button("Redo", icon=":material/redo:", disabled=now.at == len(now.steps) - 1, width="stretch"):
        work.draft = now.redone()
        work.renew()
        st.rerun()
    ready = now.changed and now.now.scenario is not None
    if bar[3].button("Save as new version", type="primary", disabled=not ready, width="stretch"):
        _save(desk, work)
    words = "Discard the changes" if now.changed else "Back to the map"
    if bar[4].button(words, width="stretch"):
        del desk.kept[KEPT]
        st.rerun()


def _save(desk: Desk, work: Editing) -> None:
    scenario = work.draft.now.scenario
    assert scenario is not None
    assert desk.scenario_id is not None
    try:
        version = desk.office.save_version(desk.scenario_id, scenario, desk.version)
    except Conflict as conflict:
        work.conflict = conflict
        return
    desk.open_scenario(desk.scenario_id, version)
    st.toast(f"Saved as version {version}.", icon=":material/check:")
    st.rerun()


def _collision(desk: Desk, work: Editing, conflict: Conflict) -> None:
    assert desk.scenario_id is not None
    st.warning(
        f"{plain(conflict.by)} saved version {conflict.version} on {conflict.at:%d %b %Y at %H:%M} UTC, after you "
        f"opened version {desk.version}. Nothing of theirs or yours is lost: open theirs and make your changes there, "
        "or keep yours as a scenario of its own.",
        icon=":material/group:",
    )
    theirs, mine = st.columns(2)
    if theirs.button(f"Open version {conflict.version}, discard mine", width="stretch"):
        desk.open_scenario(desk.scenario_id, conflict.version)
        st.rerun()
    scenario = work.draft.now.scenario
    if mine.button("Keep mine as a copy", disabled=scenario is None, width="stretch") and scenario:
        origin = f"copy by {desk.person.name} of version {desk.version}"
        desk.open_scenario(desk.office.add_scenario(scenario, origin).id)
        st.rerun()


def _faults(work: Editing) -> None:
    found = work.draft.now.faults
    if not work.draft.changed:
        return
    if not found:
        st.success("The tables read without a fault.", icon=":material/check:")
        return
    number = f"{len(found)} fault{'s' if len(found) != 1 else ''}"
    st.error(f"{number}: mend or undo before saving.", icon=":material/error:")
    rows = []
    for fault in found[:FAULTS_SHOWN]:
        table, row, column = draft.where(work.draft, fault)
        rows.append({"Table": listing.TITLES.get(table, table), "Row": row, "Column": column, "What": fault.what})
    st.dataframe(rows, hide_index=True, width="stretch")
