"""Tables of a scenario as pages list them: every row with its source and confidence, and whose it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from enum import Enum
from typing import Any

from hadr_planner.domain.geography import FOREVER_H
from hadr_planner.domain.scenario import Scenario
from hadr_planner.io.nations import NATIONS
from hadr_planner.io.tables import TABLES, column_name
from hadr_planner.report.wording import clean, number

TITLES: Mapping[str, str] = {
    "sites": "Sites",
    "needs": "Needs",
    "supplies": "Supplies",
    "assets": "Assets",
    "units": "Units",
    "places": "Places",
    "roads": "Roads",
    "agreements": "Agreements",
    "caveats": "Caveats",
    "orders": "Orders",
    "organisations": "Partners",
    "handovers": "Hand-overs",
    "requests": "Requests",
    "tracks": "Storm tracks",
    "uncertainty": "Doubts",
}
WHOSE = ("country", "owner", "guest", "state", "holder", "organisation", "issued_by", "originator")
WHAT = ("item", "type", "kind", "capability", "storm")
OWN: Mapping[str, str] = {"sites": "site", "places": "place", "assets": "asset"}
"""What a row of these tables is, where it can be chosen itself."""
FIRST = ("id", "name", "confidence")
LAST = ("source", "lat", "lon", "pcode", "admin1", "admin2", "icao", "locode", "note")
UNITS = {"_t_per_day": "t a day", "_kmh": "km/h", "_km": "km", "_kt": "kt", "_t": "t", "_m": "m", "_h": "H+"}
Cell = str | float | int | bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a list is narrowed to; empty for everything."""

    nation: str = ""
    kind: str = ""
    text: str = ""


def rows(scenario: Scenario, table: str, wanted: Wanted | None = None) -> list[dict[str, Cell]]:
    """Rows of a table, narrowed, without the columns that say nothing in any of them."""
    found = [_row(noun) for noun in _nouns(scenario, table) if wanted is None or _fits(scenario, noun, wanted)]
    names = list(dict.fromkeys(name for row in found for name in row))
    said = [name for name in names if any(row.get(name) not in (None, "") for row in found)]
    middle = [name for name in said if name not in (*FIRST, *LAST)]
    order = [name for name in (*FIRST, *middle, *LAST) if name in said]
    return [{name: row.get(name) for name in order} for row in found]


def heading(name: str) -> str:
    """A column's name as a heading, its unit behind a comma."""
    unit = next((end for end in UNITS if name.endswith(end)), "")
    words = name.removesuffix(unit).replace("_", " ").capitalize()
    return f"{words}, {UNITS[unit]}" if unit else words


def nations(scenario: Scenario) -> list[str]:
    """Whoever has, grants or holds back anything, nations first."""
    named = {whose for table in TITLES for noun in _nouns(scenario, table) for whose in _whose(scenario, noun)}
    return sorted(named - {""}, key=lambda name: (name not in NATIONS, name))


def kinds(scenario: Scenario, table: str) -> list[str]:
    """Kinds, types or items in a table."""
    return sorted({_what(noun) for noun in _nouns(scenario, table)} - {""})


def count(scenario: Scenario, table: str) -> int:
    """Rows of a table."""
    return len(getattr(scenario, TABLES[table].target))


def about(scenario: Scenario, table: str, id: str) -> tuple[str, str] | None:
    """Kind and id of the site, place, asset or nation that a row is or speaks of; nothing where it is neither."""
    noun = getattr(scenario, TABLES[table].target)[id]
    if table in OWN:
        return OWN[table], id
    words = [str(getattr(noun, name, "")) for name in ("site", "place", "target", "from_", *WHOSE)]
    return next(filter(None, (_known(scenario, word) for word in words)), None)


def _known(scenario: Scenario, word: str) -> tuple[str, str] | None:
    for table, kind in OWN.items():
        if word in getattr(scenario, table):
            return kind, word
    unit = scenario.units.get(word)
    whose = unit.owner if unit else word
    owners = {asset.owner for asset in scenario.assets.values()} | {one.owner for one in scenario.units.values()}
    return ("nation", whose) if whose in owners else None


def _nouns(scenario: Scenario, table: str) -> Iterable[Any]:
    found: Iterable[Any] = getattr(scenario, TABLES[table].target).values()
    return found


def _row(noun: Any) -> dict[str, Cell]:
    return {column_name(item.name): _cell(getattr(noun, item.name)) for item in fields(noun)}


def _cell(value: Any) -> Cell:
    match value:
        case Enum():
            return str(value.value)
        case float() if value >= FOREVER_H:
            return None
        case None | bool() | int() | float():
            return value
        case str():
            return clean(value)
        case tuple():
            return ", ".join(map(clean, value))
        case Mapping():
            return ", ".join(f"{clean(str(key))} {number(figure)}" for key, figure in value.items())
    return clean(str(getattr(value, "id", value)))


def _fits(scenario: Scenario, noun: Any, wanted: Wanted) -> bool:
    if wanted.nation and wanted.nation not in _whose(scenario, noun):
        return False
    if wanted.kind and _what(noun) != wanted.kind:
        return False
    text = wanted.text.casefold()
    return not text or any(text in str(cell).casefold() for cell in _row(noun).values())


def _whose(scenario: Scenario, noun: Any) -> Iterator[str]:
    for name in WHOSE:
        whose = getattr(noun, name, "")
        holder = scenario.assets.get(whose) or scenario.units.get(whose)
        yield holder.owner if holder else str(whose)
    for name in ("site", "place"):
        node = getattr(noun, name, "")
        if node in scenario.sites or node in scenario.places:
            yield scenario.node(node).country


def _what(noun: Any) -> str:
    for name in WHAT:
        what = getattr(noun, name, None)
        if what is not None:
            return str(getattr(what, "id", getattr(what, "value", what)))
    return ""
