"""What is filled in where a scenario is silent."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from ..domain.accord import Organisation, OrganisationKind, Partnership
from ..domain.catalogue import Catalogue, Item, NeedKind
from ..domain.force import Measure, Per
from ..domain.geography import PlaceKind
from . import cells
from .ledger import Ledger
from .lookup import Tables
from .rows import Row

SERVED_WITHIN_KM = 5.0
SERVING = frozenset(
    {PlaceKind.AIRFIELD, PlaceKind.SEAPORT, PlaceKind.BEACH, PlaceKind.WAREHOUSE, PlaceKind.LANDING_ZONE}
)
EARTH_KM = 6371.0088
LOCAL = Organisation(
    id="local_government",
    name="Local government",
    kind=OrganisationKind.LOCAL_GOVERNMENT,
    note="assumed: no handovers table was given",
)


def fill_in(tables: Tables, host: str, catalogue: Catalogue, ledger: Ledger) -> list[str]:
    """Fill in what rows leave out; sentences about what had to be assumed."""
    for row in (*tables["sites"], *tables["places"]):
        row.values.setdefault("country", host)
    assumed = _people(tables["sites"], ledger) + _serves(tables["places"], tables["sites"])
    people = {row.id: row.values.get("affected", 0.0) for row in tables["sites"]}
    for row in tables["needs"]:
        item = catalogue.items.get(row.values.get("item", ""))
        if item:
            _need(row, item, people, ledger)
    return assumed


def local_partnerships(sites: Iterable[str]) -> dict[str, Partnership]:
    """One unlimited partnership with local government per site, by id."""
    made = (
        Partnership(id=f"{LOCAL.id}_{site}"[:60], organisation=LOCAL.id, site=site, note=LOCAL.note) for site in sites
    )
    return {partnership.id: partnership for partnership in made}


def _people(sites: list[Row], ledger: Ledger) -> list[str]:
    counted = 0
    for row in sites:
        if not row.values.keys() & {"affected", "population"} and row.sound:
            row.fault(ledger, "affected", "is empty; wanted the people affected, or the population")
        if "affected" not in row.values:
            row.values["affected"] = row.values.get("population", 0.0)
            counted += 1
        row.values.setdefault("population", row.values["affected"])
    return [f"Everyone is taken as affected where a site gives no figure (sites: {counted})."] if counted else []


def _serves(places: list[Row], sites: list[Row]) -> list[str]:
    counted = 0
    located = sorted((row.values["lat"], row.values["lon"], row.id) for row in sites if _placed(row))
    lats = [lat for lat, _, _ in located]
    within_deg = math.degrees(SERVED_WITHIN_KM / EARTH_KM)
    for row in places:
        given = row.values.get("serves")
        if given == cells.NONE:
            row.values["serves"] = ""
        elif not given and row.values.get("kind") in SERVING and _placed(row):
            here = row.values["lat"], row.values["lon"]
            band = slice(bisect_left(lats, here[0] - within_deg), bisect_right(lats, here[0] + within_deg))
            near = [(_km(*here, lat, lon), id) for lat, lon, id in located[band]]
            distance_km, id = min(near, default=(math.inf, ""))
            if distance_km <= SERVED_WITHIN_KM:
                row.values["serves"] = id
                counted += 1
    within = f"the nearest site within {SERVED_WITHIN_KM:g} km"
    return [f"Places without a site to serve are taken to serve {within} (places: {counted})."] if counted else []


def _placed(row: Row) -> bool:
    return {"lat", "lon"} <= row.values.keys()


def _need(row: Row, item: Item, people: dict[str, float], ledger: Ledger) -> None:
    kind = row.values.setdefault("kind", item.kind)
    once = item.per_person_once_kg > 0 or kind in (NeedKind.REPAIR, NeedKind.RESCUE)
    per = row.values.setdefault("per", Per.ONCE if once else Per.DAY)
    unit = row.values.setdefault("unit", _measure(kind))
    if not row.values.get("people"):
        row.values["people"] = people.get(row.values.get("site", ""), 0.0)
    if kind is not item.kind:
        row.fault(ledger, "kind", f"{item.id!r} is of kind {item.kind.value}, got {kind.value!r}")
    elif unit not in _measures(kind):
        wanted = ", ".join(measure.value for measure in _measures(kind))
        row.fault(ledger, "unit", f"{kind.value} is written in {wanted}, got {unit.value!r}")
    elif kind is NeedKind.CARGO and unit is Measure.PEOPLE and not _per_person_kg(item, per):
        what = f"the catalogue has no figure for {item.id!r} per person and {per.value}; write tonnes"
        row.fault(ledger, "unit", what)
    elif kind is NeedKind.REPAIR and per is not Per.ONCE:
        row.fault(ledger, "per", "a repair is needed once, got 'day'")


def _measure(kind: NeedKind) -> Measure:
    return _measures(kind)[0]


def _measures(kind: NeedKind) -> tuple[Measure, ...]:
    match kind:
        case NeedKind.CARGO:
            return (Measure.TONNES, Measure.KILOGRAMS, Measure.PEOPLE)
        case NeedKind.REPAIR:
            return (Measure.HOURS,)
    return (Measure.PEOPLE,)


def _per_person_kg(item: Item, per: Per) -> float:
    return item.per_person_once_kg if per is Per.ONCE else item.per_person_day_kg


def _km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    a, b = math.radians(lat1), math.radians(lat2)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(min(half, 1.0)))
