"""The reference tables in ``data/`` become the catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields
from functools import cache
from pathlib import Path
from typing import Any

from ..domain.catalogue import AssetType, Catalogue, Factor, Figure, Item, UnitType
from .caps import TABLE_BYTES
from .csv_sheet import read_csv
from .folder import capped
from .home import data_dir
from .ledger import Ledger
from .rows import Row, read_rows
from .tables import Table


def catalogue() -> Catalogue:
    """All reference data; read once."""
    return read_catalogue(data_dir())


@cache
def read_catalogue(folder: Path) -> Catalogue:
    """Catalogue in a folder of tables.

    Raises
    ------
    ScenarioError
        With every fault found.
    """
    ledger = Ledger()
    found = Catalogue(
        asset_types=_table(folder, "asset_types", AssetType, ledger),
        unit_types=_table(folder, "unit_types", UnitType, ledger),
        items=_table(folder, "items", Item, ledger),
        factors=_table(folder, "planning_factors", Factor, ledger),
        figures=tuple(_table(folder, "figures", Figure, ledger).values()),
    )
    ledger.settle(str(folder))
    return found


def _table(folder: Path, name: str, row: type[Any], ledger: Ledger) -> Mapping[str, Any]:
    table = Table(name=name, row=row)
    content = capped(folder / f"{name}.csv", TABLE_BYTES, ledger)
    if content is None:
        return {}
    rows = read_rows(read_csv(f"{name}.csv", content, ledger), table, None, ledger)
    return {found.id: _noun(found) for found in rows if found.sound and _complete(found)}


def _complete(row: Row) -> bool:
    return all(
        item.name in row.values
        for item in fields(row.table.row)
        if item.default is MISSING and item.default_factory is MISSING
    )


def _noun(row: Row) -> Any:
    return row.table.row(
        **{item.name: row.values[item.name] for item in fields(row.table.row) if item.name in row.values}
    )
