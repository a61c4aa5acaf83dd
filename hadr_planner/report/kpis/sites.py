r"""How each site fares: share met, first aid, curves, and how even the sites are.

The share of a site weighs each need for goods by people, active time and the item's weight:
:math:`share = \sum w \cdot met / needed \,/ \sum w`, :math:`w = people \cdot days \cdot weight`.
A site without needs for goods is measured on care and rescue, with cases in place of person-days.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from hadr_planner.domain.catalogue import NeedKind
from hadr_planner.domain.plan import HandOver, Plan
from hadr_planner.domain.scenario import Scenario

from .coverage import Coverage, acts, amount
from .deprivation import Want

HELP = (NeedKind.CARE, NeedKind.RESCUE)


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteResult:
    """How one site fares.

    Parameters
    ----------
    share
        Share of its need met by the horizon, 0 to 1, weighted as the module says.
    first_aid_h
        Earliest hour after start at which goods are handed over or a unit serves; unset where never.
    person_hours
        Hours without, summed over people and items.
    curve, due
        Share of the whole horizon's need met, and fallen due, by each period boundary.
    """

    site: str
    name: str
    people: float
    needed_t: float
    met_t: float
    share: float
    first_aid_h: float | None
    patients: float
    rescued: float
    person_hours: float
    curve: tuple[float, ...]
    due: tuple[float, ...]


def sites(
    scenario: Scenario, plan: Plan, rows: Sequence[Coverage], lacks: Mapping[Want, float]
) -> tuple[SiteResult, ...]:
    """Measure every site, in the scenario's order."""
    by_site: defaultdict[str, list[Coverage]] = defaultdict(list)
    for row in rows:
        by_site[row.site].append(row)
    aid_h, met = first_aid_h(scenario, plan), met_by(scenario, plan)
    return tuple(
        SiteResult(
            site=site.id,
            name=site.name,
            people=site.affected or site.population,
            needed_t=sum(r.needed for r in by_site[site.id] if r.kind is NeedKind.CARGO),
            met_t=sum(min(r.met, r.needed) for r in by_site[site.id] if r.kind is NeedKind.CARGO),
            share=_share(scenario, by_site[site.id]),
            first_aid_h=aid_h.get(site.id),
            patients=sum(r.met for r in by_site[site.id] if r.kind is NeedKind.CARE),
            rescued=sum(r.met for r in by_site[site.id] if r.kind is NeedKind.RESCUE),
            person_hours=sum(hours for want, hours in lacks.items() if want.site == site.id),
            curve=curve(scenario, by_site[site.id], met),
            due=_due(scenario, by_site[site.id]),
        )
        for site in scenario.sites.values()
    )


def sites_in_need(rows: Iterable[Coverage]) -> frozenset[str]:
    """Sites that lack something other than repairs inside the horizon."""
    return frozenset(row.site for row in rows if row.kind is not NeedKind.REPAIR)


def worst(results: Iterable[SiteResult], in_need: frozenset[str]) -> str:
    """Site in need with the smallest share met; of equals, the one with most people."""
    candidates = [result for result in results if result.site in in_need]
    return min(candidates, key=lambda r: (r.share, -r.people, r.site)).site if candidates else ""


def gini(results: Iterable[SiteResult], in_need: frozenset[str]) -> float:
    r"""Gini coefficient of the sites' shares, weighted by people: 0 is even.

    .. math::  G = \frac{\sum_i \sum_j w_i w_j |s_i - s_j|}{2 \bar s}, \quad \sum_i w_i = 1
    """
    pairs = [(r.people or 1.0, r.share) for r in results if r.site in in_need]
    total = sum(weight for weight, _ in pairs)
    mean = sum(weight * share for weight, share in pairs) / total if total else 0.0
    if mean <= 0:
        return 0.0
    spread = sum(w1 * w2 * abs(s1 - s2) for w1, s1 in pairs for w2, s2 in pairs)
    return spread / (2 * total * total * mean)


def first_aid_h(scenario: Scenario, plan: Plan) -> Mapping[str, float]:
    """Earliest help by site.

    Goods: start of the first period with a hand-over, or the first arrival of the item at the node
    that it comes from, where that is later. Units: start of the first period with a service, or of
    the unit's work, where that is later.
    """
    arrivals_h, works_h = _arrivals_h(plan), _works_h(plan)
    edges_h = scenario.clock.edges_h
    first: dict[str, float] = {}
    for act in acts(plan):
        need = scenario.needs[act.need]
        if amount(act) <= 0 or need.kind is NeedKind.REPAIR:
            continue
        if isinstance(act, HandOver):
            ready_h = arrivals_h.get((act.from_, need.item), 0.0)
        else:
            ready_h = works_h.get(act.unit, 0.0)
        hour = min(max(edges_h[act.period], ready_h), edges_h[act.period + 1])
        first[need.site] = min(first.get(need.site, hour), hour)
    return first


def _arrivals_h(plan: Plan) -> dict[tuple[str, str], float]:
    first: dict[tuple[str, str], float] = {}
    for stop in (stop for sortie in plan.sorties for stop in sortie.stops):
        for item in stop.unloads:
            known = first.get((stop.node, item), stop.off_block_h)
            first[stop.node, item] = min(known, stop.off_block_h)
    return first


def _works_h(plan: Plan) -> dict[str, float]:
    first: dict[str, float] = {}
    for stay in plan.stays:
        first[stay.unit] = min(first.get(stay.unit, stay.from_h), stay.from_h)
    return first


def _worth(scenario: Scenario, rows: Iterable[Coverage]) -> list[tuple[Coverage, float]]:
    rows = list(rows)
    items = scenario.catalogue.items
    goods = [(r, r.people * r.active_h * items[r.item].weight) for r in rows if r.kind is NeedKind.CARGO]
    if any(worth > 0 for _, worth in goods):
        return goods
    return [(r, r.needed * items[r.item].weight) for r in rows if r.kind in HELP]


def _share(scenario: Scenario, rows: Iterable[Coverage]) -> float:
    weighed = _worth(scenario, rows)
    total = sum(worth for _, worth in weighed)
    return sum(worth * row.share for row, worth in weighed) / total if total else 1.0


def met_by(scenario: Scenario, plan: Plan) -> Mapping[tuple[str, int], list[float]]:
    """What reached people by each period boundary, by need and day."""
    periods = scenario.clock.periods
    by_key: defaultdict[tuple[str, int], list[float]] = defaultdict(lambda: [0.0] * (periods + 1))
    for act in acts(plan):
        for edge in range(act.period + 1, periods + 1):
            by_key[act.need, act.day][edge] += amount(act)
    return by_key


def curve(
    scenario: Scenario, rows: Iterable[Coverage], met: Mapping[tuple[str, int], list[float]]
) -> tuple[float, ...]:
    """Share of what some rows need, over the whole horizon, that is met by each period boundary."""
    weighed = _worth(scenario, rows)
    total = sum(worth for _, worth in weighed)
    return tuple(
        sum(worth * min(met[row.need, row.day][edge] / row.needed, 1.0) for row, worth in weighed) / total
        if total
        else 1.0
        for edge in range(scenario.clock.periods + 1)
    )


def _due(scenario: Scenario, rows: Iterable[Coverage]) -> tuple[float, ...]:
    weighed = _worth(scenario, rows)
    total = sum(worth for _, worth in weighed)
    return tuple(
        sum(worth * _fallen(scenario, row, edge_h) for row, worth in weighed) / total if total else 1.0
        for edge_h in scenario.clock.edges_h
    )


def _fallen(scenario: Scenario, row: Coverage, hour: float) -> float:
    start_h = scenario.needs[row.need].from_h
    if row.day < 0:
        return 1.0 if hour > start_h else 0.0
    start_h = max(start_h, row.day * 24.0)
    return min(max((hour - start_h) / row.active_h, 0.0), 1.0)
