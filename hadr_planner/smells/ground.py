"""Places and roads: on the wrong side of the coast, too short, unknown, no place for ships."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from ..domain.geography import Place, PlaceKind, Site
from ..domain.scenario import FAR_ZONE_H, Scenario
from ..network import network
from ..network.mask import shores
from .smell import Smell, warn

NAMED = 3
RUNWAY_M = (300.0, 6000.0)
SEA_KINDS = (PlaceKind.SEAPORT, PlaceKind.BEACH, PlaceKind.ANCHORAGE)
LIMITING: Mapping[str, tuple[PlaceKind, ...]] = {
    "runway_m": (PlaceKind.AIRFIELD,),
    "spots_wide": (PlaceKind.AIRFIELD,),
    "spots_narrow": (PlaceKind.AIRFIELD,),
    "handling": (PlaceKind.AIRFIELD,),
    "fuel_t_per_day": (PlaceKind.AIRFIELD,),
    "max_draft_m": (PlaceKind.SEAPORT,),
    "berths": (PlaceKind.SEAPORT,),
    "discharge_t_per_day": (PlaceKind.SEAPORT,),
}


def at_sea(scenario: Scenario) -> Smell:
    """A site, or a place that must be on land, with nothing but sea around it."""
    dry: list[tuple[str, Site | Place]] = [("sites.csv", site) for site in scenario.sites.values()]
    dry += [
        ("places.csv", place)
        for place in scenario.places.values()
        if place.kind is not PlaceKind.ANCHORAGE and place.kind not in SEA_KINDS
    ]
    for file, node in dry:
        if _open_water(node.lat, node.lon):
            yield warn(file, node.id, f"lies at sea at {node.lat:g}, {node.lon:g}; are lat and lon right?")


def ashore(scenario: Scenario) -> Smell:
    """A port, beach or anchorage that no ship could come to."""
    by_sea = [place for place in scenario.places.values() if place.kind in SEA_KINDS]
    legs = network(scenario)
    for place in by_sea:
        reached = legs.sea_km[legs.index[place.id]]
        if len(by_sea) > 1 and not any(math.isfinite(km) and km > 0 for km in reached):
            yield warn("places.csv", place.id, f"no way by sea leads to this {place.kind.value}")


def runways(scenario: Scenario) -> Smell:
    """A runway of strange length."""
    for place in scenario.places.values():
        if (
            place.kind is PlaceKind.AIRFIELD
            and place.runway_m is not None
            and not RUNWAY_M[0] <= place.runway_m <= RUNWAY_M[1]
        ):
            usual = f"{RUNWAY_M[0]:g} to {RUNWAY_M[1]:g} m"
            yield warn("places.csv", place.id, f"runway_m is {place.runway_m:g}; runways are {usual} long")


def unknowns(scenario: Scenario) -> Smell:
    """Figures of places that nobody gave, and that therefore limit nothing."""
    for column, kinds in LIMITING.items():
        unset = [
            place.id for place in scenario.places.values() if place.kind in kinds and getattr(place, column) is None
        ]
        if unset:
            named = ", ".join(unset[:NAMED]) + (" and others" if len(unset) > NAMED else "")
            what = f"not known at {named} (places: {len(unset)}), so it limits nothing there"
            yield warn("places.csv", column, what)


def far_zone(scenario: Scenario) -> Smell:
    """A start in a zone that is not the sites' own, such as UTC."""
    off_h, zone = abs(scenario.zone_off_h), scenario.start.isoformat()[-6:]
    if off_h > FAR_ZONE_H:
        what = (
            f"its zone, {zone}, is {off_h:.0f} h from the sun at the sites; opening hours and curfews are taken to be "
            "written in it, and crews work by the sun"
        )
        yield warn("scenario.yaml", "start", what)


def _open_water(lat: float, lon: float) -> bool:
    mask, around = shores(), np.array([-1, 0, 1])
    rows = np.clip(mask.row(lat) + around, 0, len(mask.packed) - 1)
    row, column = np.meshgrid(rows, mask.column(lon) + around)
    return bool(mask.sea(row, column).all())
