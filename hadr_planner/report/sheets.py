"""All tables of a plan, by the name of the sheet or file that holds each."""

from __future__ import annotations

from math import isfinite

from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario

from . import measures, tables
from .headlines import headlines
from .kpis import Kpis
from .tables import Row
from .wording import STATUSES, clean


def sheets(scenario: Scenario, plan: Plan, measured: Kpis) -> dict[str, list[Row]]:
    """Every table by the title of its sheet."""
    return {
        "summary": _summary(scenario, plan, measured),
        "sites": measures.site_rows(scenario, measured),
        "unmet": measures.unmet_rows(scenario, measured),
        "coverage": measures.coverage_rows(scenario, measured),
        "sorties": tables.sorties(scenario, plan),
        "stops": tables.stops(scenario, plan),
        "legs": tables.leg_rows(scenario, plan),
        "hand-overs": tables.hand_overs(scenario, plan),
        "units": tables.stays(scenario, plan),
        "drives": tables.drives(scenario, plan),
        "services": tables.services(scenario, plan),
        "stocks": tables.stocks(scenario, plan),
        "assets": tables.by_asset(scenario, plan),
        "effort": measures.effort_rows(scenario, measured),
        "capacity": measures.capacity_rows(scenario, measured),
        "assumptions": [{"assumption": clean(sentence)} for sentence in scenario.assumptions],
    }


def _summary(scenario: Scenario, plan: Plan, measured: Kpis) -> list[Row]:
    proven = plan.bound if isfinite(plan.bound) else None
    head: list[tuple[str, str | float | None, str, str]] = [
        ("scenario", clean(scenario.title), "", scenario.id),
        ("start", tables.stamp(scenario.start), "", "H+0"),
        ("horizon", scenario.clock.horizon_h, "h", ""),
        ("status", STATUSES[plan.status], "", clean(plan.why)),
        ("value", plan.value, "person-days of need met", ""),
        ("bound", proven, "person-days of need met", "no plan that obeys the rules is better"),
        ("gap", plan.gap, "share", ""),
    ]
    head += [(figure.title, figure.value, figure.unit, figure.note) for figure in headlines(scenario, plan, measured)]
    return [{"figure": name, "value": value, "unit": unit, "note": note} for name, value, unit, note in head]
