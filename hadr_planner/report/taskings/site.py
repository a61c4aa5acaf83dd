"""Lines for a site: what comes when, by what mode, who hands it over, and what help works there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.replay.goods import UNIT
from hadr_planner.report.wording import MODES, clean, item_name, node_name, owner_name

from .hands import LEAST_T, hands
from .need_to_know import NEED_TO_KNOW, Deed
from .noun import Kind, Task
from .work import hand_overs, services, stays

Unloading = tuple[str, int, str]


def site_lines(scenario: Scenario, plan: Plan, site: str) -> Iterator[Task]:
    """Everything that a site is told."""
    yield from _arrivals(scenario, plan, site)
    yield from hand_overs(scenario, plan, lambda act: scenario.needs[act.need].site == site)
    yield from (task for task in _help(scenario, plan) if task.node == site)


def _help(scenario: Scenario, plan: Plan) -> Iterator[Task]:
    due = NEED_TO_KNOW[Deed.LIVES, Deed.WORKS]

    def shown(unit: str) -> str:
        return scenario.units[unit].name if due.named else scenario.units[unit].type.name

    for task in (*stays(scenario, plan, shown), *services(scenario, plan, shown)):
        yield task if due.named else replace(task, ask="")


def _arrivals(scenario: Scenario, plan: Plan, site: str) -> Iterator[Task]:
    """What is unloaded at the site, and what is handed over to its people out of stocks nearby."""
    due = NEED_TO_KNOW[Deed.LIVES, Deed.CARRIES]
    carriers = {sortie.id: sortie for sortie in plan.sorties}
    for (id, k, item), tonnes in _unloadings(scenario, plan, site).items():
        sortie, stop = carriers[id], carriers[id].stops[k]
        if tonnes >= LEAST_T:
            yield Task(
                kind=Kind.ARRIVAL,
                directive=sortie.directive,
                ask=owner_name(scenario, sortie.ask) if due.named else "",
                from_h=stop.on_block_h,
                until_h=stop.off_block_h,
                node=stop.node,
                place=node_name(scenario, stop.node),
                what=_what(scenario, item),
                tonnes=round(tonnes, 3),
                mode=MODES[scenario.assets[sortie.asset].type.mode] if due.mode else "",
                other=owner_name(scenario, sortie.owner) if due.named else "",
            )


def _unloadings(scenario: Scenario, plan: Plan, site: str) -> dict[Unloading, float]:
    found: defaultdict[Unloading, float] = defaultdict(float)
    for sortie in plan.sorties:
        for k, stop in enumerate(sortie.stops):
            if stop.node == site:
                for item, tonnes in stop.unloads.items():
                    found[sortie.id, k, item] += tonnes
    for passing in hands(scenario, plan):
        near = passing.node != site and passing.need and scenario.needs[passing.need].site == site
        if near and passing.giver.deed is Deed.CARRIES:
            found[passing.giver.id, passing.giver.stop, passing.item] += passing.tonnes
    return found


def _what(scenario: Scenario, item: str) -> str:
    if item.startswith(UNIT):
        return f"{clean(scenario.units[item.removeprefix(UNIT)].type.name)} (unit)"
    return item_name(scenario, item)
