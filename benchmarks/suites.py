"""What is measured: minutes (``quick``) or hours (``full``)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from benchmarks.case import Case

WAYS = ("ours", "priority", "proportional", "one_mip_highs", "one_mip_scip", "one_mip_cp_sat")
MILE = ("ours", "priority", "pyvrp", "routing")
SECONDS = {"S": 30.0, "M": 120.0, "L": 600.0, "XL": 1200.0}
BY_HAND = ("ours", "priority", "proportional")
"""Ways on the large size: one program finds next to nothing on the middling one."""
LONGER_S = 120.0
GROWTH = (
    *((sites, 30, 7, 0.5) for sites in (20, 40, 80, 160)),
    *((20, pools, 7, 0.5) for pools in (60, 120, 240)),
    *((20, 30, days, 0.5) for days in (4, 14, 21)),
    *((20, 30, 7, slot_h) for slot_h in (1.0, 0.25)),
)
"""Sites, pools, days, hours of a slot: each alone from the base."""


def quick() -> Iterator[Case]:
    """A few minutes: the smallest instances, once each."""
    yield from _family("S", seeds=1, repeats=1)
    for way in MILE:
        yield Case(suite="mile", instance="mile:0", way=way, seconds=10.0)
    for kind in ("10x10", "40x40"):
        yield Case(suite="teams", instance=f"call:{kind}", way="ours", seconds=30.0)
    yield _changed("S")


def full() -> Iterator[Case]:
    """Hours: every size with its own seconds, repeats, scenarios of the past, growth."""
    yield from _family("S", seeds=3, repeats=3)
    yield from _family("M", seeds=2, repeats=1)
    yield from _family("L", seeds=1, repeats=1, ways=BY_HAND)
    for name in ("tutorial", "haiyan_2013"):
        for way in WAYS:
            for repeat in range(2 if way == "ours" else 1):
                yield Case(suite="past", instance=name, way=way, seconds=60.0, repeat=repeat)
    yield Case(suite="past", instance="haiyan_2013", way="ours", seconds=LONGER_S)
    for seed in range(3):
        for way in MILE:
            yield Case(suite="mile", instance=f"mile:{seed}", way=way, seconds=30.0)
    for kind in ("10x10", "40x20", "40x40", "100x50", "40x10", "60x10", "40x5", "100x20", "200x100", "15x8+0.3"):
        for repeat in range(3):
            yield Case(suite="teams", instance=f"call:{kind}", way="ours", seconds=120.0, repeat=repeat)
    for instance in ("S", "M"):
        yield _changed(instance)
    for sizes in GROWTH:
        yield Case(suite="growth", instance="grow:" + "x".join(f"{size:g}" for size in sizes), way="ours", seconds=45.0)
    yield Case(suite="growth", instance="XL:0", way="ours", seconds=SECONDS["XL"])


def _changed(size: str) -> Case:
    """A plan in force, and each change in turn."""
    return Case(suite="replan", instance=f"{size}:0", way="changes", seconds=SECONDS[size])


def _family(size: str, *, seeds: int, repeats: int, ways: Sequence[str] = WAYS) -> Iterator[Case]:
    """Ways on members of one size; only the search draws, so only it is repeated."""
    for seed in range(seeds):
        for way in ways:
            for repeat in range(repeats if way == "ours" else 1):
                yield Case(suite=size, instance=f"{size}:{seed}", way=way, seconds=SECONDS[size], repeat=repeat)


SUITES = {"quick": quick, "full": full}
