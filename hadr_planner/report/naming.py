"""Names in the place of ids, in sentences that rules and explanations write with ids."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping

from hadr_planner.domain.scenario import Scenario

from .wording import clean, item_name, node_name, owner_name

ID = re.compile(r"(?<![\w-])(?:unit:)?[a-z0-9_]+(?![\w-])")
"""Not what a sortie is called, such as ``phl_c130h-001``: that is its name."""
ASKED = re.compile(r"(?<![\w-])[a-z0-9_]+-asked(?![\w-])")
NAME, SHORTEST = 80, 4
WORDS = frozenset(
    {
        "airfield", "airport", "anchorage", "asset", "base", "beach", "berth", "bridge", "camp", "city", "crew",
        "crews", "east", "field", "fleet", "food", "harbour", "helicopter", "host", "house", "island", "local", "north",
        "over", "place", "port", "ramp", "road", "runway", "ship", "ships", "site", "south", "spot", "store", "supply",
        "team", "town", "truck", "trucks", "under", "unit", "warehouse", "water", "west", "with",
    }
)  # fmt: skip
"""Words that sentences use; an id like one of them is taken for the word."""


def named(scenario: Scenario, sentence: str) -> str:
    """A sentence with the names of what it speaks of; an id that may be a word of the language stays as it is."""
    known = _names(_Known(scenario))
    said = ID.sub(lambda found: known.get(found[0], found[0]), ASKED.sub("the move asked for", sentence))
    first = said.split(" ", 1)[0]
    return said[:1].upper() + said[1:] if first.isalpha() else said


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
def _names(known: _Known) -> Mapping[str, str]:
    return {id: name[:NAME] for id, name in _pairs(known.scenario) if _clear(id, name)}


def _pairs(scenario: Scenario) -> Iterator[tuple[str, str]]:
    for id in scenario.catalogue.items:
        yield id, item_name(scenario, id)
    for craft in scenario.catalogue.asset_types.values():
        yield craft.id, clean(craft.name)
    for team in scenario.catalogue.unit_types.values():
        yield team.id, clean(team.name)
    for road in scenario.roads.values():
        yield road.id, f"the road {node_name(scenario, road.from_)} to {node_name(scenario, road.to)}"
    for need in scenario.needs.values():
        yield need.id, f"{item_name(scenario, need.item)} at {node_name(scenario, need.site)}"
    for partner in scenario.partnerships.values():
        whose = owner_name(scenario, partner.organisation)
        yield partner.id, f"the hand-over by {whose} at {node_name(scenario, partner.site)}"
    for area in scenario.areas.values():
        yield area.id, clean(area.name)
    for id in scenario.organisations:
        yield id, owner_name(scenario, id)
    for unit in scenario.units.values():
        yield unit.id, clean(unit.name)
        yield f"unit:{unit.id}", clean(unit.name)
    for id in (*scenario.assets, *scenario.places, *scenario.sites):
        yield id, node_name(scenario, id)


def _clear(id: str, name: str) -> bool:
    """Whether an id can't be mistaken for a word: it has a sign of its own, or the name holds it with a capital."""
    if not id.isalpha():
        return True
    return len(id) >= SHORTEST and id not in WORDS and id.capitalize() in re.findall(r"\w+", name)
