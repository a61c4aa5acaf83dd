"""What nations and agencies offer: assets and units; and what waits to be moved: needs and supplies."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .catalogue import AssetType, NeedKind, UnitType
from .geography import FOREVER_H
from .quantity import Confidence, Count, Id, NonNegative, Positive, Text


class Operator(StrEnum):
    """Who runs it; all but ``military`` count as civil."""

    MILITARY = "military"
    CIVIL = "civil"
    UN = "un"
    RED_CROSS = "red_cross"
    NGO = "ngo"
    COMMERCIAL = "commercial"
    HOST = "host"


class CommandState(StrEnum):
    """How far the headquarters may task it."""

    FULL = "full"
    OPCON = "opcon"
    TACON = "tacon"
    TACOM = "tacom"
    COORDINATION = "coordination"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """A pool of identical tails that a nation or an agency offers.

    Parameters
    ----------
    type
        The platform type, with the row's overrides already applied.
    owner
        Nation (ISO 3166 alpha-3) or organisation that keeps full command.
    base
        Place where the tails are at ``ready_h``, or the id of the ship asset that carries them.
    forward
        Further places where a tail may stay between sorties (staging bases, anchorages).
    ready_h, until_h
        Hours after start between which they can be tasked.
    command_state
        What a tasking is: an order (full, opcon, tacon, tacom) or a request (coordination).
    """

    id: Id
    name: Text
    type: AssetType
    owner: str
    operator: Operator = Operator.MILITARY
    count: Count = 1
    base: str
    forward: tuple[str, ...] = ()
    ready_h: NonNegative = 0.0
    until_h: NonNegative = FOREVER_H
    command_state: CommandState = CommandState.TACON
    component: Text = ""
    source: Text = ""
    confidence: Confidence = Confidence.ESTIMATED
    note: Text = ""

    @property
    def military(self) -> bool:
        """Whether using it is a last resort."""
        return self.operator is Operator.MILITARY


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A medical, SAR, engineer, water, airfield-services or survey unit.

    Parameters
    ----------
    type
        The unit type, with the row's overrides already applied.
    origin
        Place where it is at ``ready_h``.
    own_transport
        Drives itself: needs no lift where a road leg leads.
    """

    id: Id
    name: Text
    type: UnitType
    owner: str
    operator: Operator = Operator.MILITARY
    origin: str
    ready_h: NonNegative = 0.0
    until_h: NonNegative = FOREVER_H
    own_transport: bool = False
    command_state: CommandState = CommandState.TACON
    component: Text = ""
    source: Text = ""
    confidence: Confidence = Confidence.ESTIMATED
    note: Text = ""


class Per(StrEnum):
    """Whether a need recurs."""

    DAY = "day"
    ONCE = "once"


class Measure(StrEnum):
    """Unit in which a need's quantity is written."""

    TONNES = "t"
    KILOGRAMS = "kg"
    PEOPLE = "people"
    HOURS = "h"


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """What a site lacks, or what a closed place or road needs to be opened.

    Parameters
    ----------
    site
        Site; for repairs, the place or road id.
    item
        Goods, care, rescue or work that is needed.
    quantity, unit, per
        How much: tonnes, kilograms or people; per day or once. Repairs: engineer hours, once.
    people
        People behind the need; 0 means the site's affected.
    """

    id: Id
    site: str
    item: str
    quantity: Positive
    unit: Measure = Measure.TONNES
    per: Per = Per.DAY
    from_h: NonNegative = 0.0
    until_h: NonNegative = FOREVER_H
    kind: NeedKind = NeedKind.CARGO
    people: NonNegative = 0.0
    source: Text = ""
    confidence: Confidence = Confidence.ESTIMATED
    note: Text = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Supply:
    """Goods that lie at a place from an hour on."""

    id: Id
    place: str
    item: str
    quantity_t: Positive
    available_h: NonNegative = 0.0
    owner: str = ""
    source: Text = ""
    confidence: Confidence = Confidence.ESTIMATED
    note: Text = ""
