"""What is picked in the table, in full: who, with what, and every call."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from hadr_planner.domain.plan import Plan, Sortie, Stop
from hadr_planner.domain.scenario import Scenario
from hadr_planner.report.counted import counted
from hadr_planner.report.spells import tail_name
from hadr_planner.report.wording import cargo, clean, dtg, h_plus, local, node_name, owner_title
from hadr_planner.ui.words import plain

FEW = 2
"""Sorties that are told in full; of more, only how many there are."""


def panel(scenario: Scenario, plan: Plan, picked: Sequence[Sortie]) -> None:
    """Draw the calls of one or two sorties; where none is picked, what picking one is good for."""
    if not picked:
        _first_steps(scenario, plan)
        return
    if len(picked) > FEW:
        st.caption(f"{counted(len(picked), 'sortie')} are picked. Pick one or two to read every call.")
        return
    for sortie in picked:
        name, owner = tail_name(scenario, sortie.asset, sortie.tail), owner_title(scenario, sortie.owner)
        st.markdown(f"**{plain(name)}** · {plain(owner)} · {plain(clean(sortie.id))}")
        st.markdown("\n".join(f"1. {plain(_call(scenario, stop), 600)}" for stop in sortie.stops))


def _first_steps(scenario: Scenario, plan: Plan) -> None:
    if not plan.sorties:
        return
    first = min(plan.sorties, key=lambda one: (one.start_h, one.id))
    st.markdown("**What can be done here**")
    st.markdown(
        f"Pick a row, for instance {plain(tail_name(scenario, first.asset, first.tail))} at {h_plus(first.start_h)}.\n"
        "* **Lock** it, and the next search keeps its calls and hours; **insist** or **forbid** for what is like it.\n"
        "* **Move** it by some hours or **cancel** it: what breaks is told here at once, and can be undone.\n"
        "* **Re-optimise around this** plans the rest anew around what you decided."
    )


def _call(scenario: Scenario, stop: Stop) -> str:
    hours = " – ".join(dict.fromkeys(h_plus(hour) for hour in (stop.on_block_h, stop.off_block_h)))
    done = [
        f"{what} {cargo(scenario, load)}" for what, load in (("unloads", stop.unloads), ("loads", stop.loads)) if load
    ]
    when = scenario.when(stop.on_block_h)
    where = f"{node_name(scenario, stop.node)}, {hours} ({dtg(when)}, {local(when)} local)"
    return f"{where}: {', '.join(done)}" if done else where
