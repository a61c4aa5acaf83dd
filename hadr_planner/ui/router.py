"""The desk's main script: who is there, what is open, which page."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

import streamlit as st

from hadr_planner.ui import collect, entry, films, foresight, handles, leaving, rehearsal, reload, shell, unsaved
from hadr_planner.ui.desk import Desk, begin

PAGES = (
    ("start", "Start", ":material/home:"),
    ("situation", "Situation", ":material/map:"),
    ("plan", "Plan", ":material/bolt:"),
    ("picture", "Picture", ":material/public:"),
    ("schedule", "Schedule", ":material/view_timeline:"),
    ("why", "Why", ":material/help:"),
    ("steer", "Steer", ":material/tune:"),
    ("compare", "Compare", ":material/compare_arrows:"),
    ("handout", "Hand out", ":material/assignment_turned_in:"),
)


def run() -> None:
    """Draw the header, then the page that was asked for."""
    st.set_page_config(page_title="HADR planner", page_icon="🧭", layout="wide", initial_sidebar_state="collapsed")
    shell.theme()
    offered = {page[0]: _page(*page) for page in PAGES if find_spec(f"hadr_planner.ui.{page[0]}")}
    st.session_state[shell.PAGES] = offered
    person = entry.person()
    asked = st.navigation(list(offered.values()), position="top" if person else "hidden")
    leaving.arrive(asked.url_path)
    if person is None:
        entry.form()
        return
    desk = begin(person, handles.store().as_(person), handles.jobs())
    shell.told(lambda: _furnish(desk))
    try:
        asked.run()
    finally:
        unsaved.lay(desk)
    foresight.begin(desk)
    rehearsal.rehearse(asked.url_path)


def _furnish(desk: Desk) -> None:
    reload.recall(desk)
    collect.collect(desk)
    films.expect(desk)
    shell.header(desk)
    reload.note(desk)


def _page(name: str, title: str, icon: str) -> st.Page:
    def draw() -> None:
        from hadr_planner.ui.desk import desk

        shell.told(lambda: import_module(f"hadr_planner.ui.{name}").page(desk()))

    return st.Page(draw, title=title, icon=icon, url_path=name, default=name == "start")


if __name__ == "__main__":
    run()
