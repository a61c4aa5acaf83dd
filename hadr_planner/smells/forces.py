"""Assets: pools of nothing, bases that can't host them, goods that none of them can fetch."""

from __future__ import annotations

import math

from ..domain.catalogue import AssetType, Mode, Ramp
from ..domain.force import Asset
from ..domain.geography import Place, PlaceKind, Surface
from ..domain.scenario import Scenario
from ..network import Network, RoadLeg, network
from .ground import SEA_KINDS
from .smell import Smell, warn

AIR_KINDS = (PlaceKind.AIRFIELD, PlaceKind.BASE)
NEAR_KM = 30.0


def bases(scenario: Scenario) -> Smell:
    """An asset whose base can't host it, or that carries on a ship with nowhere to lie."""
    for asset in scenario.assets.values():
        ship = scenario.assets.get(asset.base)
        if ship is not None:
            calls = (ship.base, *ship.forward) if ship.forward else scenario.places
            if not any(scenario.places[id].kind is PlaceKind.ANCHORAGE for id in calls if id in scenario.places):
                yield warn("assets.csv", asset.id, f"its ship {ship.id!r} has no anchorage to work from")
            continue
        for id in (asset.base, *asset.forward):
            wrong = _unfit(asset.type, scenario.places[id], scenario.catalogue.factor("draft_margin_m"))
            if wrong:
                yield warn("assets.csv", asset.id, f"{id!r} can't host it: {wrong}")


def counts(scenario: Scenario) -> Smell:
    """A pool without tails."""
    for asset in scenario.assets.values():
        if not asset.count:
            yield warn("assets.csv", asset.id, "count is 0: this pool can do nothing")


def stranded(scenario: Scenario) -> Smell:
    """Goods where no asset could fetch them and no one lives to receive them."""
    legs = network(scenario)
    for id in {supply.place for supply in scenario.supplies.values()}:
        place = scenario.places[id]
        if not place.serves and not any(_fetches(asset, place, scenario, legs) for asset in scenario.assets.values()):
            yield warn("supplies.csv", id, "no asset can load here: these goods stay where they are")


def dead_ends(scenario: Scenario) -> Smell:
    """An airfield, port or beach near a site that what lands there can't be carried on from, nor handed over at."""
    legs = network(scenario)
    begun = {supply.place for supply in scenario.supplies.values()} | {one.base for one in scenario.assets.values()}
    onward = [asset for asset in scenario.assets.values() if asset.type.mode not in (Mode.FIXED_WING, Mode.SHIP)]
    landings = (PlaceKind.AIRFIELD, PlaceKind.SEAPORT, PlaceKind.BEACH)
    for place in scenario.places.values():
        if place.kind not in landings or place.serves or place.id in begun or not scenario.sites:
            continue
        here = legs.index[place.id]
        km, site = min((float(legs.air_km[here, legs.index[id]]), id) for id in scenario.sites)
        if km <= NEAR_KM and not any(_fetches(asset, place, scenario, legs) for asset in onward):
            idle = "serves no site and no truck, craft or helicopter can load here, so nothing is brought here"
            hint = f"if {site} ({km:.1f} km away) is supplied from here, say so under serves"
            yield warn("places.csv", place.id, f"{idle}; {hint}")


def far_drives(scenario: Scenario) -> Smell:
    """A site that only trucks could serve, and from which none is back within its crews' day."""
    legs = network(scenario)
    trucks = [asset for asset in scenario.assets.values() if asset.type.mode is Mode.TRUCK and asset.base in legs.index]
    served = {place.serves for place in scenario.places.values()}
    if any(asset.type.mode in (Mode.HELICOPTER, Mode.LANDING_CRAFT) for asset in scenario.assets.values()):
        return
    for site in scenario.sites.keys() - served:
        ways = [(asset, leg) for asset in trucks for leg in legs.roads.get((asset.base, site), ())]
        spare = [_longest_day_h(asset.type) - _trip_h(asset.type, leg) for asset, leg in ways]
        if spare and max(spare) < 0:
            what = "no truck gets here and back in its crews' day; name a place here under forward, where it may rest"
            yield warn("sites.csv", site, what)


def _longest_day_h(type: AssetType) -> float:
    return max(min(type.crews * type.duty_h, 24.0), type.long_duty_h)


def _trip_h(type: AssetType, leg: RoadLeg) -> float:
    return type.load_h + 2 * leg.hours + type.unload_h


def _unfit(type: AssetType, place: Place, margin_m: float) -> str | None:
    match type.mode:
        case Mode.FIXED_WING:
            return _unfit_for_wings(type, place)
        case Mode.SHIP | Mode.LANDING_CRAFT:
            if place.kind not in SEA_KINDS:
                return f"its kind is {place.kind.value}, not on the sea"
            if place.max_draft_m is not None and type.draft_m + margin_m > place.max_draft_m:
                return f"it draws {type.draft_m:g} m and keeps {margin_m:g} m, there are {place.max_draft_m:g} m"
        case Mode.HELICOPTER | Mode.TRUCK:
            if place.kind is PlaceKind.ANCHORAGE:
                return "it is an anchorage"
    return None


def _unfit_for_wings(type: AssetType, place: Place) -> str | None:
    if place.kind not in AIR_KINDS:
        return f"its kind is {place.kind.value}, not airfield or base"
    if place.runway_m is not None and place.runway_m < type.runway_m:
        return f"it needs a runway of {type.runway_m:g} m, there are {place.runway_m:g} m"
    if place.surface is Surface.UNPAVED and not type.unpaved_ok:
        return "it needs a paved runway"
    if place.max_weight_t is not None and type.weight_t > place.max_weight_t:
        return f"it weighs {type.weight_t:g} t, the runway bears {place.max_weight_t:g} t"
    may_use = {
        Ramp.WIDE: (place.spots_wide,),
        Ramp.NARROW: (place.spots_wide, place.spots_narrow),
        Ramp.HELI: (place.spots_heli,),
        Ramp.NONE: (None,),
    }
    nowhere = all(spots == 0 for spots in may_use[type.ramp])
    return f"there is no spot for a {type.ramp.value} aircraft" if nowhere else None


def _fetches(asset: Asset, place: Place, scenario: Scenario, legs: Network) -> bool:
    ship = scenario.assets.get(asset.base)
    stands = (asset.base, *asset.forward) if ship is None else (ship.base, *ship.forward)
    if place.id in stands:
        return True
    here = legs.index[place.id]
    reach_km = max(asset.type.ferry_range_km, asset.type.range_km)
    match asset.type.mode:
        case Mode.TRUCK:
            return any((stand, place.id) in legs.roads for stand in stands)
        case Mode.SHIP | Mode.LANDING_CRAFT:
            return any(math.isfinite(legs.sea_km[legs.index[stand], here]) for stand in stands)
        case Mode.FIXED_WING if _unfit_for_wings(asset.type, place):
            return False
    return any(legs.air_km[legs.index[stand], here] <= reach_km for stand in stands)
