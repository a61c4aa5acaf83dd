"""Where things happen: sites, places, roads."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .quantity import Confidence, Count, Id, Latitude, Longitude, NonNegative, Positive, SignedHour, Text

FOREVER_H = 1e6


class Terrain(StrEnum):
    """Ground between two points, for estimated road legs."""

    FLAT = "flat"
    HILLY = "hilly"
    MOUNTAIN = "mountain"
    ISLAND_COAST = "island_coast"


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A disaster site: people in need.

    Parameters
    ----------
    landing_spots
        Helicopters that can stand there at once.
    priority
        The host's, 1 (first) to 5.
    """

    id: Id
    name: Text
    lat: Latitude
    lon: Longitude
    country: str
    pcode: Text = ""
    admin1: Text = ""
    admin2: Text = ""
    population: NonNegative = 0.0
    affected: NonNegative = 0.0
    priority: Count = 3
    terrain: Terrain = Terrain.FLAT
    landing_spots: Count = 1
    coastal: bool = False
    access: Text = ""
    source: Text = ""
    confidence: Confidence = Confidence.ESTIMATED
    note: Text = ""


class PlaceKind(StrEnum):
    """What a place is."""

    AIRFIELD = "airfield"
    SEAPORT = "seaport"
    BEACH = "beach"
    ANCHORAGE = "anchorage"
    LANDING_ZONE = "landing_zone"
    WAREHOUSE = "warehouse"
    BASE = "base"


class Surface(StrEnum):
    """Runway surface."""

    PAVED = "paved"
    UNPAVED = "unpaved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An airfield, seaport, beach, anchorage, landing zone, warehouse or base.

    Whatever is unset is not known, and then does not limit; ``hadr validate`` says so.

    Parameters
    ----------
    max_weight_t
        Heaviest aircraft that the runway bears; unset where not limited.
    spots_wide, spots_narrow, spots_heli
        Aircraft worked at once. Narrow-bodied aircraft may use wide spots, not the other way round.
    handling
        K-loader or like equipment is there.
    fuel_t_per_day
        Fuel that can be taken there per day; unset where not limited; 0 where there is none.
    max_draft_m
        Deepest laden draught alongside; unset where not known to limit.
    opens_h, closes_h
        Hours after start between which it can be used at all.
    hours
        Daily window in local time, ``"06-18"``; empty for round the clock.
    needs_survey
        Closed to ships until a survey there is done.
    serves
        Site whose people it supplies on the spot: goods that lie here can be handed over there.
    """

    id: Id
    name: Text
    kind: PlaceKind
    lat: Latitude
    lon: Longitude
    country: str
    icao: Text = ""
    locode: Text = ""
    runway_m: NonNegative | None = None
    runway_width_m: NonNegative | None = None
    surface: Surface = Surface.PAVED
    max_weight_t: Positive | None = None
    spots_wide: Count | None = None
    spots_narrow: Count | None = None
    spots_heli: Count | None = None
    handling: bool | None = None
    fuel_t_per_day: NonNegative | None = None
    max_draft_m: Positive | None = None
    berths: Count | None = None
    discharge_t_per_day: NonNegative | None = None
    storage_t: NonNegative | None = None
    opens_h: NonNegative = 0.0
    closes_h: NonNegative = FOREVER_H
    hours: Text = ""
    needs_survey: bool = False
    serves: str = ""
    source: Text = ""
    confidence: Confidence = Confidence.ESTIMATED
    note: Text = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Road:
    """A road leg that is known; it wins over any estimate."""

    id: Id
    from_: str
    to: str
    km: Positive
    speed_kmh: Positive = 30.0
    max_load_t: Positive | None = None
    opens_h: NonNegative = 0.0
    closes_h: NonNegative = FOREVER_H
    both_ways: bool = True
    source: Text = ""
    confidence: Confidence = Confidence.ESTIMATED
    note: Text = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """Where a storm's centre was, or is expected, at an hour: one point of its track. No rule reads it.

    Parameters
    ----------
    storm
        Name of the storm; fixes of one name, in order of time, are its track.
    at_h
        Hours after start; negative before it.
    wind_kt
        Sustained wind near the centre; unset where not known.
    """

    id: Id
    storm: Text
    at_h: SignedHour
    lat: Latitude
    lon: Longitude
    wind_kt: NonNegative | None = None
    source: Text = ""
    confidence: Confidence = Confidence.ESTIMATED
    note: Text = ""
