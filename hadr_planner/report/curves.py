"""How the share of the need met grows with the hours: by item, by site and over all."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from hadr_planner.domain.catalogue import NeedKind
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario

from .kpis import Coverage, Kpis
from .kpis.sites import curve, met_by
from .wording import clean, item_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """Share of the whole horizon's need met, by each period boundary.

    Parameters
    ----------
    people
        People behind it.
    shares
        One for each of the clock's edges, 0 to 1.
    """

    key: str
    name: str
    people: float
    shares: tuple[float, ...]


def by_site(measured: Kpis) -> tuple[Curve, ...]:
    """One curve for each site in need, the least served first."""
    needy = [site for site in measured.sites if site.site in measured.in_need]
    return tuple(
        Curve(key=site.site, name=clean(site.name), people=site.people, shares=site.curve)
        for site in sorted(needy, key=lambda site: (site.share, -site.people, site.site))
    )


def by_item(scenario: Scenario, plan: Plan, measured: Kpis, sites: frozenset[str] | None = None) -> tuple[Curve, ...]:
    """One curve for each item that people need, at some sites or at all, most people first."""
    rows: defaultdict[str, list[Coverage]] = defaultdict(list)
    for row in measured.coverage:
        if row.kind is not NeedKind.REPAIR and (sites is None or row.site in sites):
            rows[row.item].append(row)
    met = met_by(scenario, plan)
    found = (
        Curve(
            key=item,
            name=item_name(scenario, item),
            people=sum({row.need: row.people for row in group}.values()),
            shares=curve(scenario, group, met),
        )
        for item, group in rows.items()
    )
    return tuple(sorted(found, key=lambda one: (-one.people, one.key)))


def overall(measured: Kpis) -> Curve:
    """All sites in need together, weighted by people."""
    needy = by_site(measured)
    people = [one.people or 1.0 for one in needy]
    total = sum(people)
    columns = zip(*(one.shares for one in needy), strict=True)
    shares = tuple(sum(p * s for p, s in zip(people, column, strict=True)) / total for column in columns)
    return Curve(key="", name="All sites", people=sum(one.people for one in needy), shares=shares)
