"""The files of one reader."""

from __future__ import annotations

from functools import partial

import streamlit as st

from hadr_planner.report.exports import handout
from hadr_planner.report.taskings import Tasking
from hadr_planner.report.taskings.file_name import file_stem

FORMATS = {
    "html": ("Page to print and sign", "text/html", ":material/print:"),
    "xlsx": ("Workbook", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ":material/table:"),
    "csv": ("Lines as CSV", "text/csv", ":material/list:"),
    "zip": ("Tables as CSV", "application/zip", ":material/folder_zip:"),
    "ics": ("Calendar", "text/calendar", ":material/calendar_month:"),
    "kml": ("Globe (KML)", "application/vnd.google-earth.kml+xml", ":material/public:"),
    "geojson": ("GeoJSON", "application/geo+json", ":material/polyline:"),
    "gpkg": ("GeoPackage", "application/geopackage+sqlite3", ":material/layers:"),
    "json": ("JSON for machines", "application/json", ":material/data_object:"),
}


def draw(given: Tasking) -> None:
    """A button for each format; a file is made when its button is pressed, from the tasking and nothing else."""
    st.subheader("Files", anchor=False)
    stem = file_stem(given.reader)
    for suffix, (words, mime, icon) in FORMATS.items():
        st.download_button(
            words,
            partial(handout, given, suffix),
            file_name=f"{stem}.{suffix}",
            mime=mime,
            icon=icon,
            key=f"handout_file_{suffix}",
            on_click="ignore",
            width="stretch",
            disabled=not given.tasks,
        )
