"""A plan as one JSON file, and back; ``docs/plan.schema.json`` describes it to everyone else."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from functools import cache
from itertools import islice
from math import inf, isfinite
from pathlib import Path
from typing import Any

from pydantic import ConfigDict, TypeAdapter, ValidationError
from typing_extensions import TypedDict

from ..domain.plan import Plan
from ..errors import Fault, ScenarioError
from .atomic import write_atomically
from .caps import FAULTS, PLAN_BYTES
from .csv_sheet import decoded
from .folder import capped
from .json_text import parse_json, pointer, unfit_value
from .ledger import Ledger
from .nearest import did_you_mean, shown
from .tables import column_name

SCHEMA = 1
UNITS_OF_MEASURE: Mapping[str, str] = {
    "_h": "hours after the scenario's start; durations in hours",
    "loads": "tonnes by item id; a unit rides as unit:<id>, in tonnes of its weight",
    "unloads": "tonnes by item id; a unit rides as unit:<id>, in tonnes of its weight",
    "tonnes": "tonnes",
    "quantity": "people for care and rescue, work hours for repair",
    "value": "person-days of need met, weighted; higher is better",
    "bound": "person-days of need met, weighted; no plan that obeys the rules exceeds it; null where none was proven",
}
MEASURED = ("sorties", "drives", "stays", "hand_overs", "services")
LAST_H = 10_000
DERIVED = frozenset({"schema", "units_of_measure", "gap", "stocks"})


def write_plan(plan: Plan, path: str | Path, stocks: Sequence[Mapping[str, Any]] | None = None) -> None:
    """Write a plan as JSON, the same bytes for the same plan.

    ``stocks`` are rows of node, item, period and tonnes, for readers who do not replay the plan.
    """
    text = json.dumps(plan_to_json(plan, stocks), ensure_ascii=False, indent=1, allow_nan=False)
    write_atomically(Path(path), f"{text}\n".encode())


def plan_to_json(plan: Plan, stocks: Sequence[Mapping[str, Any]] | None = None) -> dict[str, Any]:
    """What a plan file says, as plain lists and mappings; a bound that was not proven is ``None``."""
    said = {"schema": SCHEMA, "units_of_measure": dict(UNITS_OF_MEASURE), **_plain(plan), "gap": plan.gap}
    if not isfinite(plan.bound):
        said["bound"] = None
    return said if stocks is None else {**said, "stocks": [dict(row) for row in stocks]}


def read_plan(path: str | Path) -> Plan:
    """Plan in a file.

    Raises
    ------
    ScenarioError
        With every fault found, each at its JSON pointer.
    """
    ledger = Ledger()
    path = Path(path)
    content = capped(path, PLAN_BYTES, ledger)
    text = None if content is None else decoded(path.name, content, ledger)
    found = None if text is None else parse_json(path.name, text, ledger)
    ledger.settle(str(path))
    return plan_of(found, str(path))


def plan_of(found: Any, where: str = "plan") -> Plan:
    """Plan that plain lists and mappings say.

    Raises
    ------
    ScenarioError
        With every fault found, each at its JSON pointer.
    """
    faults = _faults(found)
    if not faults:
        said = {key: value for key, value in found.items() if key not in DERIVED}
        unproven = said.get("bound", 0.0) is None
        if unproven:
            said["bound"] = 0.0
        try:
            plan = _adapter().validate_python({"plan": {key: _fields(value) for key, value in said.items()}})["plan"]
        except ValidationError as error:
            faults = [_fault(one) for one in error.errors(include_url=False, include_context=False)[:FAULTS]]
        else:
            faults = list(islice(_oddities(plan), FAULTS))
            if not faults:
                return replace(plan, bound=inf) if unproven else plan
    raise ScenarioError(where, faults)


def _faults(found: Any) -> list[Fault]:
    if not isinstance(found, dict):
        return [Fault(file="/", what="wanted a plan: a JSON object with the keys of docs/plan.schema.json")]
    if found.get("schema") != SCHEMA:
        what = f"this program reads schema {SCHEMA}, got {shown(found.get('schema'))}"
        return [Fault(file="/schema", what=what)]
    wrong = unfit_value(found)
    if wrong:
        return [Fault(file=wrong[0], what=wrong[1])]
    known = {column_name(item.name) for item in fields(Plan)} | DERIVED
    unknown = [key for key in found if key not in known]
    return [Fault(file=pointer([key]), what=f"key is unknown{did_you_mean(key, known)}") for key in unknown]


def _fault(error: Any) -> Fault:
    message = str(error["msg"])
    found = error.get("input")
    got = f", got {shown(found)}" if isinstance(found, str | int | float) else ""
    steps = [column_name(step) if isinstance(step, str) else step for step in error["loc"][1:]]
    return Fault(file=pointer(steps), what=f"{message[:1].lower()}{message[1:]}{got}")


class _PlanFile(TypedDict):
    __pydantic_config__ = ConfigDict(extra="forbid", allow_inf_nan=False)  # type: ignore[misc]
    plan: Plan


def _oddities(plan: Plan) -> Iterator[Fault]:
    seen: set[str] = set()
    for number, sortie in enumerate(plan.sorties):
        at = f"/sorties/{number}"
        if not sortie.stops:
            yield Fault(file=f"{at}/stops", what="wanted at least one stop")
        if sortie.id in seen:
            yield Fault(file=f"{at}/id", what=f"{shown(sortie.id)} comes twice")
        if sortie.tail < 1:
            yield Fault(file=f"{at}/tail", what=f"wanted 1 or more, got {shown(sortie.tail)}")
        seen.add(sortie.id)
    for table in MEASURED:
        for number, row in enumerate(getattr(plan, table)):
            yield from _amounts(row, f"/{table}/{number}")


def _amounts(row: Any, at: str) -> Iterator[Fault]:
    for item in fields(row):
        value, place = getattr(row, item.name), f"{at}/{column_name(item.name)}"
        if item.name.endswith("_h") and not 0 <= value <= LAST_H:
            yield Fault(file=place, what=f"wanted hours after start, at most {LAST_H:,}, got {shown(value)}")
        elif item.name in ("tonnes", "quantity", "period") and not value >= 0:
            yield Fault(file=place, what=f"wanted 0 or more, got {shown(value)}")
        elif item.name in ("loads", "unloads"):
            for key, amount in value.items():
                if amount < 0:
                    yield Fault(file=f"{place}/{key}", what=f"wanted 0 or more, got {shown(amount)}")
        elif item.name == "stops":
            for number, stop in enumerate(value):
                yield from _amounts(stop, f"{place}/{number}")


@cache
def _adapter() -> TypeAdapter[_PlanFile]:
    return TypeAdapter(_PlanFile)


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {column_name(item.name): _plain(getattr(value, item.name)) for item in fields(value)}
    match value:
        case Enum():
            return value.value
        case Mapping():
            return {str(key): _plain(value[key]) for key in sorted(value)}
        case tuple() | list():
            return [_plain(inner) for inner in value]
    return value


def _fields(said: Any) -> Any:
    if isinstance(said, list):
        return [_fields(inner) for inner in said]
    if isinstance(said, dict) and "from" in said:
        return {"from_" if key == "from" else key: value for key, value in said.items()}
    return said
