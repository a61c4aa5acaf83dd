"""Stored plans and versions of scenarios, read once: what is stored is never changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.people import Action, require
from hadr_planner.store import Office

if TYPE_CHECKING:
    from .desk import Desk

MOST = 24


def plan(desk: Desk, id: int) -> Plan:
    """A stored plan."""
    require(desk.person, Action.READ)
    return _plan(str(desk.office.engine.url), id, desk.office)


def scenario(desk: Desk, id: int, version: int) -> Scenario:
    """A stored version of a scenario; the open one where it is that."""
    require(desk.person, Action.READ)
    if desk.scenario is not None and (id, version) == (desk.scenario_id, desk.version):
        return desk.scenario
    return _scenario(str(desk.office.engine.url), id, version, desk.office)


@st.cache_resource(max_entries=MOST, show_spinner="Reading the plan …")
def _plan(store: str, id: int, _office: Office) -> Plan:
    return _office.plan(id)


@st.cache_resource(max_entries=MOST, show_spinner="Reading the scenario …")
def _scenario(store: str, id: int, version: int, _office: Office) -> Scenario:
    return _office.scenario(id, version)
