"""A scenario from disk: everything is read before anything is complained about."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ..domain.catalogue import Catalogue
from ..domain.scenario import Scenario
from ..errors import Fault, ScenarioError
from .archive import zip_members
from .bundle import HEAD, Bundle, bundle_of
from .caps import MOST_ROWS, MOST_ROWS_ELSEWHERE, WHOLE_BYTES
from .catalogue import catalogue
from .defaults import LOCAL, fill_in, local_partnerships
from .digest import digest
from .folder import capped, folder_members
from .head import Head, read_head
from .home import scenarios_dir
from .injects import check_injects, read_injects
from .ledger import Ledger
from .lookup import References
from .nearest import did_you_mean, shown
from .references import check_references
from .rows import Row, read_rows
from .sheet import Sheet
from .tables import TABLES, columns
from .workbook import read_workbook


def load(where: str | Path) -> Scenario:
    """Scenario in a folder, a .zip, an .xlsx, or built in under this name.

    Raises
    ------
    ScenarioError
        With every fault found: file, line, column, what is there and what is wanted.
    """
    path = _path(where)
    ledger = Ledger()
    return _settled(_bundle(path, ledger), str(where), ledger)


def load_members(name: str, members: Mapping[str, bytes]) -> Scenario:
    """Scenario made of the files of a folder, by their names; complains as ``load`` does."""
    ledger = Ledger()
    return _settled(bundle_of(name, members, ledger), name, ledger)


def builtin() -> tuple[str, ...]:
    """Names of the built-in scenarios."""
    folder = scenarios_dir()
    return tuple(sorted(path.parent.name for path in folder.glob(f"*/{HEAD}"))) if folder.is_dir() else ()


def _settled(bundle: Bundle, where: str, ledger: Ledger) -> Scenario:
    scenario = _scenario(bundle, catalogue(), ledger)
    ledger.settle(where)
    return replace(scenario, digest=digest(scenario))


def _path(where: str | Path) -> Path:
    path = Path(where)
    try:
        if path.exists():
            return path
    except (OSError, ValueError):
        raise _nothing(where, "can't be a path") from None
    if isinstance(where, str) and re.fullmatch(r"[a-z0-9_]+", where) and where in builtin():
        return scenarios_dir() / where
    raise _nothing(where, f"is neither a file, a folder nor a built-in scenario{did_you_mean(str(where), builtin())}")


def _nothing(where: str | Path, what: str) -> ScenarioError:
    return ScenarioError(shown(where), [Fault(file=shown(where), what=what)])


def _bundle(path: Path, ledger: Ledger) -> Bundle:
    if path.is_dir():
        return bundle_of(path.resolve().name, folder_members(path, ledger), ledger)
    if path.suffix.lower() not in (".zip", ".xlsx"):
        raise _nothing(path, "wanted a folder, a .zip or an .xlsx")
    content = capped(path, WHOLE_BYTES, ledger)
    if content is None:
        ledger.settle(str(path))
        return Bundle(name=path.stem)
    if path.suffix.lower() == ".xlsx":
        bundle = read_workbook(path.name, content, ledger)
    else:
        folder, members = zip_members(path.name, content, ledger)
        if not members:
            ledger.settle(str(path))
        bundle = bundle_of(folder or path.stem, members, ledger)
    bundle.name = bundle.name if bundle.name != path.name else path.stem
    return bundle


def _scenario(bundle: Bundle, known: Catalogue, ledger: Ledger) -> Scenario:
    head = read_head(bundle.head_file, bundle.head, bundle.name, ledger)
    tables = {name: _rows(bundle, name, head, ledger) for name in TABLES}
    refs = References(tables, bundle.areas, known, head.start, ledger)
    check_references(refs, head)
    assumed = fill_in(tables, head.host, known, ledger)
    nouns: dict[str, Any] = {TABLES[name].target: _nouns(rows, known) for name, rows in tables.items()}
    if "handovers" not in bundle.tables:
        nouns["partnerships"] = local_partnerships(nouns["sites"])
        nouns["organisations"].setdefault(LOCAL.id, LOCAL)
        assumed.append("Local government hands over whatever arrives, without limit: no handovers table was given.")
    scenario = Scenario(
        id=head.id,
        title=head.title,
        hazard=head.hazard,
        start=head.start or datetime(1970, 1, 1, tzinfo=UTC),
        clock=head.clock,
        host=head.host,
        context=head.context,
        command=head.command,
        aims=head.aims,
        policies=head.policies,
        seed=head.seed,
        catalogue=known,
        injects=read_injects(bundle.injects_file, bundle.injects, ledger),
        areas=bundle.areas,
        assumptions=tuple(dict.fromkeys((*head.assumptions, *assumed))),
        **nouns,
    )
    check_injects(bundle.injects_file, bundle.injects, scenario, ledger)
    return scenario


def _rows(bundle: Bundle, name: str, head: Head, ledger: Ledger) -> list[Row]:
    table = TABLES[name]
    sheet = bundle.tables.get(name)
    file = f"{name}.csv" if bundle.head_file == HEAD else name
    if sheet is None:
        if table.required:
            ledger.add(file, "is missing")
        sheet = Sheet(file=file, header=())
    elif table.required and sheet.header and not sheet.lines:
        ledger.add(file, "has no rows")
    most = MOST_ROWS.get(name, MOST_ROWS_ELSEWHERE)
    if len(sheet.lines) > most:
        ledger.add(file, f"has {len(sheet.lines):,} rows; at most {most:,} can be planned for")
        sheet = replace(sheet, lines=sheet.lines[:most])
    return read_rows(sheet, table, head.start, ledger)


def _nouns(rows: list[Row], known: Catalogue) -> dict[str, Any]:
    return {row.id: _noun(row, known) for row in rows if row.sound and _complete(row)}


def _complete(row: Row) -> bool:
    return all(column.field in row.values for column in columns(row.table).values() if column.required)


def _noun(row: Row, known: Catalogue) -> Any:
    values = dict(row.values)
    if row.table.overrides:
        types: Mapping[str, Any] = known.asset_types if row.table.name == "assets" else known.unit_types
        values["type"] = replace(types[values["type"]], **row.overrides)
    return row.table.row(**{item.name: values[item.name] for item in fields(row.table.row) if item.name in values})
