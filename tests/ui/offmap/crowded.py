"""A world of five hundred sites, and a plan of a thousand sorties by two hundred tails."""

from __future__ import annotations

from dataclasses import replace

from report import world

from hadr_planner.domain.force import Asset, Measure, Need
from hadr_planner.domain.geography import Site
from hadr_planner.domain.plan import Directive, Plan, Sortie, Stop
from hadr_planner.domain.scenario import Scenario

SITES, TAILS, SORTIES = 500, 200, 1_000


def scenario() -> Scenario:
    """Sites on a grid around the small world's hub."""
    sites = {
        f"site{i}": Site(
            id=f"site{i}",
            name=f"Village number {i}",
            lat=9.2 + (i // 25) * 0.11,
            lon=122.9 + (i % 25) * 0.11,
            country="PHL",
            affected=100 + 37 * i % 5_000,
        )
        for i in range(SITES)
    }
    needs = {
        f"need{i}": Need(id=f"need{i}", site=id, item="water", quantity=200 + i, unit=Measure.PEOPLE)
        for i, id in enumerate(sites)
    }
    pool = Asset(id="flock", name="CH-47 flight", type=world.types()["ch47"], owner="AUS", base="hub", count=TAILS)
    small = world.scenario(digest="c" * 64)
    return replace(
        small,
        sites=sites,
        needs=needs,
        assets={"flock": pool},
        units={},
        partnerships={},
        places={"hub": small.places["hub"]},
    )


def plan() -> Plan:
    """Every tail flies five times, out to a site and home."""
    sorties = tuple(
        Sortie(
            id=f"s{i:04d}",
            asset="flock",
            tail=i % TAILS + 1,
            owner="AUS",
            directive=Directive.ORDER,
            under_way_h=2,
            stops=(
                Stop(node="hub", on_block_h=_start_h(i), off_block_h=_start_h(i) + 1, loads={"water": 5}),
                Stop(
                    node=f"site{i % SITES}",
                    on_block_h=_start_h(i) + 2,
                    off_block_h=_start_h(i) + 3,
                    unloads={"water": 5},
                ),
                Stop(node="hub", on_block_h=_start_h(i) + 4, off_block_h=_start_h(i) + 4.5),
            ),
        )
        for i in range(SORTIES)
    )
    return world.plan(digest="c" * 64, sorties=sorties, stays=(), hand_overs=(), services=())


def _start_h(i: int) -> float:
    return (i // TAILS) * 8 + (i % TAILS) * 0.02
