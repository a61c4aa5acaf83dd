"""Sites and places of an instance."""

from __future__ import annotations

from typing import Any

from benchmarks.draws import Draws
from benchmarks.size import HOST, Size
from benchmarks.terrain import Point, Terrain
from hadr_planner.domain.geography import Place, PlaceKind, Site, Surface

ABROAD = {
    "okinawa": (26.3556, 127.7678, "JPN"),
    "singapore": (1.3602, 103.9097, "SGP"),
    "guam": (13.5840, 144.9300, "GUM"),
}
INTACT = {
    "runway_m": 3000.0, "runway_width_m": 45.0, "handling": True, "spots_wide": 6, "spots_narrow": 8, "spots_heli": 12,
}


class Ground:
    """Towns in need, hubs, damaged fields, ports, beaches, roadsteads, depots, and bases abroad."""

    def __init__(self, size: Size, draws: Draws) -> None:
        self.draws = draws
        self.terrain = Terrain(draws.rng)
        self.sites = [self._site(k) for k in range(size.sites)]
        self.hubs = [self._inland(f"hub_{k}", PlaceKind.AIRFIELD, **INTACT) for k in range(1 + size.sites // 50)]
        self.fields = [self._field(k) for k in range(2 + size.sites // 12)]
        self.ports = [self._port(k) for k in range(2 + size.sites // 12)]
        self.beaches = [self._beach(k) for k in range(1 + size.sites // 20)]
        self.roads = [self._roadstead(k) for k in range(2 + size.sites // 50)]
        self.depots = [
            self._inland(f"depot_{k}", PlaceKind.WAREHOUSE, storage_t=800.0) for k in range(1 + size.sites // 30)
        ]
        self.bases = [
            Place(
                id=id, name=id.title(), kind=PlaceKind.AIRFIELD, lat=lat, lon=lon, country=country, runway_m=3600,
                runway_width_m=60, handling=True,
            )
            for id, (lat, lon, country) in ABROAD.items()
        ]

    @property
    def places(self) -> list[Place]:
        """All but the sites."""
        return [*self.hubs, *self.fields, *self.ports, *self.beaches, *self.roads, *self.depots, *self.bases]

    def _site(self, k: int) -> Site:
        lat, lon = self.terrain.inland()
        people = float(round(self.draws.rng.lognormal(9.6, 0.7)))
        return Site(
            id=f"site_{k}", name=f"Site {k}", lat=lat, lon=lon, country=HOST, population=2 * people, affected=people,
            priority=self.draws.whole(1, 5), landing_spots=self.draws.whole(1, 4),
        )

    def _place(self, id: str, kind: PlaceKind, at: Point, **more: Any) -> Place:
        name = id.replace("_", " ").title()
        return Place(id=id, name=name, kind=kind, lat=at[0], lon=at[1], country=HOST, **more)

    def _inland(self, id: str, kind: PlaceKind, **more: Any) -> Place:
        return self._place(id, kind, self.terrain.inland(), **more)

    def _field(self, k: int) -> Place:
        whole, chance = self.draws.whole, self.draws.chance
        return self._inland(
            f"field_{k}", PlaceKind.AIRFIELD, runway_m=float(whole(9, 24) * 100), runway_width_m=30.0, handling=False,
            spots_wide=whole(1, 2), spots_narrow=whole(1, 3), spots_heli=whole(2, 6), storage_t=600.0,
            fuel_t_per_day=float(whole(20, 80)), surface=Surface.PAVED if chance(0.7) else Surface.UNPAVED,
            hours="" if chance(0.5) else "06-20",
        )

    def _port(self, k: int) -> Place:
        whole = self.draws.whole
        return self._place(
            f"port_{k}", PlaceKind.SEAPORT, self.terrain.coast(), max_draft_m=float(whole(5, 10)), berths=whole(1, 3),
            discharge_t_per_day=float(whole(3, 12) * 100), storage_t=2000.0, spots_heli=4, needs_survey=k == 1,
        )

    def _beach(self, k: int) -> Place:
        return self._place(f"beach_{k}", PlaceKind.BEACH, self.terrain.coast(), discharge_t_per_day=200.0)

    def _roadstead(self, k: int) -> Place:
        return self._place(f"roads_{k}", PlaceKind.ANCHORAGE, self.terrain.roadstead())
