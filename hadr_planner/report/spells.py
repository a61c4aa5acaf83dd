"""What every tail is at, spell by spell: loading, under way, unloading, turning round."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate, pairwise

from hadr_planner.domain.catalogue import Mode
from hadr_planner.domain.plan import Plan, Sortie, Stop
from hadr_planner.domain.scenario import Scenario

from .wording import cargo, clean, h_plus, node_name


class Phase(StrEnum):
    """What a tail is at."""

    LOAD = "loading"
    LEG = "under way"
    UNLOAD = "unloading"
    TURN = "turning round"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """One phase of one sortie.

    Parameters
    ----------
    at
        Node; empty under way.
    words
        Where, or from where to where, and with what.
    """

    sortie: str
    asset: str
    tail: int
    owner: str
    mode: Mode
    phase: Phase
    at: str
    start_h: float
    end_h: float
    words: str


def spells(scenario: Scenario, plan: Plan) -> tuple[Spell, ...]:
    """Every phase of every sortie that takes any time before the clock ends, in the plan's order."""
    found = (spell for sortie in plan.sorties for spell in _spells(scenario, sortie))
    return tuple(one for one in found if one.start_h < min(one.end_h, scenario.clock.horizon_h))


def tail_name(scenario: Scenario, asset: str, tail: int) -> str:
    """Name of a tail: the asset's, and its number where there are several."""
    pool = scenario.assets[asset]
    return f"{clean(pool.name)} #{tail}" if pool.count > 1 else clean(pool.name)


def busiest_h(found: Iterable[Spell]) -> float:
    """Middle of the first time in which most tails are under way; 0 where none moves."""
    moves = [spell for spell in found if spell.phase is Phase.LEG]
    steps = sorted([(one.start_h, 1) for one in moves] + [(one.end_h, -1) for one in moves])
    hours = [hour for hour, _ in steps]
    levels = accumulate(step for _, step in steps)
    times = [(level, -start, end) for level, (start, end) in zip(levels, pairwise(hours), strict=False) if end > start]
    _, start, end = max(times, default=(0, 0.0, 0.0))
    return (end - start) / 2


def _spells(scenario: Scenario, sortie: Sortie) -> Iterator[Spell]:
    for here, there in zip(sortie.stops, (*sortie.stops[1:], None), strict=True):
        moved = here.loads or here.unloads
        words = f"{node_name(scenario, here.node)}: {cargo(scenario, moved) or 'nothing'}"
        yield _spell(scenario, sortie, _phase(here), here.node, here.on_block_h, here.off_block_h, words)
        if there is not None:
            way = f"{node_name(scenario, here.node)} → {node_name(scenario, there.node)}"
            yield _spell(scenario, sortie, Phase.LEG, "", here.off_block_h, there.on_block_h, way)


def _phase(stop: Stop) -> Phase:
    if stop.loads:
        return Phase.LOAD
    return Phase.UNLOAD if stop.unloads else Phase.TURN


def _spell(
    scenario: Scenario, sortie: Sortie, phase: Phase, at: str, start_h: float, end_h: float, words: str
) -> Spell:
    return Spell(
        sortie=sortie.id,
        asset=sortie.asset,
        tail=sortie.tail,
        owner=sortie.owner,
        mode=scenario.assets[sortie.asset].type.mode,
        phase=phase,
        at=at,
        start_h=start_h,
        end_h=end_h,
        words=f"{words} ({h_plus(start_h)} to {h_plus(end_h)})",
    )
