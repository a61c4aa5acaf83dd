"""JSON: the plan as it is, its headline figures and all indicators, for machines."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.io.plan_file import plan_to_json
from hadr_planner.report import tables
from hadr_planner.report.headlines import headlines
from hadr_planner.report.kpis import Kpis, kpis
from hadr_planner.report.taskings import Tasking
from hadr_planner.report.taskings.edition import edition


def render(scenario: Scenario, plan: Plan) -> bytes:
    """Write the plan, its gap, its indicators and its stocks."""
    measured = kpis(scenario, plan)
    document = {
        "schema": 1,
        "gap": plan.gap,
        "plan": plan_to_json(plan),
        "headlines": [asdict(figure) for figure in headlines(scenario, plan, measured)],
        "kpis": indicators(measured),
        "stocks": tables.stocks(scenario, plan),
    }
    return _written(document)


def render_tasking(tasking: Tasking) -> bytes:
    """Write the tasking as it is, with its edition."""
    return _written({"schema": 1, "edition": edition(tasking), "tasking": asdict(tasking)})


def _written(document: dict[str, Any]) -> bytes:
    return (json.dumps(document, indent=1, ensure_ascii=False, allow_nan=False, default=str) + "\n").encode()


def indicators(measured: Kpis) -> dict[str, Any]:
    """All indicators as plain data; shares that are computed are spelled out."""
    plain = asdict(measured)
    plain["person_hours"] = [
        {"site": want.site, "item": want.item, "person_hours": hours} for want, hours in measured.person_hours.items()
    ]
    for name in ("coverage", "ramps", "ports"):
        for row, one in zip(plain[name], getattr(measured, name), strict=True):
            row["share"] = one.share
    for row, gap in zip(plain["unmet"], measured.unmet, strict=True):
        row |= {"share_left": gap.share_left, "people_without": gap.people_without}
    plain["person_days"] = measured.person_days
    plain["person_days_by_item"] = dict(measured.person_days_by_item)
    plain["first_aid_h"] = measured.first_aid_h
    return plain
