"""The files of one reader."""

from __future__ import annotations

from functools import partial

import streamlit as st

from hadr_planner.report.exports import handout
from hadr_planner.report.taskings import Tasking
from hadr_planner.report.taskings.file_name import file_stem

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMATS = {
    "html": ("Page", "text/html", ":material/print:", "One page to read, print and sign; needs no network"),
    "xlsx": ("Workbook", XLSX, ":material/table:", "A sheet for each table"),
    "csv": ("CSV", "text/csv", ":material/list:", "Every line, one table"),
    "zip": ("Tables", "application/zip", ":material/folder_zip:", "Every table as CSV"),
    "ics": ("Calendar", "text/calendar", ":material/calendar_month:", "An event for each line, in UTC"),
    "kml": ("KML", "application/vnd.google-earth.kml+xml", ":material/public:", "For a globe, with time spans"),
    "geojson": ("GeoJSON", "application/geo+json", ":material/polyline:", "Places, legs and lines for maps"),
    "gpkg": ("GeoPackage", "application/geopackage+sqlite3", ":material/layers:", "The same as layers for a GIS"),
    "json": ("JSON", "application/json", ":material/data_object:", "For machines"),
}
ABREAST = 2


def draw(given: Tasking) -> None:
    """A button for each format; a file is made when its button is pressed, from the tasking and nothing else."""
    st.subheader("Files", anchor=False)
    stem = file_stem(given.reader)
    columns = st.columns(ABREAST, gap="small")
    for place, (suffix, (words, mime, icon, help)) in enumerate(FORMATS.items()):
        columns[place % ABREAST].download_button(
            words,
            partial(handout, given, suffix),
            file_name=f"{stem}.{suffix}",
            mime=mime,
            icon=icon,
            help=help,
            key=f"handout_file_{suffix}",
            on_click="ignore",
            width="stretch",
            disabled=not given.tasks,
        )
