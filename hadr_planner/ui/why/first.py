"""The move that the form proposes at first: one that the plan's sorties show to be possible, by who has time for it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.report.concerned import narrowed
from hadr_planner.ui.maps import Chosen

Run = tuple[str, str]
"""An asset, and the site that it brings goods to."""


def first(scenario: Scenario, plan: Plan, chosen: Chosen | None = None) -> Run | None:
    """The least busy asset and the site that it brings goods to most often, among what concerns the choice."""
    part = narrowed(scenario, plan, chosen.kind, chosen.id) if chosen else plan
    runs = Counter(_runs(scenario, part, chosen.id if chosen and chosen.kind == "site" else ""))
    busy: defaultdict[str, float] = defaultdict(float)
    for sortie in plan.sorties:
        busy[sortie.asset] += sortie.end_h - sortie.start_h
    return min(runs, key=lambda run: (busy[run[0]] / scenario.assets[run[0]].count, -runs[run], run), default=None)


def _runs(scenario: Scenario, plan: Plan, site: str) -> Iterator[Run]:
    for sortie in plan.sorties:
        for stop in sortie.stops:
            if stop.unloads and stop.node in ({site} if site else scenario.sites):
                yield sortie.asset, stop.node
