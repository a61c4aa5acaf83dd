"""Tails that break down: out of service for some days, then ready again at their base.

A pool is split: sound tails stay in it; each tail that breaks down becomes one pool that ends before, and one that is
ready after. A tail breaks down once at most; ships that carry others don't.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from hadr_planner.domain.accord import Caveat
from hadr_planner.domain.doubt import Doubt
from hadr_planner.domain.force import Asset
from hadr_planner.domain.scenario import Scenario

from .dice import Dice
from .fresh import fresh

DAY_H = 24.0
Tails = Mapping[tuple[str, int], tuple[str, int]]
"""(pool, tail) of a draw to (pool, tail) as written."""


@dataclass(frozen=True, slots=True)
class _Spell:
    """A tail out of service."""

    tail: int
    from_h: float
    until_h: float


def change(
    scenario: Scenario, broken: Sequence[Doubt], dice: Dice
) -> tuple[Scenario, list[str], dict[tuple[str, int], tuple[str, int]]]:
    """Split every pool of which a tail breaks down."""
    carriers = {asset.base for asset in scenario.assets.values()}
    assets: dict[str, Asset] = {}
    parts: dict[str, list[str]] = {}
    said: list[str] = []
    tails: dict[tuple[str, int], tuple[str, int]] = {}
    taken = {*scenario.assets, *scenario.sites, *scenario.places, *scenario.roads, *scenario.units}
    for id, asset in scenario.assets.items():
        spells = [] if id in carriers else list(_spells(scenario, asset, broken, dice))
        if not spells:
            assets[id] = asset
            continue
        for part, of in _parts(scenario, asset, spells):
            named = part if part.id == id else replace(part, id=fresh(part.id, taken | assets.keys()))
            assets[named.id] = named
            parts.setdefault(id, []).append(named.id)
            tails |= {(named.id, number): (id, tail) for number, tail in enumerate(of, start=1)}
        said += [f"Tail {s.tail} of {id} is out from H+{s.from_h:g} to H+{s.until_h:.1f}." for s in spells]
    caveats = dict(scenario.caveats)
    for caveat in _passed_on(scenario.caveats.values(), parts):
        named_caveat = replace(caveat, id=fresh(caveat.id, caveats))
        caveats[named_caveat.id] = named_caveat
    return replace(scenario, assets=assets, caveats=caveats), said, tails


def _spells(scenario: Scenario, asset: Asset, broken: Sequence[Doubt], dice: Dice) -> Iterator[_Spell]:
    first, last = int(asset.ready_h // DAY_H), min(asset.until_h, scenario.clock.horizon_h)
    for tail in range(1, asset.count + 1):
        for day in range(first, scenario.clock.days):
            rolls = [
                dice.roll(doubt, f"{asset.id}/{tail}/{day}", together=f"{asset.id}/{tail}/{day}")
                for doubt in broken
                if doubt.target in ("", asset.id, asset.type.id)
            ]
            out_days = max((roll.amount for roll in rolls if roll.happens), default=0.0)
            if out_days > 0 and day * DAY_H < last:
                yield _Spell(tail, day * DAY_H, (day + out_days) * DAY_H)
                break


def _parts(scenario: Scenario, asset: Asset, spells: Sequence[_Spell]) -> Iterator[tuple[Asset, list[int]]]:
    """Pools that take the place of one, with the tails as written that are in each."""
    out = {spell.tail for spell in spells}
    sound = [tail for tail in range(1, asset.count + 1) if tail not in out]
    if sound:
        yield replace(asset, count=len(sound)), sound
    before: dict[float, list[int]] = defaultdict(list)
    after: dict[float, list[int]] = defaultdict(list)
    for spell in spells:
        before[spell.from_h].append(spell.tail)
        after[spell.until_h].append(spell.tail)
    for hour, of in sorted(before.items()):
        if hour > asset.ready_h:
            yield replace(asset, id=f"{asset.id[:40]}_until_h{hour:.0f}", count=len(of), until_h=hour), of
    for hour, of in sorted(after.items()):
        if hour < min(asset.until_h, scenario.clock.horizon_h):
            ready_h = max(hour, asset.ready_h)
            yield replace(asset, id=f"{asset.id[:40]}_from_h{hour:.0f}", count=len(of), ready_h=ready_h), of


def _passed_on(caveats: Iterable[Caveat], parts: Mapping[str, Sequence[str]]) -> Iterator[Caveat]:
    """Caveats of a pool that hold for the pools split off it, too."""
    for caveat in caveats:
        for id in parts.get(caveat.holder, ()):
            if id != caveat.holder:
                yield replace(caveat, id=f"{caveat.id[:30]}_{id}", holder=id)
