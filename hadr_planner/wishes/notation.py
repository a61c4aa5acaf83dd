"""Wishes as plain lists and mappings, as plan files and wish files hold them, and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Annotated, Any

from annotated_types import Ge, Le, MinLen
from pydantic import ConfigDict, TypeAdapter, ValidationError
from typing_extensions import TypedDict

from hadr_planner.domain.plan import Sortie
from hadr_planner.domain.quantity import Share
from hadr_planner.errors import Fault, ScenarioError
from hadr_planner.io.caps import FAULTS
from hadr_planner.io.csv_sheet import decoded
from hadr_planner.io.folder import capped
from hadr_planner.io.json_text import parse_json, unfit_value
from hadr_planner.io.ledger import Ledger
from hadr_planner.io.nearest import did_you_mean, shown
from hadr_planner.wishes.book import Wish
from hadr_planner.wishes.forbid import Forbid
from hadr_planner.wishes.insist import Insist
from hadr_planner.wishes.keep import Keep
from hadr_planner.wishes.meet import Meet

KIND = "wish"
FILE_BYTES, MOST = 4_000_000, 5_000
Hour = Annotated[float, Ge(0), Le(1e6)]
Route = Annotated[tuple[str, ...], MinLen(2)]


class _Strict(TypedDict):
    __pydantic_config__ = ConfigDict(extra="forbid", allow_inf_nan=False)  # type: ignore[misc]


class _Forbid(_Strict, total=False):
    asset: str
    node: str
    route: tuple[str, ...]
    from_h: Hour
    until_h: Hour


class _Insist(_Strict, total=False):
    asset: str
    route: Route
    start_h: Hour
    tolerance_h: Hour


class _Keep(_Strict, total=False):
    sortie: Sortie
    times: Annotated[int, Ge(1), Le(1000)]


class _Meet(_Strict, total=False):
    need: str
    share: Share
    by_h: Hour


KINDS: Mapping[str, tuple[type[Wish], Any]] = {
    "forbid": (Forbid, _Forbid),
    "insist": (Insist, _Insist),
    "keep": (Keep, _Keep),
    "meet": (Meet, _Meet),
}
NEEDED = {Forbid: ("asset",), Insist: ("asset", "route", "start_h"), Keep: ("sortie",), Meet: ("need", "share", "by_h")}


def to_json(wish: Wish) -> dict[str, Any]:
    """One wish as plain values, its kind under ``wish``."""
    return {KIND: type(wish).__name__.lower(), **_plain(asdict(wish))}


def _plain(value: Any) -> Any:
    match value:
        case Enum():
            return value.value
        case Mapping():
            return {str(key): _plain(inner) for key, inner in value.items()}
        case tuple() | list():
            return [_plain(inner) for inner in value]
    return value


def from_json(found: Any, where: str = "wishes") -> tuple[Wish, ...]:
    """Wishes that a plain list says.

    Raises
    ------
    ScenarioError
        With every fault found, each at its JSON pointer: the number of the wish, counted from 0, and the field.
    """
    faults: list[Fault] = []
    if not isinstance(found, Sequence) or isinstance(found, str | bytes) or len(found) > MOST:
        raise ScenarioError(where, [Fault(file="/", what=f"wanted a list of at most {MOST:,} wishes")])
    wrong = unfit_value([dict(row) if isinstance(row, Mapping) else row for row in found])
    if wrong:
        raise ScenarioError(where, [Fault(file=wrong[0], what=wrong[1])])
    wishes = [_one(number, row, faults) for number, row in enumerate(found)]
    if faults:
        raise ScenarioError(where, faults[:FAULTS])
    return tuple(wish for wish in wishes if wish is not None)


def read_wishes(path: str | Path) -> tuple[Wish, ...]:
    """Wishes in a JSON file: a list.

    Raises
    ------
    ScenarioError
        With every fault found.
    """
    file, ledger = Path(path), Ledger()
    content = capped(file, FILE_BYTES, ledger)
    text = None if content is None else decoded(file.name, content, ledger)
    found = None if text is None else parse_json(file.name, text, ledger)
    ledger.settle(str(path))
    return from_json(found, str(path))


def _one(number: int, row: Any, faults: list[Fault]) -> Wish | None:
    kind = str(row.get(KIND)) if isinstance(row, Mapping) else ""
    if kind not in KINDS:
        what = f"wanted one of {', '.join(KINDS)}, got {shown(kind)}{did_you_mean(kind, KINDS)}"
        faults.append(Fault(file=f"/{number}/{KIND}", what=what))
        return None
    noun = KINDS[kind][0]
    said = {key: value for key, value in row.items() if key != KIND}
    names = [item.name for item in fields(noun)]
    unknown = [
        Fault(file=f"/{number}/{shown(key)[1:-1]}", what=f"key is unknown{did_you_mean(key, names)}")
        for key in said
        if key not in names
    ]
    missing = [Fault(file=f"/{number}/{name}", what="is missing") for name in NEEDED[noun] if name not in said]
    faults += [*unknown, *missing]
    if unknown or missing:
        return None
    try:
        checked = _adapter(kind).validate_python(said)
    except ValidationError as error:
        for one in error.errors(include_url=False, include_context=False):
            at = "/".join(str(step) for step in one["loc"])
            message = str(one["msg"])
            faults.append(Fault(file=f"/{number}/{at}", what=f"{message[:1].lower()}{message[1:]}"))
        return None
    if noun is Keep and not checked["sortie"].stops:
        faults.append(Fault(file=f"/{number}/sortie/stops", what="wanted at least one stop"))
        return None
    return noun(**checked)


@cache
def _adapter(kind: str) -> TypeAdapter[Any]:
    return TypeAdapter(KINDS[kind][1])
