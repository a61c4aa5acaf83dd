"""Nouns as the text that the loader reads back: tables, head and injects."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import MISSING, fields
from enum import Enum
from typing import Any

import yaml

from ..domain.accord import Partnership
from ..domain.catalogue import Catalogue
from ..domain.clock import Clock
from ..domain.scenario import Scenario
from .cells import NONE
from .head import SCHEMA
from .tables import OWN_TO_TYPE, TABLES, Column, Table, columns
from .tree import resolved

Cell = str | int | float | bool | None
Grid = list[list[Cell]]

ALWAYS = frozenset({"id", "name", "country", "kind", "unit", "per", "people", "affected", "population", "serves"})


def grids(scenario: Scenario) -> dict[str, Grid]:
    """Every table that says something, as a header and rows."""
    made = {}
    for table in TABLES.values():
        rows = list(getattr(scenario, table.target).values())
        if rows or table.required or table.row is Partnership:
            made[table.name] = _grid(table, rows, scenario.catalogue)
    return made


def head(scenario: Scenario) -> dict[str, Any]:
    """The head, as the mapping that ``scenario.yaml`` holds."""
    said: dict[str, Any] = {
        "schema": SCHEMA,
        "id": scenario.id,
        "title": scenario.title,
        "hazard": scenario.hazard,
        "start": scenario.start.isoformat(),
        "horizon_h": _tidy(scenario.clock.horizon_h),
        "slot_min": round(scenario.clock.slot_h * 60),
        "period_h": stages(scenario.clock),
        "host": scenario.host,
        "context": scenario.context,
        "command": {
            "mode": scenario.command.mode.value,
            "lead": scenario.command.lead,
            "freeze_h": _tidy(scenario.command.freeze_h),
        },
        "aims": [{"id": aim.id, "weight": _tidy(aim.weight)} for aim in scenario.aims],
        "policies": dict(scenario.policies),
        "seed": scenario.seed,
        "assumptions": list(scenario.assumptions),
    }
    return {key: value for key, value in said.items() if value not in ("", {}, [])}


def stages(clock: Clock) -> list[dict[str, float]]:
    """Period lengths, each with the hour until which it holds."""
    found: list[dict[str, float]] = []
    for first, last in zip(clock.edges_h, clock.edges_h[1:], strict=False):
        length_h = round(last - first, 9)
        if found and found[-1]["h"] == length_h:
            found[-1]["until_h"] = _tidy(last)
        else:
            found.append({"until_h": _tidy(last), "h": _tidy(length_h)})
    return found


def yaml_text(said: Any) -> str:
    """YAML in which every text is read back as text."""
    return str(yaml.dump(said, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100))


def cell_text(value: Any) -> Cell:
    """A free value for one cell: lists and mappings as JSON, text so that it is read back as text."""
    match value:
        case None:
            return "null"
        case bool() | int() | float():
            return value
        case str():
            clear = value and resolved(value) is value and value[0] not in '[{"'
            return value if clear else json.dumps(value, ensure_ascii=False)
    return json.dumps(value, ensure_ascii=False)


def flat(said: Any, within: str = "") -> dict[str, Cell]:
    """Nested keys as dotted ones, each with a value for one cell."""
    inner = said if isinstance(said, dict) else dict(enumerate(said, start=1)) if isinstance(said, list) else None
    dotted = isinstance(said, list) or (
        isinstance(said, dict) and all("." not in key and key and not key.isdigit() for key in said)
    )
    if not inner or not dotted:
        return {within: cell_text(said)}
    found: dict[str, Cell] = {}
    for key, value in inner.items():
        found |= flat(value, f"{within}.{key}" if within else str(key))
    return found


def _grid(table: Table, rows: list[Any], catalogue: Catalogue) -> Grid:
    own = [column for column in columns(table).values() if not column.override]
    defaults = {item.name: item.default for item in fields(table.row)}
    written = {column.name: [_own(column, row, defaults) for row in rows] for column in own}
    kept = {
        column.name: written[column.name]
        for column in own
        if column.required or column.name in ALWAYS or any(cell is not None for cell in written[column.name])
    }
    kept |= _overrides(table, rows, catalogue)
    return [list(kept), *(list(cells) for cells in zip(*kept.values(), strict=True))]


def _own(column: Column, row: Any, defaults: Mapping[str, Any]) -> Cell:
    value = getattr(row, column.field)
    if column.field == "type":
        return str(value.id)
    if column.field == "serves" and not value:
        return NONE
    default = defaults[column.field]
    if column.name not in ALWAYS and default is not MISSING and value == default:
        return None
    return _cell(value)


def _overrides(table: Table, rows: list[Any], catalogue: Catalogue) -> dict[str, list[Cell]]:
    if table.overrides is None:
        return {}
    types: Mapping[str, Any] = catalogue.asset_types if table.name == "assets" else catalogue.unit_types
    found: dict[str, list[Cell]] = {}
    for item in fields(table.overrides):
        if item.name in OWN_TO_TYPE:
            continue
        usual = [getattr(types[row.type.id], item.name) for row in rows]
        actual = [getattr(row.type, item.name) for row in rows]
        if usual != actual:
            found[item.name] = [
                None if a == u else (_cell(a) or NONE if isinstance(a, Mapping) else _cell(a))
                for a, u in zip(actual, usual, strict=True)
            ]
    return found


def _cell(value: Any) -> Cell:
    match value:
        case Enum():
            return str(value.value)
        case None | bool() | str():
            return value
        case int() | float():
            return _tidy(value)
        case tuple():
            return ";".join(value)
        case Mapping():
            return ";".join(f"{key}:{_tidy(figure)!r}" for key, figure in value.items())
    raise TypeError(f"{type(value).__name__} has no place in a cell")


def _tidy(number: float) -> float | int:
    return int(number) if float(number).is_integer() and abs(number) < 1e15 else number


class _Dumper(yaml.SafeDumper):  # type: ignore[misc]
    """Writes without aliases."""

    def ignore_aliases(self, data: Any) -> bool:
        """Never point back to a value written before."""
        return True


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    clear = text and resolved(text) is text
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=None if clear else '"')


_Dumper.add_representer(str, _represent_text)
