"""Which tables a scenario has, and which columns each of them may and must have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from functools import cache
from typing import Any

from ..domain.accord import Agreement, Caveat, Order, Organisation, Partnership, Request
from ..domain.catalogue import AssetType, UnitType
from ..domain.doubt import Doubt
from ..domain.force import Asset, Need, Supply, Unit
from ..domain.geography import Fix, Place, Road, Site

FILLED_IN = frozenset({"id", "name", "country"})
OWN_TO_TYPE = frozenset({"id", "name", "note"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table of a scenario.

    Parameters
    ----------
    name
        Name of the file without ``.csv``, and of the sheet in a workbook.
    row
        What a row becomes.
    into
        Field of ``Scenario`` that holds the rows.
    overrides
        Type whose figures a row may override.
    also
        Columns that may hold other columns, the one that wins first: ``("holder", ("asset", "nation"))``.
    """

    name: str
    row: type[Any]
    into: str = ""
    overrides: type[Any] | None = None
    required: bool = False
    also: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def target(self) -> str:
        """Field of ``Scenario`` that holds the rows."""
        return self.into or self.name


TABLES: Mapping[str, Table] = {
    table.name: table
    for table in (
        Table(name="sites", row=Site, required=True),
        Table(name="places", row=Place, required=True),
        Table(name="roads", row=Road),
        Table(name="needs", row=Need, required=True),
        Table(name="supplies", row=Supply),
        Table(name="assets", row=Asset, overrides=AssetType),
        Table(name="units", row=Unit, overrides=UnitType),
        Table(name="agreements", row=Agreement),
        Table(name="caveats", row=Caveat, also=(("holder", ("asset", "nation")),)),
        Table(name="organisations", row=Organisation),
        Table(name="handovers", row=Partnership, into="partnerships"),
        Table(name="orders", row=Order),
        Table(name="requests", row=Request),
        Table(name="uncertainty", row=Doubt),
        Table(name="tracks", row=Fix),
    )
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: its name in the file, the field it fills, and whose field that is."""

    name: str
    field: str
    owner: Any
    required: bool = False
    override: bool = False


@cache
def columns(table: Table) -> Mapping[str, Column]:
    """Columns of a table by their names, those that override the type's figures last."""
    own: dict[str, Column] = {
        column_name(item.name): Column(
            name=column_name(item.name),
            field=item.name,
            owner=table.row,
            required=not optional(item) and item.name not in FILLED_IN,
        )
        for item in fields(table.row)
    }
    type = table.overrides
    if type is None:
        return own
    return own | {
        item.name: Column(name=item.name, field=item.name, owner=type, override=True)
        for item in fields(type)
        if item.name not in own and item.name not in OWN_TO_TYPE
    }


def column_name(field: str) -> str:
    """Name of a field as a column: ``from_`` is written ``from``."""
    return field.removesuffix("_")


def optional(item: Any) -> bool:
    """Whether a dataclass field has a default."""
    return item.default is not MISSING or item.default_factory is not MISSING
