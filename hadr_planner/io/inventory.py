"""What is in a scenario, counted: one screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..domain.force import Need
from ..domain.scenario import Scenario


@dataclass(frozen=True, slots=True, kw_only=True)
class Inventory:
    """Counts of a scenario, largest first where it is a mapping.

    Parameters
    ----------
    tails_by_owner, tails_by_mode
        Aircraft, ships, craft and trucks.
    supplies_t
        Tonnes by item.
    needs
        Rows by item.
    """

    id: str
    title: str
    host: str
    start: str
    horizon_h: float
    slots: int
    periods: int
    sites: int
    people_affected: float
    places: Mapping[str, int]
    roads: int
    needs: Mapping[str, int]
    need_kinds: Mapping[str, int]
    supplies_t: Mapping[str, float]
    pools: int
    tails_by_owner: Mapping[str, int]
    tails_by_mode: Mapping[str, int]
    units_by_owner: Mapping[str, int]
    units_by_kind: Mapping[str, int]
    agreements: int
    caveats: int
    partners: int
    partnerships: int
    orders: int
    requests: int
    injects: int
    areas: int
    digest: str
    assumptions: tuple[str, ...]


def inventory(scenario: Scenario) -> Inventory:
    """Count what a scenario holds."""
    assets, units = scenario.assets.values(), scenario.units.values()
    needs: Iterable[Need] = scenario.needs.values()
    return Inventory(
        id=scenario.id,
        title=scenario.title,
        host=scenario.host,
        start=scenario.start.isoformat(),
        horizon_h=scenario.clock.horizon_h,
        slots=scenario.clock.slots,
        periods=scenario.clock.periods,
        sites=len(scenario.sites),
        people_affected=sum(site.affected for site in scenario.sites.values()),
        places=_counted((place.kind.value, 1) for place in scenario.places.values()),
        roads=len(scenario.roads),
        needs=_counted((need.item, 1) for need in needs),
        need_kinds=_counted((need.kind.value, 1) for need in needs),
        supplies_t=_summed((supply.item, supply.quantity_t) for supply in scenario.supplies.values()),
        pools=len(assets),
        tails_by_owner=_counted((asset.owner, asset.count) for asset in assets),
        tails_by_mode=_counted((asset.type.mode.value, asset.count) for asset in assets),
        units_by_owner=_counted((unit.owner, 1) for unit in units),
        units_by_kind=_counted((unit.type.kind.value, 1) for unit in units),
        agreements=len(scenario.agreements),
        caveats=len(scenario.caveats),
        partners=len({partnership.organisation for partnership in scenario.partnerships.values()}),
        partnerships=len(scenario.partnerships),
        orders=len(scenario.orders),
        requests=len(scenario.requests),
        injects=len(scenario.injects),
        areas=len(scenario.areas),
        digest=scenario.digest,
        assumptions=scenario.assumptions,
    )


def _counted(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    total: Counter[str] = Counter()
    for key, number in pairs:
        total[key] += number
    return dict(total.most_common())


def _summed(pairs: Iterable[tuple[str, float]]) -> dict[str, float]:
    total: dict[str, float] = {}
    for key, amount in pairs:
        total[key] = total.get(key, 0.0) + amount
    return dict(sorted(total.items(), key=lambda pair: -pair[1]))
