"""A scenario: everything known before a plan is made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from .accord import Agreement, Caveat, CaveatKind, Order, Organisation, Partnership, Request, Strength
from .catalogue import Catalogue
from .clock import Clock
from .doubt import Doubt
from .force import Asset, Need, Supply, Unit
from .geography import Fix, Place, Road, Site
from .quantity import Id, NonNegative, Text

AIMS = ("lives", "deprivation", "worst_site", "last_resort", "footprint")


class CommandMode(StrEnum):
    """How nations are led together."""

    COMBINED_TASK_FORCE = "combined_task_force"
    LEAD_NATION = "lead_nation"
    COORDINATION_CENTRE = "coordination_centre"


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """Who leads, and how long before execution the plan is frozen."""

    mode: CommandMode = CommandMode.COORDINATION_CENTRE
    lead: str = ""
    freeze_h: NonNegative = 12.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """One aim and its weight; the names are the modules of ``goals``."""

    id: Id
    weight: NonNegative


FAR_ZONE_H = 3.5
"""No state keeps a clock further from its sun; a start written in UTC often is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A polygon on the map: no-fly, restricted, search or admin area, or the swath of a storm.

    Parameters
    ----------
    geometry
        GeoJSON geometry (Polygon or MultiPolygon), WGS 84.
    """

    id: Id
    name: Text
    kind: Text
    geometry: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """Everything known before a plan is made.

    Parameters
    ----------
    start
        H+0, with its zone; local time of the plan is this zone's.
    clock
        Slots and periods.
    catalogue
        The types and items that the rows refer to.
    digest
        SHA-256 of the content, hexadecimal.
    assumptions
        Sentences about what was filled in because a table was absent.
    """

    id: Id
    title: Text
    hazard: Text = ""
    start: datetime
    clock: Clock
    host: str
    context: Text = "natural"
    command: Command = field(default_factory=Command)
    aims: tuple[Aim, ...] = ()
    policies: Mapping[str, Any] = field(default_factory=dict)
    seed: int = 0
    catalogue: Catalogue
    sites: Mapping[str, Site] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
    roads: Mapping[str, Road] = field(default_factory=dict)
    needs: Mapping[str, Need] = field(default_factory=dict)
    supplies: Mapping[str, Supply] = field(default_factory=dict)
    assets: Mapping[str, Asset] = field(default_factory=dict)
    units: Mapping[str, Unit] = field(default_factory=dict)
    agreements: Mapping[str, Agreement] = field(default_factory=dict)
    caveats: Mapping[str, Caveat] = field(default_factory=dict)
    organisations: Mapping[str, Organisation] = field(default_factory=dict)
    partnerships: Mapping[str, Partnership] = field(default_factory=dict)
    orders: Mapping[str, Order] = field(default_factory=dict)
    requests: Mapping[str, Request] = field(default_factory=dict)
    uncertainty: Mapping[str, Doubt] = field(default_factory=dict)
    tracks: Mapping[str, Fix] = field(default_factory=dict)
    injects: tuple[Mapping[str, Any], ...] = ()
    areas: Mapping[str, Area] = field(default_factory=dict)
    digest: str = ""
    assumptions: tuple[str, ...] = ()

    def node(self, id: str) -> Site | Place:
        """Site or place with this id; raises ``KeyError`` where there is none."""
        return self.sites[id] if id in self.sites else self.places[id]

    def when(self, hour: float) -> datetime:
        """Wall-clock time of an hour after start."""
        return self.start + timedelta(hours=hour)

    def local_hour(self, hour: float) -> float:
        """Local hour of the day, 0 to 24, in the zone of ``start``."""
        return (self.start.hour + self.start.minute / 60 + hour) % 24

    @property
    def zone_off_h(self) -> float:
        """Hours by which the clock of ``start`` runs ahead of the sun where people are in need, -12 to 12."""
        offset = self.start.utcoffset()
        if offset is None or not self.sites:
            return 0.0
        return (offset.total_seconds() / 3600 - self.sites[min(self.sites)].lon / 15 + 12) % 24 - 12

    def working_hour(self, hour: float) -> float:
        """Hour of the day by which crews work: local, or the sun's where ``start`` is in a zone far from the sites."""
        away_h = self.zone_off_h if abs(self.zone_off_h) > FAR_ZONE_H else 0.0
        return (self.local_hour(hour) - round(away_h)) % 24

    def military(self, holder: Asset | Unit) -> bool:
        """Whether using it is a last resort."""
        return holder.operator.value == "military"

    def red(self, kind: CaveatKind) -> tuple[Caveat, ...]:
        """Caveats of a kind that forbid, not those that only ask to avoid."""
        caveats = self.caveats.values()
        return tuple(c for c in caveats if c.kind is kind and c.strength is Strength.RED)
