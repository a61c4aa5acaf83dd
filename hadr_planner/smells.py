"""What looks wrong in a scenario without being a fault: warnings that never stop anyone."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping

import numpy as np

from .domain.accord import AgreementKind, OrderKind
from .domain.catalogue import AssetType, Mode, NeedKind, Ramp, UnitKind
from .domain.force import Asset, Measure, Need, Per
from .domain.geography import Place, PlaceKind, Site, Surface
from .domain.scenario import FAR_ZONE_H, Scenario
from .errors import Fault
from .io.nations import NATIONS
from .network import Network, RoadLeg, network
from .network.mask import shores

RUNWAY_M = (300.0, 6000.0)
SPHERE_TIMES = 5.0
NEAR_KM = 30.0
UNREAD = (AgreementKind.STATUS_OF_FORCES, AgreementKind.CUSTOMS)
SEA_KINDS = (PlaceKind.SEAPORT, PlaceKind.BEACH, PlaceKind.ANCHORAGE)
AIR_KINDS = (PlaceKind.AIRFIELD, PlaceKind.BASE)
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
NAMED = 3
NOT_MODELLED = frozenset(
    {
        OrderKind.QUARANTINE,
        OrderKind.PRIORITY,
        OrderKind.MINIMUM_SHARE,
        OrderKind.PERSONNEL_CAP,
        OrderKind.ONE_WAY,
        OrderKind.REQUEST_NEEDED,
    }
)
Smell = Iterator[Fault]


def smells(scenario: Scenario) -> tuple[Fault, ...]:
    """Warnings about a scenario, table by table."""
    return tuple(fault for sniff in SNIFFS for fault in sniff(scenario))


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
            yield _warn(file, node.id, f"lies at sea at {node.lat:g}, {node.lon:g}; are lat and lon right?")


def ashore(scenario: Scenario) -> Smell:
    """A port, beach or anchorage that no ship could come to."""
    by_sea = [place for place in scenario.places.values() if place.kind in SEA_KINDS]
    legs = network(scenario)
    for place in by_sea:
        reached = legs.sea_km[legs.index[place.id]]
        if len(by_sea) > 1 and not any(math.isfinite(km) and km > 0 for km in reached):
            yield _warn("places.csv", place.id, f"no way by sea leads to this {place.kind.value}")


def runways(scenario: Scenario) -> Smell:
    """A runway of strange length."""
    for place in scenario.places.values():
        if (
            place.kind is PlaceKind.AIRFIELD
            and place.runway_m is not None
            and not RUNWAY_M[0] <= place.runway_m <= RUNWAY_M[1]
        ):
            usual = f"{RUNWAY_M[0]:g} to {RUNWAY_M[1]:g} m"
            yield _warn("places.csv", place.id, f"runway_m is {place.runway_m:g}; runways are {usual} long")


def unknowns(scenario: Scenario) -> Smell:
    """Figures of places that nobody gave, and that therefore limit nothing."""
    for column, kinds in LIMITING.items():
        unset = [
            place.id for place in scenario.places.values() if place.kind in kinds and getattr(place, column) is None
        ]
        if unset:
            named = ", ".join(unset[:NAMED]) + (" and others" if len(unset) > NAMED else "")
            what = f"not known at {named} (places: {len(unset)}), so it limits nothing there"
            yield _warn("places.csv", column, what)


def bases(scenario: Scenario) -> Smell:
    """An asset whose base can't host it, or that carries on a ship with nowhere to lie."""
    for asset in scenario.assets.values():
        ship = scenario.assets.get(asset.base)
        if ship is not None:
            calls = (ship.base, *ship.forward) if ship.forward else scenario.places
            if not any(scenario.places[id].kind is PlaceKind.ANCHORAGE for id in calls if id in scenario.places):
                yield _warn("assets.csv", asset.id, f"its ship {ship.id!r} has no anchorage to work from")
            continue
        for id in (asset.base, *asset.forward):
            wrong = _unfit(asset.type, scenario.places[id], scenario.catalogue.factor("draft_margin_m"))
            if wrong:
                yield _warn("assets.csv", asset.id, f"{id!r} can't host it: {wrong}")


def counts(scenario: Scenario) -> Smell:
    """A pool without tails."""
    for asset in scenario.assets.values():
        if not asset.count:
            yield _warn("assets.csv", asset.id, "count is 0: this pool can do nothing")


def too_late(scenario: Scenario) -> Smell:
    """What begins only after the plan ends."""
    horizon_h = scenario.clock.horizon_h
    begins = [("assets.csv", asset.id, asset.ready_h) for asset in scenario.assets.values()]
    begins += [("units.csv", unit.id, unit.ready_h) for unit in scenario.units.values()]
    begins += [("supplies.csv", supply.id, supply.available_h) for supply in scenario.supplies.values()]
    begins += [("needs.csv", need.id, need.from_h) for need in scenario.needs.values()]
    for file, id, hour in begins:
        if hour >= horizon_h:
            yield _warn(file, id, f"begins at H+{hour:g}, but the plan ends at H+{horizon_h:g}")


def unmeetable(scenario: Scenario) -> Smell:
    """An item that is needed, but that nothing in the scenario could provide."""
    units = scenario.units.values()
    made = {item for unit in units for item in unit.type.makes}
    stocked = {supply.item for supply in scenario.supplies.values()} | made
    served = {item for unit in units for item in unit.type.serves}
    needs = Counter((need.item, need.kind) for need in scenario.needs.values())
    for (item, kind), number in needs.items():
        if kind is NeedKind.CARGO and item not in stocked:
            yield _warn("needs.csv", item, f"needed (rows: {number}), but there is no supply and no unit makes it")
        elif kind is not NeedKind.CARGO and item not in served:
            yield _warn("needs.csv", item, f"needed (rows: {number}), but no unit serves it")


def far_from_sphere(scenario: Scenario) -> Smell:
    """A need per person far from the planning figure, or of more people than there are."""
    for need in scenario.needs.values():
        site = scenario.sites.get(need.site)
        if need.kind is not NeedKind.CARGO or site is None:
            continue
        most = max(site.population, site.affected, need.people)
        if need.unit is Measure.PEOPLE and most and need.quantity > most:
            yield _warn("needs.csv", need.id, f"{need.quantity:g} people in need, but {site.id} has {most:g}")
        figure_kg, given_kg = _per_person_kg(scenario, need)
        if figure_kg and given_kg and not 1 / SPHERE_TIMES <= given_kg / figure_kg <= SPHERE_TIMES:
            what = f"{given_kg:.3g} kg per person and {need.per.value}; the planning figure is {figure_kg:g} kg"
            yield _warn("needs.csv", need.id, what)


def stranded(scenario: Scenario) -> Smell:
    """Goods where no asset could fetch them and no one lives to receive them."""
    legs = network(scenario)
    for id in {supply.place for supply in scenario.supplies.values()}:
        place = scenario.places[id]
        if not place.serves and not any(_fetches(asset, place, scenario, legs) for asset in scenario.assets.values()):
            yield _warn("supplies.csv", id, "no asset can load here: these goods stay where they are")


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
            yield _warn("places.csv", place.id, f"{idle}; {hint}")


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
            yield _warn("sites.csv", site, what)


def _longest_day_h(type: AssetType) -> float:
    return max(min(type.crews * type.duty_h, 24.0), type.long_duty_h)


def _trip_h(type: AssetType, leg: RoadLeg) -> float:
    return type.load_h + 2 * leg.hours + type.unload_h


def unagreed(scenario: Scenario) -> Smell:
    """A nation left out of a kind of agreement that the host gave to others."""
    given: dict[AgreementKind, set[str]] = {}
    for agreement in scenario.agreements.values():
        if agreement.state == scenario.host:
            given.setdefault(agreement.kind, set()).add(agreement.guest)
    for kind, guests in given.items():
        if kind in UNREAD:
            continue
        left_out = (_bound_by(scenario, kind) & NATIONS) - guests - {scenario.host}
        if "*" not in guests and left_out:
            names = ", ".join(sorted(left_out))
            yield _warn("agreements.csv", scenario.host, f"grants {kind.value} to others, but has no row for {names}")


def agreements_not_modelled(scenario: Scenario) -> Smell:
    """Kinds of agreement that no rule reads yet."""
    for kind in UNREAD:
        number = sum(agreement.kind is kind for agreement in scenario.agreements.values())
        if number:
            yield _warn("agreements.csv", kind.value, f"kept but not planned with (rows: {number})")


def orders_not_modelled(scenario: Scenario) -> Smell:
    """An order of a kind that no rule reads yet."""
    for order in scenario.orders.values():
        if order.kind in NOT_MODELLED:
            yield _warn("orders.csv", order.id, f"orders of kind {order.kind.value} are kept but not planned with")


def far_zone(scenario: Scenario) -> Smell:
    """A start in a zone that is not the sites' own, such as UTC."""
    off_h, zone = abs(scenario.zone_off_h), scenario.start.isoformat()[-6:]
    if off_h > FAR_ZONE_H:
        what = (
            f"its zone, {zone}, is {off_h:.0f} h from the sun at the sites; opening hours and curfews are taken to be "
            "written in it, and crews work by the sun"
        )
        yield _warn("scenario.yaml", "start", what)


def unpartnered(scenario: Scenario) -> Smell:
    """A site that needs goods, but where nobody can hand them over."""
    partnered = {partnership.site for partnership in scenario.partnerships.values()}
    needy = {need.site for need in scenario.needs.values() if need.kind is NeedKind.CARGO}
    for site in scenario.sites:
        if site in needy - partnered:
            yield _warn("handovers.csv", site, "goods are needed here, but no partner can hand them over")


SNIFFS: tuple[Callable[[Scenario], Smell], ...] = (
    at_sea,
    ashore,
    runways,
    unknowns,
    bases,
    counts,
    too_late,
    unmeetable,
    far_from_sphere,
    stranded,
    dead_ends,
    far_drives,
    unagreed,
    agreements_not_modelled,
    orders_not_modelled,
    far_zone,
    unpartnered,
)


def _warn(file: str, id: str, what: str) -> Fault:
    return Fault(file=file, what=f"{id}: {what}")


def _open_water(lat: float, lon: float) -> bool:
    mask, around = shores(), np.array([-1, 0, 1])
    rows = np.clip(mask.row(lat) + around, 0, len(mask.packed) - 1)
    row, column = np.meshgrid(rows, mask.column(lon) + around)
    return bool(mask.sea(row, column).all())


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


def _per_person_kg(scenario: Scenario, need: Need) -> tuple[float, float]:
    item = scenario.catalogue.items[need.item]
    figure_kg = item.per_person_once_kg if need.per is Per.ONCE else item.per_person_day_kg
    if need.unit is Measure.PEOPLE or not need.people:
        return figure_kg, 0.0
    return figure_kg, need.quantity * (1000 if need.unit is Measure.TONNES else 1) / need.people


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


def _bound_by(scenario: Scenario, kind: AgreementKind) -> set[str]:
    modes = {
        AgreementKind.LANDING: {Mode.FIXED_WING, Mode.HELICOPTER},
        AgreementKind.OVERFLIGHT: {Mode.FIXED_WING, Mode.HELICOPTER},
        AgreementKind.PORT_CALL: {Mode.SHIP, Mode.LANDING_CRAFT},
    }
    assets, units = scenario.assets.values(), scenario.units.values()
    if kind is AgreementKind.MEDICAL_LICENCE:
        return {unit.owner for unit in units if unit.type.kind is UnitKind.MEDICAL}
    concerned = {asset.owner for asset in assets if asset.type.mode in modes.get(kind, set(Mode))}
    return concerned if kind in modes else concerned | {unit.owner for unit in units}
