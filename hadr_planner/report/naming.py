"""Names in the place of ids, in sentences that rules and explanations write with ids."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from hadr_planner.domain.limit import Binding
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario

from .wording import clean, h_plus, item_name, node_name, owner_name, percent, sortie_name

ID = re.compile(
    r"(?<![\w/-])(?P<id>(?:unit:)?[a-z0-9_]+(?:/[a-z0-9_]+)?)(?![\w/-])(?: (?P<tail>\d+)(?![\w./]))?",
)
"""An id, or a need as ``site/item``, with the number of a tail behind it. Not the id of a sortie, such as
``phl_c130h-001``, which ``SORTIE`` finds; nor a row of the tables, such as ``orders/night``, which is looked up there.
"""
ROAD = re.compile(r"(?<![\w/-])(?P<id>[a-z0-9_]+) from (?P<start>[a-z0-9_]+) to (?P<end>[a-z0-9_]+)")
"""A road with its ends, which its name says already."""
SORTIE = re.compile(r"(?<![\w/-])(?P<id>[\w-]*\d)(?![\w-])(?: of (?P<asset>[a-z0-9_]+)(?![\w-]))?")
"""What may be the id of a sortie, and the asset that sentences name behind it."""
HOUR = re.compile(r"H\+(\d+\.\d+)")
ASKED = re.compile(r"(?<![\w-])[a-z0-9_]+-asked(?![\w-])")
NAME, SHORTEST = 80, 4
WORDS = frozenset(
    {
        "airfield", "airport", "all", "anchorage", "and", "any", "asset", "base", "beach", "berth", "best", "bridge",
        "camp", "can", "care", "city", "crew", "crews", "day", "each", "east", "field", "fleet", "food", "for", "hand",
        "harbour", "has", "helicopter", "home", "host", "house", "island", "its", "last", "least", "local", "most",
        "night", "noon", "north", "now", "once", "one", "over", "place", "port", "ramp", "rest", "road", "runway",
        "save", "sea", "ship", "ships", "site", "south", "spot", "start", "store", "supply", "team", "that", "the",
        "then", "there", "this", "town", "truck", "trucks", "under", "unit", "warehouse", "water", "west", "which",
        "who", "with", "work",
    }
)  # fmt: skip
"""Words that sentences use; an id like one of them is taken for the word."""
BEFORE = ("at ", "from ", "near ", "leaves ", " - ", " t of ", " h of ", "needs of ")
AFTER = (" H+", " - ")
"""What stands before and after ids rather than other words."""


def named(scenario: Scenario, sentence: str, plan: Plan | None = None) -> str:
    """A sentence with the names of what it speaks of; an id that may be a word of the language stays as it is.

    Assets of a nation are named with it, tails as ``#2``, hours as ``H+122:30``; sorties of a plan, where one is given,
    by asset, tail and hour.
    """
    sentence = _sorties_named(scenario, sentence, plan) if plan else sentence
    known = _names(_Known(scenario))

    def name(found: re.Match[str]) -> str:
        id, tail = found["id"], found["tail"]
        if id not in known or not (known[id].sure or _told(found)):
            return found[0]
        return known[id].name + (f" {'#' if id in scenario.assets else ''}{tail}" if tail else "")

    def way(found: re.Match[str]) -> str:
        road = scenario.roads.get(found["id"])
        return found["id"] if road and (road.from_, road.to) == (found["start"], found["end"]) else found[0]

    said = ID.sub(name, ROAD.sub(way, ASKED.sub("the move asked for", sentence)))
    said = HOUR.sub(lambda found: h_plus(float(found[1])), said).replace("he road the road", "he road")
    first = said.split(" ", 1)[0]
    return said[:1].upper() + said[1:] if first.isalpha() else said


def _sorties_named(scenario: Scenario, sentence: str, plan: Plan) -> str:
    """The name of a sortie for its id, and for what is said of its asset behind it."""
    flown = {sortie.id: sortie for sortie in plan.sorties}

    def name(found: re.Match[str]) -> str:
        sortie = flown.get(found["id"])
        if sortie is None:
            return found[0]
        of = found["asset"]
        return sortie_name(scenario, sortie) + (f" of {of}" if of and of != sortie.asset else "")

    return SORTIE.sub(name, sentence)


def held_down(scenario: Scenario, binds: Sequence[Binding]) -> str:
    """What holds the limit down, by its names, and how much of that is whose doing."""
    names = _all(_Known(scenario))
    parts = (f"{b.what} {names.get(b.name, clean(b.name))[:NAME]} ({percent(b.share)})" for b in binds)
    return ", ".join(parts) or "nothing known"


def _told(found: re.Match[str]) -> bool:
    """Whether an id is told from a word by what stands around it."""
    text = found.string
    return text[: found.start()].endswith(BEFORE) or text.startswith(AFTER, found.end("id"))


@dataclass(frozen=True, slots=True)
class _Name:
    """A name, and whether its id can't be mistaken for a word wherever it stands."""

    name: str
    sure: bool


class _Known:
    """A scenario as key of a cache: told apart by its content."""

    __slots__ = ("scenario",)

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario

    def __hash__(self) -> int:
        return hash(self.scenario.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Known) and other.scenario.digest == self.scenario.digest


@functools.lru_cache(maxsize=8)
def _all(known: _Known) -> Mapping[str, str]:
    return dict(_pairs(known.scenario))


@functools.lru_cache(maxsize=8)
def _names(known: _Known) -> Mapping[str, _Name]:
    scenario = known.scenario
    return {
        id: _Name(name[:NAME], _sure(scenario, id, name))
        for id, name in _all(known).items()
        if not id.isdigit() and id not in WORDS
    }


def _pairs(scenario: Scenario) -> Iterator[tuple[str, str]]:
    for id in scenario.catalogue.items:
        yield id, _item(scenario, id)
    for craft in scenario.catalogue.asset_types.values():
        yield craft.id, clean(craft.name)
    for team in scenario.catalogue.unit_types.values():
        yield team.id, clean(team.name)
    for road in scenario.roads.values():
        yield road.id, f"the road {node_name(scenario, road.from_)} to {node_name(scenario, road.to)}"
    for need in scenario.needs.values():
        lacking = f"{_item(scenario, need.item)} at {node_name(scenario, need.site)}"
        yield need.id, lacking
        yield f"{need.site}/{need.item}", lacking
    for partner in scenario.partnerships.values():
        yield partner.id, f"{owner_name(scenario, partner.organisation)} at {node_name(scenario, partner.site)}"
    for area in scenario.areas.values():
        yield area.id, clean(area.name)
    for id in scenario.organisations:
        yield id, owner_name(scenario, id)
    for unit in scenario.units.values():
        yield unit.id, clean(unit.name)
        yield f"unit:{unit.id}", clean(unit.name)
    for asset in scenario.assets.values():
        nation = "" if asset.owner in scenario.organisations else f" ({clean(asset.owner)})"
        yield asset.id, f"{clean(asset.name)[: NAME - len(nation)]}{nation}"
    for id in (*scenario.places, *scenario.sites):
        yield id, node_name(scenario, id)


def _sure(scenario: Scenario, id: str, name: str) -> bool:
    """Whether an id has a sign of its own, or the name has it as a name; an item's may be a word all the same."""
    if not id.isalpha():
        return True
    if id in scenario.catalogue.items:
        return False
    capital = len(id) >= SHORTEST and id.capitalize() in re.findall(r"\w+", name)
    return capital or (id in scenario.organisations and _spelt_by_initials(id, name))


def _spelt_by_initials(id: str, name: str) -> bool:
    """Whether an id is short for a name: ``wfp`` for World Food Programme."""
    words = re.findall(r"\w+", name)
    capitals = "".join(word[0] for word in words if word[0].isupper())
    every = "".join(word[0] for word in words)
    return len(id) > 2 and (every.lower() == id or capitals.lower().startswith(id))


def _item(scenario: Scenario, id: str) -> str:
    """Name of an item without what it is made of or counted in."""
    return item_name(scenario, id).partition(":")[0].removesuffix(", hours")
