"""Needs and supplies: too late, unmeetable, far from planning figures, with nobody to hand them over."""

from __future__ import annotations

from collections import Counter

from ..domain.catalogue import NeedKind
from ..domain.force import Measure, Need, Per
from ..domain.scenario import Scenario
from .smell import Smell, warn

SPHERE_TIMES = 5.0


def too_late(scenario: Scenario) -> Smell:
    """What begins only after the plan ends."""
    horizon_h = scenario.clock.horizon_h
    begins = [("assets.csv", asset.id, asset.ready_h) for asset in scenario.assets.values()]
    begins += [("units.csv", unit.id, unit.ready_h) for unit in scenario.units.values()]
    begins += [("supplies.csv", supply.id, supply.available_h) for supply in scenario.supplies.values()]
    begins += [("needs.csv", need.id, need.from_h) for need in scenario.needs.values()]
    for file, id, hour in begins:
        if hour >= horizon_h:
            yield warn(file, id, f"begins at H+{hour:g}, but the plan ends at H+{horizon_h:g}")


def unmeetable(scenario: Scenario) -> Smell:
    """An item that is needed, but that nothing in the scenario could provide."""
    units = scenario.units.values()
    made = {item for unit in units for item in unit.type.makes}
    stocked = {supply.item for supply in scenario.supplies.values()} | made
    served = {item for unit in units for item in unit.type.serves}
    needs = Counter((need.item, need.kind) for need in scenario.needs.values())
    for (item, kind), number in needs.items():
        if kind is NeedKind.CARGO and item not in stocked:
            yield warn("needs.csv", item, f"needed (rows: {number}), but there is no supply and no unit makes it")
        elif kind is not NeedKind.CARGO and item not in served:
            yield warn("needs.csv", item, f"needed (rows: {number}), but no unit serves it")


def far_from_sphere(scenario: Scenario) -> Smell:
    """A need per person far from the planning figure, or of more people than there are."""
    for need in scenario.needs.values():
        site = scenario.sites.get(need.site)
        if need.kind is not NeedKind.CARGO or site is None:
            continue
        most = max(site.population, site.affected, need.people)
        if need.unit is Measure.PEOPLE and most and need.quantity > most:
            yield warn("needs.csv", need.id, f"{need.quantity:g} people in need, but {site.id} has {most:g}")
        figure_kg, given_kg = _per_person_kg(scenario, need)
        if figure_kg and given_kg and not 1 / SPHERE_TIMES <= given_kg / figure_kg <= SPHERE_TIMES:
            what = f"{given_kg:.3g} kg per person and {need.per.value}; the planning figure is {figure_kg:g} kg"
            yield warn("needs.csv", need.id, what)


def unpartnered(scenario: Scenario) -> Smell:
    """A site that needs goods, but where nobody can hand them over."""
    partnered = {partnership.site for partnership in scenario.partnerships.values()}
    needy = {need.site for need in scenario.needs.values() if need.kind is NeedKind.CARGO}
    for site in scenario.sites:
        if site in needy - partnered:
            yield warn("handovers.csv", site, "goods are needed here, but no partner can hand them over")


def _per_person_kg(scenario: Scenario, need: Need) -> tuple[float, float]:
    item = scenario.catalogue.items[need.item]
    figure_kg = item.per_person_once_kg if need.per is Per.ONCE else item.per_person_day_kg
    if need.unit is Measure.PEOPLE or not need.people:
        return figure_kg, 0.0
    return figure_kg, need.quantity * (1000 if need.unit is Measure.TONNES else 1) / need.people
