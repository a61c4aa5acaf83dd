"""Indicators of a plan: computed from scenario and plan, never stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hadr_planner.domain.catalogue import NeedKind
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario

from . import capacity, effort
from .capacity import PortUse, RampUse
from .coverage import Coverage, Unmet, coverage, unmet
from .deprivation import Want, person_hours
from .effort import Tally
from .sites import SiteResult, gini, sites, sites_in_need, worst

__all__ = ["Coverage", "Kpis", "PortUse", "RampUse", "SiteResult", "Tally", "Unmet", "Want", "kpis"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kpis:
    """Indicators of one plan.

    Parameters
    ----------
    share
        Share of the need met, 0 to 1: the sites' shares weighted by people.
    needed_t, met_t
        Goods owed and goods handed over against it, tonnes.
    handed_over_t
        Tonnes handed over by day.
    person_hours
        Person-hours without, by site and item.
    worst_site
        Site in need with the smallest share met; empty where no site is in need.
    gini
        Unevenness of the sites' shares, weighted by people: 0 is even.
    military_share
        Share of lifted goods that military assets carried.
    patients, rescued
        People treated and people rescued.
    """

    share: float
    needed_t: float
    met_t: float
    handed_over_t: tuple[float, ...]
    coverage: tuple[Coverage, ...]
    unmet: tuple[Unmet, ...]
    sites: tuple[SiteResult, ...]
    person_hours: Mapping[Want, float]
    worst_site: str
    gini: float
    military_share: float
    patients: float
    patients_needed: float
    rescued: float
    rescued_needed: float
    nations: tuple[Tally, ...]
    types: tuple[Tally, ...]
    operators: tuple[Tally, ...]
    ramps: tuple[RampUse, ...]
    ports: tuple[PortUse, ...]

    @property
    def person_days(self) -> float:
        """Person-days without, all items."""
        return sum(self.person_hours.values()) / 24

    @property
    def person_days_by_item(self) -> Mapping[str, float]:
        """Person-days without, by item."""
        items = {want.item for want in self.person_hours}
        return {i: sum(h for want, h in self.person_hours.items() if want.item == i) / 24 for i in sorted(items)}

    @property
    def first_aid_h(self) -> float | None:
        """When the first site gets help; unset where none does."""
        return min((s.first_aid_h for s in self.sites if s.first_aid_h is not None), default=None)

    @property
    def in_need(self) -> frozenset[str]:
        """Sites with a need, other than repairs, inside the horizon."""
        return sites_in_need(self.coverage)

    @property
    def sites_helped(self) -> int:
        """Sites that get any help."""
        return sum(site.first_aid_h is not None for site in self.sites)


def kpis(scenario: Scenario, plan: Plan) -> Kpis:
    """Measure a plan."""
    rows = coverage(scenario, plan)
    lacks = person_hours(scenario, plan, rows)
    results = sites(scenario, plan, rows, lacks)
    in_need = sites_in_need(rows)
    people = {r.site: r.people or 1.0 for r in results if r.site in in_need}
    total = sum(people.values())
    return Kpis(
        share=sum(people[r.site] * r.share for r in results if r.site in people) / total if total else 1.0,
        needed_t=_needed(rows, NeedKind.CARGO),
        met_t=_met(rows, NeedKind.CARGO),
        handed_over_t=effort.handed_over_t(scenario, plan),
        coverage=rows,
        unmet=unmet(rows),
        sites=results,
        person_hours=lacks,
        worst_site=worst(results, in_need),
        gini=gini(results, in_need),
        military_share=effort.military_share(scenario, plan),
        patients=_met(rows, NeedKind.CARE),
        patients_needed=_needed(rows, NeedKind.CARE),
        rescued=_met(rows, NeedKind.RESCUE),
        rescued_needed=_needed(rows, NeedKind.RESCUE),
        nations=effort.by_nation(scenario, plan),
        types=effort.by_type(scenario, plan),
        operators=effort.by_operator(scenario, plan),
        ramps=capacity.ramps(scenario, plan),
        ports=capacity.ports(scenario, plan),
    )


def _needed(rows: tuple[Coverage, ...], kind: NeedKind) -> float:
    return sum(row.needed for row in rows if row.kind is kind)


def _met(rows: tuple[Coverage, ...], kind: NeedKind) -> float:
    return sum(min(row.met, row.needed) for row in rows if row.kind is kind)
