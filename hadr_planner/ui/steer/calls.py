"""What is picked in the table, in full: who, with what, and every call."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from hadr_planner.domain.plan import Sortie, Stop
from hadr_planner.domain.scenario import Scenario
from hadr_planner.report.spells import tail_name
from hadr_planner.report.wording import cargo, clean, dtg, h_plus, node_name, owner_name
from hadr_planner.ui.words import plain

FEW = 2
"""Sorties that are told in full; of more, only how many there are."""


def panel(scenario: Scenario, picked: Sequence[Sortie]) -> None:
    """Draw the calls of one or two sorties."""
    if not picked:
        return
    if len(picked) > FEW:
        st.caption(f"{len(picked)} sorties are picked. Pick one or two to read every call.")
        return
    for sortie in picked:
        name, owner = tail_name(scenario, sortie.asset, sortie.tail), owner_name(scenario, sortie.owner)
        st.markdown(f"**{plain(name)}** · {plain(owner)} · {plain(clean(sortie.id))}")
        st.dataframe(
            [_call(scenario, stop) for stop in sortie.stops],
            hide_index=True,
            width="stretch",
            row_height=30,
            key=f"steer_calls_{sortie.id}",
            column_config={
                "Call": st.column_config.TextColumn(width=150),
                "Hours": st.column_config.TextColumn(width=105),
                "Date": st.column_config.TextColumn(width=115),
            },
        )
        st.caption(plain(_load(scenario, sortie), 600))


def _call(scenario: Scenario, stop: Stop) -> dict[str, str]:
    hours = dict.fromkeys(h_plus(hour) for hour in (stop.on_block_h, stop.off_block_h))
    return {
        "Call": node_name(scenario, stop.node),
        "Hours": " – ".join(hours),
        "Date": dtg(scenario.when(stop.on_block_h)),
    }


def _load(scenario: Scenario, sortie: Sortie) -> str:
    """What is loaded and unloaded, call by call."""
    said = [
        f"{node_name(scenario, stop.node)}: {what} {cargo(scenario, load)}."
        for stop in sortie.stops
        for what, load in (("unloads", stop.unloads), ("loads", stop.loads))
        if load
    ]
    return " ".join(said) or "It carries nothing."
