"""What pages read of scenarios and plans: computed once for each content, shared by all visitors."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import streamlit as st

from hadr_planner.domain.breach import Breach
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario

from .desk import Desk

if TYPE_CHECKING:
    from hadr_planner.io import Inventory
    from hadr_planner.report.asked import Asked
    from hadr_planner.report.headlines import Headline
    from hadr_planner.report.kpis import Kpis
    from hadr_planner.report.tables import Row

MOST = 48
_prints: OrderedDict[int, tuple[Plan, str]] = OrderedDict()


def fingerprint(plan: Plan) -> str:
    """Digest of a plan's content; remembered for plans seen lately, for plans are never changed in place."""
    known = _prints.get(id(plan))
    if known is None or known[0] is not plan:
        known = plan, hashlib.sha256(repr(plan).encode()).hexdigest()
        _prints[id(plan)] = known
        while len(_prints) > MOST:
            _prints.popitem(last=False)
    return known[1]


def _digest(scenario: Scenario) -> str:
    """Digest of all that is shown: storms and doubts are not in the scenario's own."""
    apart = repr((*scenario.tracks.values(), *scenario.uncertainty.values()))
    return f"{scenario.digest} {apart}" if apart != "()" else scenario.digest


HASHES: dict[str | type[Any], Callable[[Any], Any]] = {Plan: fingerprint, Scenario: _digest}
"""For ``hash_funcs`` of cached functions that take plans or scenarios."""


@st.cache_resource(hash_funcs=HASHES, max_entries=MOST, show_spinner="Measuring the plan …")
def kpis(scenario: Scenario, plan: Plan) -> Kpis:
    """Indicators of a plan."""
    from hadr_planner.report.kpis import kpis as measure

    return measure(scenario, plan)


@st.cache_resource(hash_funcs=HASHES, max_entries=MOST, show_spinner="Measuring the plan …")
def headlines(scenario: Scenario, plan: Plan) -> tuple[Headline, ...]:
    """First figures of a plan."""
    from hadr_planner.report.headlines import headlines as name

    return name(scenario, plan, kpis(scenario, plan))


@st.cache_resource(hash_funcs=HASHES, max_entries=MOST, show_spinner="Writing the tables …")
def table(scenario: Scenario, plan: Plan, name: str) -> list[Row]:
    """Rows of one table of a plan, as ``report.tables`` names it: ``sorties``, ``stops``, ``stocks`` …"""
    from hadr_planner.report import tables

    made: list[Row] = getattr(tables, name)(scenario, plan)
    return made


@st.cache_resource(hash_funcs=HASHES, max_entries=MOST, show_spinner="Checking every rule …")
def breaches(scenario: Scenario, plan: Plan) -> tuple[Breach, ...]:
    """Where a plan breaks a rule."""
    from hadr_planner.judge import verify

    return tuple(verify(scenario, plan))


@st.cache_resource(hash_funcs=HASHES, max_entries=MOST, show_spinner=False)
def inventory(scenario: Scenario) -> Inventory:
    """Counts of a scenario."""
    from hadr_planner.io import inventory as count

    return count(scenario)


@st.cache_resource(hash_funcs=HASHES, max_entries=MOST, show_spinner=False)
def asked(scenario: Scenario) -> tuple[Asked, ...]:
    """What a scenario asks for, item by item."""
    from hadr_planner.report.asked import asked as ask

    return ask(scenario)


@st.cache_resource(hash_funcs=HASHES, max_entries=MOST, show_spinner=False)
def thumbnail(scenario: Scenario) -> str:
    """Small map of a scenario, as SVG."""
    from .thumbnail import svg

    return svg(scenario)


@st.cache_resource(show_spinner="Reading the built-in scenarios …")
def builtins() -> Mapping[str, Scenario]:
    """Every built-in scenario that can be read, by name."""
    from hadr_planner.io import builtin, load

    return {name: load(name) for name in builtin()}


def kpis_of(desk: Desk) -> Kpis:
    """Indicators of the open plan."""
    return kpis(*desk.needs_plan())


def headlines_of(desk: Desk) -> tuple[Headline, ...]:
    """First figures of the open plan."""
    return headlines(*desk.needs_plan())


def table_of(desk: Desk, name: str) -> list[Row]:
    """Rows of one table of the open plan."""
    return table(*desk.needs_plan(), name)
