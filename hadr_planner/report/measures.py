"""Tables of what was measured on a plan: plain rows, as ``tables`` makes them of the plan itself."""

from __future__ import annotations

from collections import defaultdict

from hadr_planner.domain.scenario import Scenario

from .kpis import Kpis
from .tables import Row
from .wording import clean, item_name, node_name, owner_name

WINGS = {"fixed": "fixed-wing spots", "heli": "helicopter spots"}


def site_rows(scenario: Scenario, kpis: Kpis) -> list[Row]:
    """One row for each site, the least served first."""
    return [
        {
            "site": clean(site.name),
            "people": site.people,
            "needed_t": round(site.needed_t, 1),
            "met_t": round(site.met_t, 1),
            "share_met": round(site.share, 4),
            "first_aid_h": site.first_aid_h,
            "patients": round(site.patients, 1),
            "rescued": round(site.rescued, 1),
            "person_days_without": round(site.person_hours / 24, 1),
        }
        for site in sorted(kpis.sites, key=lambda site: (site.share, -site.people, site.site))
    ]


def coverage_rows(scenario: Scenario, kpis: Kpis) -> list[Row]:
    """One row for each need and day."""
    return [
        {
            "need": row.need,
            "site": node_name(scenario, row.site),
            "item": item_name(scenario, row.item),
            "kind": row.kind.value,
            "day": row.day if row.day >= 0 else None,
            "unit": row.unit,
            "people": row.people,
            "needed": round(row.needed, 3),
            "met": round(row.met, 3),
            "share_met": round(row.share, 4),
        }
        for row in kpis.coverage
    ]


def unmet_rows(scenario: Scenario, kpis: Kpis) -> list[Row]:
    """One row for each need that is not met in full."""
    return [
        {
            "need": gap.need,
            "site": node_name(scenario, gap.site),
            "item": item_name(scenario, gap.item),
            "kind": gap.kind.value,
            "unit": gap.unit,
            "people": gap.people,
            "needed": round(gap.needed, 3),
            "met": round(gap.met, 3),
            "left": round(gap.left, 3),
            "people_without": round(gap.people_without, 1),
            "share_left": round(gap.share_left, 4),
        }
        for gap in kpis.unmet
    ]


def effort_rows(scenario: Scenario, kpis: Kpis) -> list[Row]:
    """One row for each nation, platform type and class of operator."""
    types = {asset.type.id: clean(asset.type.name) for asset in scenario.assets.values()}
    groups = (
        ("nation", kpis.nations, lambda key: owner_name(scenario, key)),
        ("type", kpis.types, lambda key: types.get(key, key)),
        ("operator", kpis.operators, str),
    )
    return [
        {
            "by": by,
            "key": name(tally.key),
            "sorties": tally.sorties,
            "under_way_h": round(tally.under_way_h, 2),
            "busy_h": round(tally.busy_h, 2),
            "goods_lifted_t": round(tally.lifted_t, 2),
            "units_lifted_t": round(tally.units_t, 2),
        }
        for by, tallies, name in groups
        for tally in tallies
    ]


def capacity_rows(scenario: Scenario, kpis: Kpis) -> list[Row]:
    """One row for each airfield and wing, and for each port, that the plan uses."""
    rows: list[Row] = [
        {
            "place": node_name(scenario, use.place),
            "what": WINGS[use.wing],
            "number": use.spots,
            "used_h": round(use.used_spot_h, 2),
            "open_h": use.open_spot_h,
            "share_used": None if use.share is None else round(use.share, 4),
            "peak": use.peak,
            "discharged_t": None,
            "discharge_limit_t": None,
        }
        for use in kpis.ramps
    ]
    return rows + [
        {
            "place": node_name(scenario, use.place),
            "what": "berths",
            "number": use.berths,
            "used_h": round(use.used_berth_h, 2),
            "open_h": use.open_berth_h,
            "share_used": None if use.share is None else round(use.share, 4),
            "peak": use.peak,
            "discharged_t": round(use.discharged_t, 2),
            "discharge_limit_t": None if use.discharge_limit_t is None else round(use.discharge_limit_t, 2),
        }
        for use in kpis.ports
    ]


def items_of_sites(scenario: Scenario, kpis: Kpis) -> dict[str, list[tuple[str, str, float, float]]]:
    """Item in words, unit, how much is needed and how much of it is met, for each site."""
    sums: defaultdict[str, dict[tuple[str, str], list[float]]] = defaultdict(dict)
    for row in kpis.coverage:
        total = sums[row.site].setdefault((row.item, row.unit), [0.0, 0.0])
        total[0] += row.needed
        total[1] += min(row.met, row.needed)
    return {
        site: [
            (item_name(scenario, item), unit, round(needed, 1), round(met, 1))
            for (item, unit), (needed, met) in items.items()
        ]
        for site, items in sums.items()
    }
