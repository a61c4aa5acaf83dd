"""The script of an exercise: a list of injects, checked for what they name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from ..domain.scenario import Scenario
from .ledger import Ledger
from .nearest import did_you_mean, shown
from .tables import TABLES, column_name
from .tree import Branch, Items, Node, Scalar, plain

KEYS = (
    "id", "at", "after", "when", "storyline", "from", "to", "method", "text", "expect", "objective",
    "mutate", "contingency", "source", "confidence", "note",
)  # fmt: skip
MUTATED = {table.name: table for table in TABLES.values()}


def read_injects(file: str, node: Node | None, ledger: Ledger) -> tuple[Mapping[str, Any], ...]:
    """Injects as plain mappings, each with an id of its own."""
    if node is None or (isinstance(node, Scalar) and not node.text):
        return ()
    if not isinstance(node, Items):
        ledger.add(file, "wanted a list of injects", node.line, node.column)
        return ()
    injects: dict[str, Mapping[str, Any]] = {}
    for number, item in enumerate(node.items, start=1):
        if not isinstance(item, Branch):
            ledger.add(file, "wanted an inject with keys id, at, text", item.line, item.column)
            continue
        for key, at in item.keys.items():
            if key not in KEYS:
                ledger.add(file, f"key {shown(key)} is unknown{did_you_mean(key, KEYS)}", at.line, at.column)
        found = {key: plain(value) for key, value in item.values.items()}
        id = str(found.setdefault("id", f"inject_{number}"))
        if id in injects:
            ledger.add(file, f"id: {id!r} comes twice", item.line, item.column)
        injects[id] = found
    return tuple(injects.values())


def check_injects(file: str, node: Node | None, scenario: Scenario, ledger: Ledger) -> None:
    """Fault every mutation ``set: table.id.column`` that names what does not exist."""
    for item in node.items if isinstance(node, Items) else ():
        mutations = item.values.get("mutate") if isinstance(item, Branch) else None
        for mutation in mutations.items if isinstance(mutations, Items) else ():
            target = mutation.values.get("set") if isinstance(mutation, Branch) else None
            if isinstance(target, Scalar):
                wrong = _unknown(target.text, scenario)
                if wrong:
                    ledger.add(file, f"set: {wrong}", target.line, target.column)


def _unknown(path: str, scenario: Scenario) -> str | None:
    steps = path.split(".")
    if len(steps) != 3:
        return f"wanted table.id.column, got {shown(path)}"
    name, id, column = steps
    if name not in MUTATED:
        return f"{shown(name)} is not a table{did_you_mean(name, MUTATED)}"
    table = MUTATED[name]
    rows = getattr(scenario, table.target)
    if id not in rows:
        return f"{shown(id)} is not in {name}{did_you_mean(id, rows)}"
    types = fields(table.row) + (fields(table.overrides) if table.overrides else ())
    known = [column_name(item.name) for item in types]
    return None if column in known else f"{shown(column)} is not a column of {name}{did_you_mean(column, known)}"
