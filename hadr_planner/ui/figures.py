"""What charts and tables of the desk read of a plan, computed once for each content."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.report import concerned, movements
from hadr_planner.report import curves as coverage
from hadr_planner.report.curves import Curve
from hadr_planner.report.kpis import SiteResult
from hadr_planner.report.lanes import By, Lane
from hadr_planner.report.lanes import lanes as lay_out
from hadr_planner.report.occupancy import Occupancy
from hadr_planner.report.occupancy import occupancy as fill
from hadr_planner.report.spells import Spell, busiest_h
from hadr_planner.report.spells import spells as tell
from hadr_planner.report.tables import Row

from .readings import HASHES, MOST, kpis

TABLES = {
    "flights": movements.flights,
    "voyages": movements.voyages,
    "convoys": movements.convoys,
    "components": movements.components,
    "lifted_by_day": movements.lifted_by_day,
}


@st.cache_resource(hash_funcs=HASHES, max_entries=MOST, show_spinner=False)
def narrowed(scenario: Scenario, plan: Plan, kind: str, id: str) -> Plan:
    """A plan with only the sorties that concern something."""
    return concerned.narrowed(scenario, plan, kind, id)


@st.cache_resource(hash_funcs=HASHES, max_entries=MOST, show_spinner=False)
def sites(scenario: Scenario, plan: Plan) -> tuple[SiteResult, ...]:
    """How each site fares, the least served first."""
    return tuple(sorted(kpis(scenario, plan).sites, key=lambda site: (site.share, -site.people, site.site)))


@st.cache_resource(hash_funcs=HASHES, max_entries=MOST, show_spinner=False)
def sites_of(scenario: Scenario, plan: Plan, kind: str, id: str) -> frozenset[str]:
    """Sites that something concerns."""
    return concerned.sites_of(scenario, plan, kind, id)


@st.cache_resource(hash_funcs=HASHES, max_entries=MOST, show_spinner="Laying out the schedule …")
def spells(scenario: Scenario, plan: Plan) -> tuple[Spell, ...]:
    """What every tail is at, spell by spell."""
    return tell(scenario, plan)


@st.cache_resource(hash_funcs=HASHES, max_entries=MOST, show_spinner="Laying out the schedule …")
def lanes(scenario: Scenario, plan: Plan, by: By) -> tuple[Lane, ...]:
    """Rows of the Gantt."""
    return lay_out(scenario, spells(scenario, plan), by)


@st.cache_resource(hash_funcs=HASHES, max_entries=MOST, show_spinner="Counting who is where …")
def occupancy(scenario: Scenario, plan: Plan) -> tuple[Occupancy, ...]:
    """Aprons and berths by the hour."""
    return fill(scenario, plan)


@st.cache_resource(hash_funcs=HASHES, max_entries=MOST, show_spinner="Measuring the plan …")
def item_curves(scenario: Scenario, plan: Plan, sites: frozenset[str]) -> tuple[Curve, ...]:
    """Need met over time by item, at some sites."""
    return coverage.by_item(scenario, plan, kpis(scenario, plan), sites)


@st.cache_resource(hash_funcs=HASHES, max_entries=MOST, show_spinner="Measuring the plan …")
def site_curves(scenario: Scenario, plan: Plan) -> tuple[Curve, ...]:
    """Need met over time: all sites together first, then each, the least served first."""
    measured = kpis(scenario, plan)
    return (coverage.overall(measured), *coverage.by_site(measured))


@st.cache_resource(hash_funcs=HASHES, max_entries=MOST, show_spinner="Writing the tables …")
def movement(scenario: Scenario, plan: Plan, table: str) -> list[Row]:
    """One of the tables of movements, by its name in ``TABLES``."""
    return TABLES[table](scenario, plan)


@st.cache_resource(hash_funcs=HASHES, max_entries=MOST, show_spinner=False)
def sorties_by_asset(scenario: Scenario, plan: Plan) -> Counter[str]:
    """How many sorties each asset makes."""
    return Counter(sortie.asset for sortie in plan.sorties)


@st.cache_resource(hash_funcs=HASHES, max_entries=MOST, show_spinner=False)
def first_look_h(scenario: Scenario, plan: Plan) -> float:
    """Hour at which a plan is first shown: when most is under way."""
    return busiest_h(spells(scenario, plan))


@st.cache_resource(hash_funcs=HASHES, max_entries=8, show_spinner=False)
def schedule_page(scenario: Scenario, plan: Plan, of: str) -> str:
    """The schedule on paper."""
    from hadr_planner.report.page.schedule import schedule_page as write

    return write(scenario, plan, of)
