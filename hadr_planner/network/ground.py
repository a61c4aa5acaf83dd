"""What the legs of a scenario hang on, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from hadr_planner.domain.geography import Place, PlaceKind, Road, Site, Terrain
from hadr_planner.domain.scenario import Scenario

from .air import Point

FACTORS = (
    *(f"circuity_{terrain}" for terrain in Terrain),
    "road_reach_km",
    "road_sea_share_max",
    "road_speed_kmh",
)
SEA_KINDS = (PlaceKind.SEAPORT, PlaceKind.BEACH, PlaceKind.ANCHORAGE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Sites, places, roads and planning factors; scenarios with equal ground have equal legs.

    Parameters
    ----------
    factors
        Values in the order of ``FACTORS``.
    """

    sites: tuple[Site, ...]
    places: tuple[Place, ...]
    roads: tuple[Road, ...]
    factors: tuple[float, ...]

    @property
    def nodes(self) -> tuple[Site | Place, ...]:
        """Sites, then places."""
        return (*self.sites, *self.places)

    @property
    def by_sea(self) -> tuple[Site | Place, ...]:
        """Nodes that ships or craft reach: coastal sites, seaports, beaches, anchorages."""
        return tuple(
            node for node in self.nodes if (node.coastal if isinstance(node, Site) else node.kind in SEA_KINDS)
        )

    @property
    def by_road(self) -> tuple[Site | Place, ...]:
        """Nodes on dry land: all but anchorages."""
        return (*self.sites, *(place for place in self.places if place.kind is not PlaceKind.ANCHORAGE))

    def factor(self, id: str) -> float:
        """Value of a planning factor."""
        return self.factors[FACTORS.index(id)]


def ground(scenario: Scenario) -> Ground:
    """The ground of a scenario."""
    return Ground(
        sites=tuple(scenario.sites.values()),
        places=tuple(scenario.places.values()),
        roads=tuple(scenario.roads.values()),
        factors=tuple(scenario.catalogue.factor(id) for id in FACTORS),
    )


def position(node: Site | Place) -> Point:
    """Latitude and longitude."""
    return node.lat, node.lon
