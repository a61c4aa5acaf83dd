"""Editable tables: grids as data frames and back, each column with the editor that suits it."""

from __future__ import annotations

from enum import Enum
from functools import cache
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Union, get_args, get_origin, get_type_hints

import streamlit as st

from hadr_planner.domain.scenario import Scenario
from hadr_planner.io.cells import MOMENTS
from hadr_planner.io.tables import TABLES, columns

from .draft import Grid, text

if TYPE_CHECKING:
    import pandas as pd

TYPES = {"assets": "asset_types", "units": "unit_types"}
FLAGS = ("true", "false")


def frame(grid: Grid) -> pd.DataFrame:
    """A grid for the editor, all of it as text: an editor of figures makes 0 of a word, and nobody hears of it."""
    import pandas as pd

    return pd.DataFrame(list(grid.rows), columns=list(grid.header), dtype="object").replace({"": None})


def grid(edited: pd.DataFrame) -> Grid:
    """What stands in the editor, as text."""
    import pandas as pd

    rows = (
        tuple(text(None if cell is None or cell is pd.NA else cell) for cell in row)
        for row in edited.itertuples(index=False, name=None)
    )
    return Grid(header=tuple(edited.columns), rows=tuple(rows))


def config(table: str, scenario: Scenario) -> dict[str, Any]:
    """An editor for every column of a table."""
    return {name: _column(table, name, scenario) for name in columns(TABLES[table])}


@cache
def kind(table: str, name: str) -> str:
    """What a column holds: ``number``, ``flag``, ``choice`` or ``text``."""
    hint = _hint(table, name)
    if hint is None or name in MOMENTS:
        return "text"
    if hint is bool:
        return "flag"
    if hint in (float, int):
        return "number"
    return "choice" if isinstance(hint, type) and issubclass(hint, Enum) else "text"


def _column(table: str, name: str, scenario: Scenario) -> Any:
    known = columns(TABLES[table])[name]
    required = known.required
    match kind(table, name):
        case "number":
            return st.column_config.TextColumn(name, required=required, alignment="right")
        case "flag":
            return st.column_config.SelectboxColumn(name, options=list(FLAGS))
        case "choice":
            return st.column_config.SelectboxColumn(
                name, options=[str(member.value) for member in _hint(table, name)], required=required
            )
    options = _options(table, name, scenario)
    if options:
        return st.column_config.SelectboxColumn(name, options=options, required=required)
    return st.column_config.TextColumn(name, max_chars=2_000)


def _options(table: str, name: str, scenario: Scenario) -> list[str]:
    if name == "item":
        return sorted(scenario.catalogue.items)
    if name == "type" and table in TYPES:
        return sorted(getattr(scenario.catalogue, TYPES[table]))
    if name == "place":
        return sorted(scenario.places)
    if name == "site" and table == "handovers":
        return sorted(scenario.sites)
    return []


def _hint(table: str, name: str) -> Any:
    known = columns(TABLES[table]).get(name)
    if known is None:
        return None
    hint = get_type_hints(known.owner, include_extras=True)[known.field]
    if get_origin(hint) in (Union, UnionType):
        hint = next(part for part in get_args(hint) if part is not type(None))
    return get_args(hint)[0] if get_origin(hint) is Annotated else hint
