"""``docs/scenario_format.md`` says what the loader reads: every table, column, default and key."""

from __future__ import annotations

import re
from dataclasses import MISSING, fields
from enum import Enum
from pathlib import Path

import pytest

from hadr_planner.domain.geography import FOREVER_H
from hadr_planner.io import load
from hadr_planner.io.bundle import SIZES
from hadr_planner.io.head import KEYS
from hadr_planner.io.injects import KEYS as INJECT_KEYS
from hadr_planner.io.tables import TABLES, columns

TEXT = (Path(__file__).parents[2] / "docs" / "scenario_format.md").read_text()
ROW = re.compile(r"^\| `(\w+)` \| (.*?) \| (.+) \|$", re.MULTILINE)
SAID_IN_WORDS = {"unit", "per", "people", "population", "affected"}


def section(title):
    """Rows of the table under a heading: default and meaning by column."""
    body = TEXT.split(f"\n## {title}\n")[1].split("\n## ")[0]
    return {name: (default, meaning) for name, default, meaning in ROW.findall(body)}


def written(default):
    """A default as the document writes it."""
    if default is MISSING or default in (None, "", ()):
        return ""
    if isinstance(default, Enum):
        return default.value
    if isinstance(default, bool):
        return str(default).lower()
    return "never" if default == FOREVER_H else f"{default:g}" if isinstance(default, float | int) else default


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_every_column_is_there_with_its_default(table):
    documented = section(f"{table.name}.csv")
    own = {column.name: column for column in columns(table).values() if not column.override}
    assert list(documented) == [*own, *(["overrides"] if table.overrides else [])]
    defaults = {item.name: item.default for item in fields(table.row)}
    for name, column in own.items():
        if not (name in SAID_IN_WORDS or (table.name, name) == ("needs", "kind")):
            assert documented[name][0] == ("**wanted**" if column.required else written(defaults[column.field])), name


def test_every_choice_of_an_enumeration_is_named():
    for table in TABLES.values():
        documented = section(f"{table.name}.csv")
        for item in fields(table.row):
            if isinstance(item.default, Enum) and item.name != "confidence":
                for member in type(item.default):
                    assert f"`{member.value}`" in documented[item.name][1], (table.name, item.name, member)


def test_every_key_of_the_head_is_there():
    assert sorted(section("scenario.yaml")) == sorted(KEYS)


def test_every_key_of_an_inject_and_every_file_is_there():
    assert all(f"`{key}`" in TEXT.split("## injects.yaml")[1] for key in INJECT_KEYS)
    assert all(name in TEXT for name in SIZES)


def test_the_least_that_loads_does_load(tiny):
    least = dict(re.findall(r"^\| ([\w.]+) \| `([^`]+)`", TEXT.split("## The least that loads")[1], re.MULTILINE))
    rows = {
        "sites.csv": "north,-16.5,179.5,1000",
        "places.csv": "suva,seaport,-18.1,178.4",
        "needs.csv": "north,water,3",
        "supplies.csv": "suva,water,9",
        "assets.csv": "lcm_8,FJI,suva,2",
    }
    files = {name: f"{least[name]}\n{row}\n" for name, row in rows.items()}
    assert load(tiny({**files, "scenario.yaml": f"{least['scenario.yaml']}\nhost: FJI\n"})).host == "FJI"
