"""What a scenario asks for, item by item, and what there is of it before anything is planned."""

from __future__ import annotations

from dataclasses import dataclass

from hadr_planner import demand
from hadr_planner.domain.catalogue import NeedKind
from hadr_planner.domain.scenario import Scenario

from .wording import item_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """All needs of one item.

    Parameters
    ----------
    sites
        Sites, places and roads that ask for it.
    owed
        In all, within the horizon.
    there
        Supplies that are there before the plan ends, in the same unit; unset where it is work, not goods.
    units
        Units that do it or make it.
    """

    item: str
    name: str
    unit: str
    sites: int
    owed: float
    there: float | None
    units: int


def asked(scenario: Scenario) -> tuple[Asked, ...]:
    """What is asked for: goods first, then work, what most sites ask for first."""
    items = dict.fromkeys(need.item for need in scenario.needs.values())
    found = (_asked(scenario, item) for item in items)
    return tuple(sorted(found, key=lambda one: (one.there is None, -one.sites, one.name)))


def _asked(scenario: Scenario, item: str) -> Asked:
    needs = [need for need in scenario.needs.values() if need.item == item]
    goods = needs[0].kind is NeedKind.CARGO
    last_h = scenario.clock.horizon_h
    lots = (one.quantity_t for one in scenario.supplies.values() if one.item == item and one.available_h < last_h)
    return Asked(
        item=item,
        name=item_name(scenario, item),
        unit=demand.unit(needs[0]),
        sites=len({need.site for need in needs}),
        owed=sum(demand.owed(scenario, need, day) for need in needs for day in demand.days(scenario, need)),
        there=sum(lots) if goods else None,
        units=sum(item in unit.type.serves or item in unit.type.makes for unit in scenario.units.values()),
    )
