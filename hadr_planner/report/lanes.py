"""Spells in rows that don't overlap: by tail, by nation and tail, or by place and spot."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice, zip_longest

from hadr_planner.domain.catalogue import Mode
from hadr_planner.domain.clock import EPSILON_H
from hadr_planner.domain.scenario import Scenario

from .spells import Spell, tail_name
from .wording import MODES, node_name, owner_name


class By(StrEnum):
    """What a row stands for."""

    ASSET = "asset"
    NATION = "nation"
    PLACE = "place"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One row.

    Parameters
    ----------
    group
        What the row belongs to: its mode, nation or place.
    """

    name: str
    group: str
    spells: tuple[Spell, ...]

    @property
    def busy_h(self) -> float:
        """Hours taken."""
        return sum(spell.end_h - spell.start_h for spell in self.spells)


def lanes(scenario: Scenario, found: Iterable[Spell], by: By) -> tuple[Lane, ...]:
    """Lay out spells; names of rows are unique."""
    if by is By.PLACE:
        return tuple(_spots(scenario, found))
    tails: defaultdict[tuple[str, int], list[Spell]] = defaultdict(list)
    for spell in found:
        tails[spell.asset, spell.tail].append(spell)
    made = [_tail(scenario, spells, by) for spells in tails.values()]
    order = [*MODES.values()] if by is By.ASSET else sorted({lane.group for lane in made})
    made.sort(key=lambda lane: (order.index(lane.group), lane.spells[0].asset, lane.spells[0].tail))
    return _unique(made)


def busiest(found: Sequence[Lane], most: int) -> tuple[Lane, ...]:
    """The rows with most to do, of each group in turn, in the order that they had."""
    groups: defaultdict[str, list[Lane]] = defaultdict(list)
    for lane in sorted(found, key=lambda lane: -lane.busy_h):
        groups[lane.group].append(lane)
    turns = zip_longest(*groups.values())
    kept = {lane.name for lane in islice((one for turn in turns for one in turn if one is not None), most)}
    return tuple(lane for lane in found if lane.name in kept)


def _tail(scenario: Scenario, spells: Sequence[Spell], by: By) -> Lane:
    one = spells[0]
    name = tail_name(scenario, one.asset, one.tail)
    if by is By.ASSET:
        return Lane(name=name, group=MODES[one.mode], spells=tuple(spells))
    nation = owner_name(scenario, one.owner)
    return Lane(name=f"{nation} · {name}", group=nation, spells=tuple(spells))


def _spots(scenario: Scenario, found: Iterable[Spell]) -> Iterator[Lane]:
    """Calls at a place by kind of mode, each on the first spot that is free."""
    calls: defaultdict[tuple[str, Mode], list[Spell]] = defaultdict(list)
    for spell in found:
        if spell.at:
            calls[spell.at, spell.mode].append(spell)
    for (node, mode), spells in sorted(calls.items(), key=lambda pair: (-_calls_at(calls, pair[0][0]), pair[0])):
        name = node_name(scenario, node)
        for number, spot in enumerate(_free(spells), 1):
            yield Lane(name=f"{name} · {MODES[mode].lower()} {number}", group=name, spells=tuple(spot))


def _calls_at(calls: dict[tuple[str, Mode], list[Spell]], node: str) -> int:
    return sum(len(spells) for (at, _), spells in calls.items() if at == node)


def _free(spells: Sequence[Spell]) -> list[list[Spell]]:
    spots: list[list[Spell]] = []
    for spell in sorted(spells, key=lambda one: (one.start_h, one.end_h, one.sortie)):
        spot = next((taken for taken in spots if taken[-1].end_h <= spell.start_h + EPSILON_H), None)
        if spot is None:
            spots.append([spell])
        else:
            spot.append(spell)
    return spots


def _unique(made: Sequence[Lane]) -> tuple[Lane, ...]:
    """Two pools may bear the same name; their ids tell them apart."""
    names: defaultdict[str, int] = defaultdict(int)
    for lane in made:
        names[lane.name] += 1
    return tuple(
        lane
        if names[lane.name] == 1
        else Lane(name=f"{lane.name} [{lane.spells[0].asset}]", group=lane.group, spells=lane.spells)
        for lane in made
    )
