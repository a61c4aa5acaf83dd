"""What people agreed, refused or ordered: agreements, caveats, partners, orders, requests."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from .geography import FOREVER_H
from .quantity import Confidence, Count, Id, NonNegative, Positive, Text

if TYPE_CHECKING:
    from .force import Asset, Unit


class AgreementKind(StrEnum):
    """What a state may grant to a guest."""

    CONSENT = "consent"
    LANDING = "landing"
    OVERFLIGHT = "overflight"
    PORT_CALL = "port_call"
    STATUS_OF_FORCES = "status_of_forces"
    CUSTOMS = "customs"
    MEDICAL_LICENCE = "medical_licence"


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """What a host or transit state granted to a guest, and from when.

    Parameters
    ----------
    guest
        Owner id, or ``*`` for every guest. Where a state has no row of a kind, that kind is
        taken as granted to all; where it has one, a guest without a row is refused.
    """

    id: Id
    state: str
    guest: str
    kind: AgreementKind
    scope: Text = ""
    from_h: NonNegative = 0.0
    until_h: NonNegative = FOREVER_H
    held_by: Text = ""
    source: Text = ""
    confidence: Confidence = Confidence.ESTIMATED
    note: Text = ""


class CaveatKind(StrEnum):
    """What a nation holds back."""

    NO_PLACE = "no_place"
    NO_NIGHT = "no_night"
    NO_CARGO = "no_cargo"
    RADIUS = "radius_km"
    LAST_DAY = "until_h"


class Strength(StrEnum):
    """Whether a caveat forbids (red) or asks to avoid (amber)."""

    RED = "red"
    AMBER = "amber"


@dataclass(frozen=True, slots=True, kw_only=True)
class Caveat:
    """What a nation holds back, for one asset or for all that it owns.

    Parameters
    ----------
    holder
        Owner id, asset id or unit id.
    value
        Place, site or country id (no_place), item (no_cargo), kilometres from base (radius_km),
        hours after start (until_h); empty for no_night.
    """

    id: Id
    holder: str
    kind: CaveatKind
    value: Text = ""
    strength: Strength = Strength.RED
    held_by: Text = ""
    reason: Text = ""
    source: Text = ""
    confidence: Confidence = Confidence.ESTIMATED
    note: Text = ""

    def binds(self, holder: Asset | Unit) -> bool:
        """Whether it speaks of this asset or unit, by itself or as one of all that its owner has."""
        return self.holder in (holder.id, holder.owner)


class OrganisationKind(StrEnum):
    """What a partner is."""

    NGO = "ngo"
    UN = "un"
    RED_CROSS = "red_cross"
    LOCAL_GOVERNMENT = "local_government"
    HOST = "host"
    COMMERCIAL = "commercial"


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """A partner that hands aid over, owns goods or assets, or asks for help."""

    id: Id
    name: Text
    kind: OrganisationKind = OrganisationKind.NGO
    source: Text = ""
    confidence: Confidence = Confidence.ESTIMATED
    note: Text = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Partnership:
    """What a partner can hand over at a site: one row of ``handovers.csv``.

    Parameters
    ----------
    items
        Items that it handles; empty for all.
    capacity_t_per_day
        All items together; unset where not limited.
    refuses
        What it will not be served by: ``military`` or owner ids; see rule REFUSAL.
    """

    id: Id
    organisation: str
    site: str
    items: tuple[str, ...] = ()
    capacity_t_per_day: NonNegative | None = None
    from_h: NonNegative = 0.0
    refuses: tuple[str, ...] = ()
    source: Text = ""
    confidence: Confidence = Confidence.ESTIMATED
    note: Text = ""

    def declines(self, asset: Asset) -> bool:
        """Whether it won't be served by this asset: for its owner, or for being military."""
        return asset.owner in self.refuses or asset.operator in self.refuses


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """A partner that refuses some carriers, and all at its site that refuse at least these.

    Parameters
    ----------
    members
        Ids of their partnerships.
    """

    least: Partnership
    members: frozenset[str]


def circles(partnerships: Collection[Partnership]) -> tuple[Circle, ...]:
    """One circle for every set of carriers that some partner at a site refuses."""
    told: dict[tuple[str, frozenset[str]], Partnership] = {}
    for partner in partnerships:
        if partner.refuses:
            told.setdefault((partner.site, frozenset(partner.refuses)), partner)
    return tuple(
        Circle(
            least=least,
            members=frozenset(p.id for p in partnerships if p.site == site and refuses <= set(p.refuses)),
        )
        for (site, refuses), least in told.items()
    )


class OrderKind(StrEnum):
    """What a host or local government may order."""

    CLOSE = "close"
    CURFEW = "curfew"
    NO_FLY = "no_fly"
    QUARANTINE = "quarantine"
    PRIORITY = "priority"
    MINIMUM_SHARE = "minimum_share"
    PERSONNEL_CAP = "personnel_cap"
    ONE_WAY = "one_way"
    REQUEST_NEEDED = "request_needed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What host or local government ordered.

    Parameters
    ----------
    target
        Place, site or road id (close, curfew), area id (no_fly), or ``*`` for everywhere in the host.
    value
        Curfew: local hours without movement on the ground, ``"20-05"``. Close: modes that it stops,
        ``helicopter;truck``; empty for all.
    """

    id: Id
    kind: OrderKind
    target: Text
    value: Text = ""
    from_h: NonNegative = 0.0
    until_h: NonNegative = FOREVER_H
    issued_by: Text = ""
    source: Text = ""
    confidence: Confidence = Confidence.ESTIMATED
    note: Text = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A request for assistance (RFA)."""

    id: Id
    originator: Text
    site: str
    capability: Text
    quantity: Positive
    needed_by_h: NonNegative = FOREVER_H
    priority: Count = 3
    validated_h: NonNegative | None = None
    validator: Text = ""
    status: Text = "open"
    source: Text = ""
    confidence: Confidence = Confidence.ESTIMATED
    note: Text = ""
