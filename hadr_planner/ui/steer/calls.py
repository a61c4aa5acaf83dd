"""What is picked in the table, in full: who, with what, and every call."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from hadr_planner.domain.plan import Sortie, Stop
from hadr_planner.domain.scenario import Scenario
from hadr_planner.report.counted import counted
from hadr_planner.report.spells import tail_name
from hadr_planner.report.wording import cargo, clean, dtg, h_plus, local, node_name, owner_name
from hadr_planner.ui.words import plain

FEW = 2
"""Sorties that are told in full; of more, only how many there are."""


def panel(scenario: Scenario, picked: Sequence[Sortie]) -> None:
    """Draw the calls of one or two sorties."""
    if not picked:
        return
    if len(picked) > FEW:
        st.caption(f"{counted(len(picked), 'sortie')} are picked. Pick one or two to read every call.")
        return
    for sortie in picked:
        name, owner = tail_name(scenario, sortie.asset, sortie.tail), owner_name(scenario, sortie.owner)
        st.markdown(f"**{plain(name)}** · {plain(owner)} · {plain(clean(sortie.id))}")
        st.markdown("\n".join(f"1. {plain(_call(scenario, stop), 600)}" for stop in sortie.stops))


def _call(scenario: Scenario, stop: Stop) -> str:
    hours = " – ".join(dict.fromkeys(h_plus(hour) for hour in (stop.on_block_h, stop.off_block_h)))
    done = [
        f"{what} {cargo(scenario, load)}" for what, load in (("unloads", stop.unloads), ("loads", stop.loads)) if load
    ]
    when = scenario.when(stop.on_block_h)
    where = f"{node_name(scenario, stop.node)}, {hours} ({dtg(when)}, {local(when)} local)"
    return f"{where}: {', '.join(done)}" if done else where
