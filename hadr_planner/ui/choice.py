"""What is chosen, anywhere on the desk: a chip that says it, a button that clears it, and who may say it next."""

from __future__ import annotations

import streamlit as st

from hadr_planner.report.concerned import title, wider

from .desk import Desk
from .maps import Chosen
from .waiting import anew
from .words import plain

KINDS = {
    "site": ":material/home_pin:",
    "place": ":material/location_on:",
    "asset": ":material/flight:",
    "nation": ":material/flag:",
    "sortie": ":material/route:",
}


def chip(desk: Desk) -> None:
    """Say what is chosen, with a button to clear it and one for each wider choice; nothing where all is shown."""
    if desk.chosen is None or desk.scenario is None or desk.plan is None:
        return
    with st.container(horizontal=True, gap="small"):
        words = title(desk.scenario, desk.plan, desk.chosen.kind, desk.chosen.id)
        label = f"{KINDS.get(desk.chosen.kind, '')} Only {desk.chosen.kind} **{plain(words, 60)}** :material/close:"
        if st.button(label, key="clear_choice", help="Show everything again"):
            choose(desk, None)
        for kind, id in wider(desk.scenario, desk.plan, desk.chosen.kind, desk.chosen.id):
            name = plain(title(desk.scenario, desk.plan, kind, id), 40)
            if st.button(
                f"{KINDS[kind]} {name}", key=f"choose_{kind}", type="tertiary", help=f"Show its {kind} instead"
            ):
                choose(desk, Chosen(kind, id))


def choose(desk: Desk, chosen: Chosen | None) -> None:
    """Choose something else, and draw the page anew."""
    if chosen != desk.chosen:
        desk.chosen = chosen
        anew()


def key(desk: Desk, widget: str) -> str:
    """Key of a widget that chooses: another for each choice, for a selection would outlive the choice that it made."""
    return f"{widget}_{desk.chosen.kind}_{desk.chosen.id}" if desk.chosen else widget
