"""A plan in the names of another draw: breakdowns split pools, so tails change pool and number."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from hadr_planner.domain.breach import Breach
from hadr_planner.domain.clock import EPSILON_H
from hadr_planner.domain.plan import Plan, Sortie
from hadr_planner.domain.scenario import Scenario
from hadr_planner.uncertainty import Drawn

CODE = "BREAKDOWN"


def as_written(plan: Plan, made_for: Drawn, scenario: Scenario) -> Plan:
    """A plan made for a draw, with the pools and tails of the scenario as written."""
    sorties = []
    for sortie in plan.sorties:
        asset, tail = made_for.tails.get((sortie.asset, sortie.tail), (sortie.asset, sortie.tail))
        sorties.append(replace(sortie, asset=asset, tail=tail))
    return replace(plan, digest=scenario.digest, sorties=tuple(sorties))


def as_drawn(plan: Plan, found: Drawn) -> tuple[Plan, tuple[Breach, ...]]:
    """A plan made for the scenario as written, with the pools of a draw; and what is out of service when it should go.

    Sorties whose tail is out of service are left out of the plan.
    """
    parts: defaultdict[tuple[str, int], list[tuple[str, int]]] = defaultdict(list)
    for here, written in found.tails.items():
        parts[written].append(here)
    split = {asset for asset, _ in parts} | (plan_assets(plan) - found.scenario.assets.keys())
    sorties, out = [], []
    for sortie in plan.sorties:
        if sortie.asset not in split:
            sorties.append(sortie)
            continue
        fit = next((p for p in parts[sortie.asset, sortie.tail] if _serves(found.scenario, p[0], sortie)), None)
        if fit:
            sorties.append(replace(sortie, asset=fit[0], tail=fit[1]))
        else:
            out.append(
                Breach(
                    rule=CODE, at=sortie.stops[0].node, by=sortie.id,
                    because=f"Tail {sortie.tail} of {sortie.asset} is out of service when {sortie.id} is to go, "
                    f"from H+{sortie.start_h:g} to H+{sortie.end_h:g}.",
                )
            )
    return replace(plan, digest=found.scenario.digest, sorties=tuple(sorties)), tuple(out)


def plan_assets(plan: Plan) -> set[str]:
    """Pools that a plan uses."""
    return {sortie.asset for sortie in plan.sorties}


def _serves(scenario: Scenario, asset: str, sortie: Sortie) -> bool:
    pool = scenario.assets[asset]
    return pool.ready_h <= sortie.start_h + EPSILON_H and sortie.end_h <= pool.until_h + EPSILON_H
