"""Everything as one archive, packed in a process of its own while work goes on."""

from __future__ import annotations

import streamlit as st

from hadr_planner.errors import HadrError
from hadr_planner.report.bundle import USUAL
from hadr_planner.report.parcel import Parcel

from ..desk import Desk
from ..waiting import anew
from .downloads import FORMATS

KEPT = "parcel"
EVERY_S = 1.0


def draw(desk: Desk, plan_id: int) -> None:
    """Order the archive, watch it grow, take it."""
    st.subheader("Everybody", anchor=False)
    wanted = st.multiselect(
        "Formats",
        list(FORMATS),
        default=list(USUAL),
        format_func=lambda suffix: FORMATS[suffix][0],
        key="parcel_formats",
    )
    if st.button("Pack all taskings", icon=":material/inventory_2:", disabled=not wanted, width="stretch"):
        desk.kept[KEPT] = plan_id, Parcel(desk.office.taskings(plan_id), wanted)
    packed_for, parcel = desk.kept.get(KEPT, (None, None))
    if parcel is None or packed_for != plan_id:
        st.caption("One .zip with a folder for each reader; each folder holds that reader's own lines only.")
        return
    _watch(desk, parcel)


def _watch(desk: Desk, parcel: Parcel) -> None:
    try:
        content = parcel.content
    except HadrError:
        desk.kept.pop(KEPT)
        raise
    if content is not None:
        name = f"taskings_plan_{desk.plan_id}.zip"
        words = f"Take all {parcel.total} taskings"
        st.download_button(
            words, content, name, "application/zip", icon=":material/download:", on_click="ignore", type="primary",
            width="stretch", key="parcel_file",
        )  # fmt: skip
        return

    @st.fragment(run_every=EVERY_S)
    def grow() -> None:
        if parcel.done < parcel.total:
            st.progress(parcel.done / max(parcel.total, 1), f"Packing: {parcel.done} of {parcel.total} readers")
        else:
            anew()

    grow()
