"""HTML: the whole report in one file that needs no network."""

from __future__ import annotations

from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.report.kpis import kpis
from hadr_planner.report.page import page
from hadr_planner.report.page.handout import handout_page
from hadr_planner.report.taskings import Tasking


def render(scenario: Scenario, plan: Plan) -> bytes:
    """Write the page."""
    return page(scenario, plan, kpis(scenario, plan)).encode()


def render_tasking(tasking: Tasking) -> bytes:
    """Write one reader's lines as a page to be printed and signed."""
    return handout_page(tasking).encode()
