"""What the reference tables in ``data/`` hold: platform types, unit types, items, planning factors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from .quantity import Confidence, Count, Id, NonNegative, Positive, Share, Text


class Mode(StrEnum):
    """What kind of platform it is, hence which network it moves on."""

    FIXED_WING = "fixed_wing"
    HELICOPTER = "helicopter"
    SHIP = "ship"
    LANDING_CRAFT = "landing_craft"
    TRUCK = "truck"


class Ramp(StrEnum):
    """Parking class on an apron."""

    WIDE = "wide"
    NARROW = "narrow"
    HELI = "heli"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetType:
    """A platform type as planners figure with it: one row of ``asset_types.csv``.

    Parameters
    ----------
    payload_t
        Brochure payload of one sortie, in tonnes.
    realised_factor
        Share of the brochure payload that relief operations really carried; a sortie plans
        with ``payload_t * realised_factor``.
    cabin_m3
        Hold volume; 0 means that volume never binds.
    speed_kmh
        Block speed, taxi and approach included.
    range_km
        Still-air distance with the planning payload, reserves held back.
    ferry_range_km
        The same, empty; between the two, payload falls in a straight line.
    burn_t_per_h
        Fuel burnt per hour under way.
    load_h, unload_h
        Ground time at a pick-up and at a drop.
    runway_m, runway_width_m
        Least runway; 0 for what needs none.
    unpaved_ok
        May use gravel, dirt, grass or coral.
    weight_t
        Weight that a runway or bridge must bear, fully laden.
    needs_handling
        Can't be worked without a K-loader or like equipment.
    duty_h
        Longest working day of one crew, first on-block to last off-block.
    long_duty_h
        Longest single sortie with an augmented crew; 0 where there is none.
    rest_h
        Rest between working days.
    crews
        Crews per tail that work in turn.
    flying_h_per_day
        Most hours under way per tail and day; 24 where nothing limits them.
    draft_m
        Draught laden, for ships and craft.
    beaching
        Can land on a beach.
    deck_spots
        Helicopter spots on board.
    well_craft
        Landing craft that its well deck or davits carry.
    """

    id: Id
    name: Text
    mode: Mode
    ramp: Ramp = Ramp.NONE
    payload_t: Positive
    realised_factor: Share = 1.0
    cabin_m3: NonNegative = 0.0
    passengers: Count = 0
    litters: Count = 0
    speed_kmh: Positive
    range_km: Positive
    ferry_range_km: NonNegative = 0.0
    burn_t_per_h: NonNegative = 0.0
    load_h: NonNegative = 0.5
    unload_h: NonNegative = 0.5
    runway_m: NonNegative = 0.0
    runway_width_m: NonNegative = 0.0
    unpaved_ok: bool = False
    weight_t: NonNegative = 0.0
    needs_handling: bool = False
    daylight_only: bool = False
    duty_h: Positive = 24.0
    long_duty_h: NonNegative = 0.0
    rest_h: NonNegative = 0.0
    crews: Count = 1
    flying_h_per_day: Positive = 24.0
    draft_m: NonNegative = 0.0
    beaching: bool = False
    deck_spots: Count = 0
    well_craft: Count = 0
    cost_usd_per_h: NonNegative = 0.0
    note: Text = ""


class UnitKind(StrEnum):
    """What a unit does."""

    MEDICAL = "medical"
    SAR = "sar"
    ENGINEER = "engineer"
    WATER = "water"
    AIRFIELD = "airfield"
    SURVEY = "survey"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitType:
    """A kind of unit: one row of ``unit_types.csv``.

    Parameters
    ----------
    weight_t
        All that must arrive before it can work, people included.
    volume_m3
        The same in cubic metres.
    passengers
        People in it.
    setup_h
        From complete arrival to work.
    self_sufficient_h
        How long it works on what it brought.
    serves
        Item (of kind care, rescue or repair) and how much of it per day, at one place;
        written ``outpatient:100;surgery:7``.
    makes
        Item of kind cargo made on the spot, tonnes per day (``water:55``).
    gives_handling
        Works pallet aircraft at the airfield where it stands.
    """

    id: Id
    name: Text
    kind: UnitKind
    weight_t: Positive
    volume_m3: NonNegative = 0.0
    passengers: Count = 0
    setup_h: NonNegative = 0.0
    self_sufficient_h: Positive = 240.0
    serves: Mapping[str, float] = field(default_factory=dict)
    makes: Mapping[str, float] = field(default_factory=dict)
    gives_handling: bool = False
    note: Text = ""


class NeedKind(StrEnum):
    """How a need is met: by goods, by care, by rescue, or by work on a place or road."""

    CARGO = "cargo"
    CARE = "care"
    RESCUE = "rescue"
    REPAIR = "repair"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What people need: one row of ``items.csv``.

    Parameters
    ----------
    per_person_day_kg, per_person_once_kg
        Need of one person; at most one of the two is above zero.
    m3_per_t
        Bulk.
    lapses
        Whether an unmet day is lost (water, food) or waits (shelter).
    survival_share
        Share of the need below which life is at risk; long spells below it weigh more.
    weight
        Worth of meeting one person's need for one day, relative to drinking water.
    lag_h
        For care and rescue: waiting after which half of the benefit is lost; 0 where it is not lost.
    """

    id: Id
    name: Text
    kind: NeedKind = NeedKind.CARGO
    sector: Text = ""
    per_person_day_kg: NonNegative = 0.0
    per_person_once_kg: NonNegative = 0.0
    m3_per_t: NonNegative = 0.0
    lapses: bool = False
    survival_share: Share = 0.5
    weight: NonNegative = 1.0
    lag_h: NonNegative = 0.0
    note: Text = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """Where one figure of the catalogue comes from.

    Parameters
    ----------
    table, row, column
        Which figure it is.
    conflict
        What other sources say, where they disagree; the more cautious figure is then in use:
        the lower of what a platform can do, the higher of what it takes.
    """

    table: Text
    row: Text
    column: Text
    source: Text
    confidence: Confidence
    conflict: Text = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Factor:
    """One planning factor: a number that belongs to no type or item."""

    id: Id
    value: float
    unit: Text
    source: Text
    confidence: Confidence
    note: Text = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """All reference data, by id."""

    asset_types: Mapping[str, AssetType]
    unit_types: Mapping[str, UnitType]
    items: Mapping[str, Item]
    factors: Mapping[str, Factor]
    figures: tuple[Figure, ...] = ()

    def factor(self, id: str) -> float:
        """Value of a planning factor."""
        return self.factors[id].value
