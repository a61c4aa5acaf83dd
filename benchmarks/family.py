"""A seeded family of made-up disasters, small (S), middling (M) and large (L), on real ground with the real catalogue.

Every instance has several echelons (bases abroad, hubs, forward airfields and ports, sites), ships off the coast with
craft and helicopters on board, units, ramps, caveats, orders, and states that grant leave from some hour on. Figures
are drawn, not sourced.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import numpy as np

from benchmarks.draws import Draws
from benchmarks.forces import Forces
from benchmarks.ground import Ground
from benchmarks.size import GUESTS, HOST, SIZES, Size
from hadr_planner.domain.accord import (
    Agreement,
    AgreementKind,
    Caveat,
    CaveatKind,
    Order,
    OrderKind,
    Organisation,
    Partnership,
)
from hadr_planner.domain.catalogue import Catalogue, Mode, NeedKind
from hadr_planner.domain.clock import Clock
from hadr_planner.domain.force import Asset, Measure, Need, Per, Supply
from hadr_planner.domain.geography import Site
from hadr_planner.domain.scenario import AIMS, Aim, Scenario
from hadr_planner.io.catalogue import catalogue
from hadr_planner.io.digest import digest

PER_PERSON = (("water", 1.0), ("food", 0.8), ("shelter_kit", 0.3))
"""Goods, and the share of those affected who need them."""
START = datetime.fromisoformat("2030-11-09T06:00:00+08:00")


def instance(size: str, seed: int = 0) -> Scenario:
    """One member of the family; the same for the same size and seed."""
    return made(SIZES[size], f"{size.lower()}_{seed}", [*map(ord, size), seed])


def made(size: Size, id: str, seeds: Sequence[int]) -> Scenario:
    """An instance of any size, drawn from these seeds."""
    drawn = _scenario(size, Draws(np.random.default_rng(list(seeds))), catalogue())
    named = replace(drawn, id=id, title=f"Made-up disaster {id}", seed=seeds[-1])
    return replace(named, digest=digest(named))


def _scenario(size: Size, draws: Draws, known: Catalogue) -> Scenario:
    ground = Ground(size, draws)
    forces = Forces(size, draws, ground, known)
    assets = forces.assets()
    return Scenario(
        id="made_up", title="", hazard="cyclone", start=START, host=HOST, catalogue=known,
        clock=_clock(size),
        aims=tuple(Aim(id=id, weight=1.0) for id in AIMS), sites=_by_id(ground.sites), places=_by_id(ground.places),
        needs=_by_id(_needs(draws, ground, known)), supplies=_by_id(_supplies(size, draws, ground, known)),
        assets=_by_id(assets), units=_by_id(forces.units()), agreements=_by_id(_agreements(draws)),
        caveats=_by_id(_caveats(size, draws, ground, assets)), orders=_by_id(_orders(draws, ground)),
        organisations=_by_id([Organisation(id="red_cross", name="Red Cross")]),
        partnerships=_by_id(_partnership(draws, site) for site in ground.sites),
    )


def _clock(size: Size) -> Clock:
    edges_h = tuple(size.period_h * k for k in range(round(24 * size.days / size.period_h) + 1))
    return Clock(horizon_h=24.0 * size.days, slot_h=size.slot_h, edges_h=edges_h)


def _needs(draws: Draws, ground: Ground, known: Catalogue) -> Iterator[Need]:
    for site in ground.sites:
        for item, share in PER_PERSON:
            per = Per.DAY if known.items[item].per_person_day_kg else Per.ONCE
            yield _need(site.id, item, NeedKind.CARGO, round(site.affected * share), per)
        yield _need(site.id, "outpatient", NeedKind.CARE, max(round(site.affected * 0.01), 1), Per.DAY)
        if draws.chance(0.2):
            yield _need(site.id, "rescue", NeedKind.RESCUE, draws.whole(1, 5), Per.ONCE)
    yield _need(ground.ports[1].id, "survey", NeedKind.REPAIR, 24, Per.ONCE, Measure.HOURS)
    yield _need(ground.fields[1].id, "engineering", NeedKind.REPAIR, 24, Per.ONCE, Measure.HOURS)


def _need(
    site: str, item: str, kind: NeedKind, quantity: float, per: Per, unit: Measure = Measure.PEOPLE
) -> Need:
    people = quantity if unit is Measure.PEOPLE else 0.0
    id = f"{site}_{item}"
    return Need(id=id, site=site, item=item, quantity=quantity, unit=unit, per=per, kind=kind, people=people)


def _supplies(size: Size, draws: Draws, ground: Ground, known: Catalogue) -> Iterator[Supply]:
    """About as much as people need, at bases abroad, hubs, depots, a port and a ship; half of it late."""
    people = sum(site.affected for site in ground.sites)
    holders = [*ground.bases, *ground.hubs, *ground.depots, ground.ports[0], ground.roads[0]]
    for item, share in PER_PERSON:
        row = known.items[item]
        total_t = people * share * (row.per_person_day_kg * size.days + row.per_person_once_kg) / 1000
        for place in holders:
            for wave in range(2):
                quantity_t = float(draws.rng.uniform(0.3, 1.5)) * total_t / len(holders) / 2
                yield Supply(
                    id=f"{place.id}_{item}_{wave}", place=place.id, item=item, available_h=48.0 * wave,
                    quantity_t=round(quantity_t + 0.1, 3),
                )


def _partnership(draws: Draws, site: Site) -> Partnership:
    capacity_t = float(draws.whole(2, 8) * 20) if draws.chance(0.7) else None
    return Partnership(
        id=f"red_cross_{site.id}", organisation="red_cross", site=site.id, capacity_t_per_day=capacity_t,
        from_h=float(draws.whole(0, 24)),
    )


def _agreements(draws: Draws) -> Iterator[Agreement]:
    for kind in (AgreementKind.CONSENT, AgreementKind.LANDING, AgreementKind.PORT_CALL):
        for guest in GUESTS:
            from_h = float(draws.whole(0, 6) * 4)
            yield Agreement(id=f"{kind}_{guest}".lower(), state=HOST, guest=guest, kind=kind, from_h=from_h)


def _caveats(size: Size, draws: Draws, ground: Ground, assets: Sequence[Asset]) -> Iterator[Caveat]:
    aloft = [asset for asset in assets if asset.type.mode is Mode.HELICOPTER]
    kinds = (
        (CaveatKind.NO_NIGHT, ""), (CaveatKind.NO_PLACE, draws.one_of(ground.sites).id), (CaveatKind.RADIUS, "350"),
        (CaveatKind.NO_CARGO, "shelter_kit"), (CaveatKind.LAST_DAY, str(24 * size.days - 48)),
    )
    for k in range(max(size.pools // 10, len(kinds))):
        kind, value = kinds[k % len(kinds)]
        holder = draws.one_of(aloft)
        yield Caveat(id=f"caveat_{k}", holder=holder.id, kind=kind, value=value, held_by=holder.owner)


def _orders(draws: Draws, ground: Ground) -> Iterator[Order]:
    yield Order(id="curfew", kind=OrderKind.CURFEW, target="*", value="21-05", until_h=72.0, issued_by="governor")
    shut = ground.ports[-1].id
    yield Order(id="closed_port", kind=OrderKind.CLOSE, target=shut, until_h=36.0, issued_by="harbour master")
    for k in range(len(ground.sites) // 20):
        shut = draws.one_of(ground.sites).id
        yield Order(id=f"closed_{k}", kind=OrderKind.CLOSE, target=shut, from_h=24.0, until_h=36.0, issued_by="mayor")


def _by_id(rows: Iterable[Any]) -> dict[str, Any]:
    return {row.id: row for row in rows}
