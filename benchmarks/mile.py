"""The last mile of one day: one warehouse, two companies of trucks, towns by road, less to give than is needed."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from benchmarks.draws import Draws
from benchmarks.family import START
from benchmarks.size import HOST
from hadr_planner.domain.accord import Organisation, Partnership
from hadr_planner.domain.catalogue import NeedKind
from hadr_planner.domain.clock import Clock
from hadr_planner.domain.force import Asset, Measure, Need, Operator, Per, Supply
from hadr_planner.domain.geography import Place, PlaceKind, Road, Site
from hadr_planner.domain.scenario import AIMS, Aim, Scenario
from hadr_planner.io.catalogue import catalogue
from hadr_planner.io.digest import digest

TOWNS = 14
GIVEN = 0.8
"""Goods that lie in the warehouse, as a share of what is needed."""
CENTRE = (11.0, 124.6)
ITEMS = ("water", "food")
DAY_H = 24.0


def mile(seed: int = 0) -> Scenario:
    """One instance; the same for the same seed."""
    draws, known = Draws(np.random.default_rng([ord("m"), seed])), catalogue()
    sites = [_town(draws, k) for k in range(TOWNS)]
    needs = [
        Need(
            id=f"{site.id}_{item}", site=site.id, item=item, quantity=site.affected, unit=Measure.PEOPLE, per=Per.DAY,
            kind=NeedKind.CARGO, people=site.affected,
        )
        for site in sites
        for item in ITEMS
    ]
    people = sum(site.affected for site in sites)
    store = Place(id="store", name="Store", kind=PlaceKind.WAREHOUSE, lat=CENTRE[0], lon=CENTRE[1], country=HOST)
    supplies = [
        Supply(
            id=item, place=store.id, item=item,
            quantity_t=round(GIVEN * people * known.items[item].per_person_day_kg / 1000, 3),
        )
        for item in ITEMS
    ]
    trucks = [
        Asset(
            id=type, name=type, type=known.asset_types[type], owner=HOST, operator=Operator.CIVIL, base=store.id,
            count=count,
        )
        for type, count in (("truck_5t", 4), ("truck_10t", 3))
    ]
    made = Scenario(
        id=f"mile_{seed}", title=f"Last mile {seed}", start=START, host=HOST, catalogue=known, seed=seed,
        clock=Clock(horizon_h=DAY_H, slot_h=0.5, edges_h=(0.0, 6.0, 12.0, 18.0, 24.0)),
        aims=tuple(Aim(id=id, weight=1.0) for id in AIMS), sites={site.id: site for site in sites},
        places={store.id: store}, roads={road.id: road for road in _roads(sites)},
        needs={need.id: need for need in needs}, supplies={row.id: row for row in supplies},
        assets={truck.id: truck for truck in trucks},
        organisations={"red_cross": Organisation(id="red_cross", name="Red Cross")},
        partnerships={
            f"at_{site.id}": Partnership(id=f"at_{site.id}", organisation="red_cross", site=site.id) for site in sites
        },
    )
    return replace(made, digest=digest(made))


def _town(draws: Draws, k: int) -> Site:
    people = float(round(draws.rng.lognormal(7.4, 0.5)))
    lat, lon = (round(float(centre + draws.rng.uniform(-0.3, 0.3)), 4) for centre in CENTRE)
    return Site(
        id=f"town_{k}", name=f"Town {k}", lat=lat, lon=lon, country=HOST, population=people, affected=people,
        priority=draws.whole(1, 5),
    )


def _roads(sites: list[Site]) -> list[Road]:
    """Every town to the store and to its three nearest neighbours, 1.4 times as far as the crow flies."""
    at = {"store": CENTRE} | {site.id: (site.lat, site.lon) for site in sites}
    km = {
        (a, b): max(round(1.4 * 111 * float(np.hypot(at[a][0] - at[b][0], at[a][1] - at[b][1])), 1), 1.0)
        for a in at
        for b in at
        if a < b
    }
    near = {
        tuple(sorted((a, b)))
        for a in at
        for b in sorted((b for b in at if b != a), key=lambda b: km[min(a, b), max(a, b)])[:3]
    }
    chosen = near | {("store", site.id) for site in sites}
    return [Road(id=f"{a}_{b}", from_=a, to=b, km=km[a, b], speed_kmh=30.0) for a, b in sorted(chosen)]
