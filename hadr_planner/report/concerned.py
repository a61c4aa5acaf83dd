"""What of a plan concerns one site, place, asset, nation or sortie."""

from __future__ import annotations

from dataclasses import replace

from hadr_planner.domain.plan import Plan, Sortie
from hadr_planner.domain.scenario import Scenario

from .wording import clean, node_name, owner_title, sortie_name

NODES = ("site", "place")


def narrowed(scenario: Scenario, plan: Plan, kind: str, id: str) -> Plan:
    """The same plan with only the sorties that concern something; the whole plan where it is of no known kind.

    A site is also concerned by what calls at a place that serves it; an asset by what it carries aboard.
    """
    if kind not in (*NODES, "asset", "nation", "sortie"):
        return plan
    kept = tuple(sortie for sortie in plan.sorties if _concerns(scenario, sortie, kind, id))
    return replace(plan, sorties=kept)


def _concerns(scenario: Scenario, sortie: Sortie, kind: str, id: str) -> bool:
    if kind == "sortie":
        return sortie.id == id
    if kind == "nation":
        return sortie.owner == id
    if kind == "asset":
        return id in (sortie.asset, scenario.assets[sortie.asset].base)
    nodes = {id} | {place.id for place in scenario.places.values() if kind == "site" and place.serves == id}
    return any(stop.node in nodes for stop in sortie.stops)


def sites_of(scenario: Scenario, plan: Plan, kind: str, id: str) -> frozenset[str]:
    """Sites that something concerns; every site where it is of no known kind."""
    if kind == "site":
        return frozenset({id} & set(scenario.sites))
    if kind not in ("place", "asset", "nation", "sortie"):
        return frozenset(scenario.sites)
    nodes = {stop.node for sortie in narrowed(scenario, plan, kind, id).sorties for stop in sortie.stops}
    if kind == "place":
        nodes = nodes | {id}
    served = {scenario.places[node].serves for node in nodes if node in scenario.places}
    return frozenset((nodes | served) & set(scenario.sites))


def title(scenario: Scenario, plan: Plan, kind: str, id: str) -> str:
    """What is chosen, in words."""
    if kind in NODES or kind == "asset":
        return node_name(scenario, id)
    if kind == "nation":
        return owner_title(scenario, id)
    sortie = next((one for one in plan.sorties if one.id == id), None)
    if kind == "sortie" and sortie is not None:
        return sortie_name(scenario, sortie)
    return clean(id)


def wider(scenario: Scenario, plan: Plan, kind: str, id: str) -> tuple[tuple[str, str], ...]:
    """Kind and id of what a choice belongs to: a sortie to its asset and nation, an asset to its nation."""
    asset = id if kind == "asset" else ""
    if kind == "sortie":
        asset = next((one.asset for one in plan.sorties if one.id == id), "")
    if asset not in scenario.assets:
        return ()
    nation = ("nation", scenario.assets[asset].owner)
    return (("asset", asset), nation) if kind == "sortie" else (nation,)
