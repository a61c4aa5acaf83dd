"""A plan narrowed by owner, mode and component."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from hadr_planner.domain.catalogue import Mode
from hadr_planner.domain.plan import Plan, Sortie
from hadr_planner.domain.scenario import Scenario

from .readings import HASHES, MOST


@st.cache_resource(hash_funcs=HASHES, max_entries=MOST, show_spinner=False)
def only(scenario: Scenario, plan: Plan, owner: str, mode: Mode | None, component: str) -> Plan:
    """The plan with only the sorties of an owner, a mode and a component; each may be left open."""
    if not (owner or mode or component):
        return plan

    def kept(sortie: Sortie) -> bool:
        asset = scenario.assets[sortie.asset]
        fits = (not owner or sortie.owner == owner) and (mode is None or asset.type.mode is mode)
        return fits and (not component or asset.component == component)

    return replace(plan, sorties=tuple(sortie for sortie in plan.sorties if kept(sortie)))
