"""A sortie's asset, way and load in few words, for a row that needs no scrolling; beside it they are told in full."""

from __future__ import annotations

from hadr_planner.domain.plan import Sortie
from hadr_planner.domain.scenario import Scenario
from hadr_planner.report.spells import tail_name
from hadr_planner.report.wording import item_name, node_name, number
from hadr_planner.ui.words import ending, short

ARROW, BACK, EMPTY = " → ", "back", "empty"
MOST_CALLS, SHORTEST = 3, 6
"""Calls that are named, and signs of a name that are kept at least."""


def tail(scenario: Scenario, sortie: Sortie, longest: int) -> str:
    """Name of an asset, cut before the number of the tail."""
    return ending(tail_name(scenario, sortie.asset, sortie.tail), longest)


def way(scenario: Scenario, sortie: Sortie, longest: int) -> str:
    """Calls in order, within so many signs: names are cut alike, calls between are counted, a way home is ``back``."""
    calls = [node_name(scenario, stop.node) for stop in sortie.stops]
    home = len(calls) > 2 and sortie.stops[0].node == sortie.stops[-1].node
    named = calls[:-1] if home else calls
    between = f"+{len(named) - 2}" if len(named) > MOST_CALLS else ""
    if between:
        named = [named[0], named[-1]]
    fixed = [word for word in (between, BACK if home else "") if word]
    room = longest - len(ARROW) * (len(named) + len(fixed) - 1) - sum(map(len, fixed))
    told = _cut(named, room)
    if between:
        told.insert(1, between)
    return ARROW.join([*told, *([BACK] if home else [])])


def load(scenario: Scenario, sortie: Sortie, longest: int) -> str:
    """All tonnes, then items by the first words of their names, the heaviest first."""
    loaded = {item: tonnes for stop in sortie.stops for item, tonnes in stop.loads.items()}
    if not loaded:
        return EMPTY
    heaviest = sorted(loaded, key=lambda item: -loaded[item])
    names = ", ".join(dict.fromkeys(_first_words(item_name(scenario, item)) for item in heaviest))
    return short(f"{number(sum(loaded.values()))} t {names}", longest)


def _cut(names: list[str], room: int) -> list[str]:
    """Names that together have room: what short ones leave is the long ones'."""
    left, cut = room, dict.fromkeys(names, "")
    for place, name in enumerate(sorted(cut, key=len)):
        share = max(left // (len(cut) - place), SHORTEST)
        cut[name] = name if len(name) <= share else f"{name[: share - 1].rstrip()}…"
        left -= len(cut[name])
    return [cut[name] for name in names]


def _first_words(name: str) -> str:
    return name.partition(",")[0].partition(":")[0]
