"""The text of a cell becomes a value, or a sentence about what was wanted."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import is_dataclass
from datetime import datetime
from enum import Enum
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from pydantic import ConfigDict, TypeAdapter, ValidationError

from ..domain.geography import FOREVER_H
from .nearest import did_you_mean, shown

NONE = "-"
MOMENTS = frozenset(
    {"from_h", "until_h", "ready_h", "opens_h", "closes_h", "available_h", "needed_by_h", "validated_h", "at_h"}
)
EARLY = frozenset({"at_h"})
"""Moments that may lie before the start."""
_DAY_WINDOW = re.compile(r"([01]\d|2[0-4])-([01]\d|2[0-4])")
_HOURS = re.compile(r"[Hh]\s*(?:\+\s*(?=[\d.])|(?=-[\d.]))")
_STRICT = ConfigDict(allow_inf_nan=False)


class UnreadableError(ValueError):
    """A cell that can't be read; the text says what was wanted and found."""


@cache
def reader(owner: Any, field: str) -> Callable[[str, datetime | None], Any]:
    """How a cell of this field is read: ``reader(Site, "lat")("11.2", start)``."""
    hint = get_type_hints(owner, include_extras=True)[field]
    origin = get_origin(hint)
    if field in MOMENTS:
        return lambda text, start: _number(_adapter(hint), _hour(text, start, early=field in EARLY), text)
    if is_dataclass(hint):
        return lambda text, _: text
    if origin is tuple:
        return lambda text, _: _words(text)
    if origin is Mapping:
        return lambda text, _: _figures(text)
    adapter = _adapter(hint)
    choices = _choices(hint)
    if choices:
        return lambda text, _: _choice(adapter, text, choices)
    if field == "hours":
        return lambda text, _: day_window(text)
    if _is_text(hint):
        return lambda text, _: _checked(adapter, text, text)
    return lambda text, _: _number(adapter, text, text)


def day_window(text: str) -> str:
    """A daily window such as ``06-18``."""
    if not _DAY_WINDOW.fullmatch(text):
        raise UnreadableError(f"a daily window is written like '06-18', got {shown(text)}")
    return text


def moment(text: str) -> datetime:
    """A moment in ISO 8601 with its zone."""
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        raise UnreadableError(f"wanted a time such as '2013-11-08T06:00:00+08:00', got {shown(text)}") from None
    if when.utcoffset() is None:
        raise UnreadableError(f"{shown(text)} has no zone; write it like '2013-11-08T06:00:00+08:00' or end it in Z")
    return when


def value(hint: Any, given: Any) -> Any:
    """A value of the head, checked against its type."""
    return _checked(_adapter(hint), given, given)


def hours_after(text: str, start: datetime | None) -> float:
    """A time as hours after the start, 0 or more, as ``36``, ``H+36`` or ISO 8601 with a zone."""
    hours = float(_number(_adapter(float), _hour(text, start), text))
    if not 0 <= hours <= FOREVER_H:
        raise UnreadableError(f"wanted a number of 0 or more, got {shown(text)}")
    return hours


def _hour(text: str, start: datetime | None, *, early: bool = False) -> str:
    bare = _HOURS.sub("", text, count=1)
    if "T" not in bare and not re.match(r"\d{4}-\d", bare):
        return bare
    when = moment(bare)
    if start is None:
        return "0"
    hours = (when - start).total_seconds() / 3600
    if hours < 0 and not early:
        raise UnreadableError(f"{shown(text)} is {-hours:g} h before the start; times count from the start on")
    return repr(max(min(hours, FOREVER_H), -FOREVER_H))


def _number(adapter: TypeAdapter[Any], text: str, found: str) -> Any:
    if "_" in text:
        raise UnreadableError(f"input should be a number, got {shown(found)}")
    if re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", text):
        raise UnreadableError(f"write {text.replace(',', '')} without commas, got {shown(found)}")
    if re.fullmatch(r"-?\d+,\d+", text):
        raise UnreadableError(f"write the decimal mark as a point, got {shown(found)}")
    return _checked(adapter, text, found)


def _checked(adapter: TypeAdapter[Any], given: Any, found: Any) -> Any:
    try:
        return adapter.validate_python(given)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]["msg"]
        raise UnreadableError(f"{_said(first)}, got {shown(found)}") from None


def _said(message: str) -> str:
    if "pattern" in message and "a-z0-9_" in message:
        return "wanted small letters, digits and '_' only"
    return (message[:1].lower() + message[1:]).split(", unable to parse")[0]


def _choice(adapter: TypeAdapter[Any], text: str, choices: tuple[str, ...]) -> Any:
    plain = re.sub(r"[\s-]+", "_", text).lower()
    if text not in choices and plain in choices:
        text = plain
    if text not in choices:
        listed = ", ".join(choices)
        raise UnreadableError(f"wanted one of {listed}, got {shown(text)}{did_you_mean(text, choices)}")
    return adapter.validate_python(text)


def _words(text: str) -> tuple[str, ...]:
    if text == NONE:
        return ()
    return tuple(word.strip() for word in text.split(";") if word.strip())


def _figures(text: str) -> dict[str, float]:
    if text == NONE:
        return {}
    figures = {}
    for pair in _words(text):
        key, colon, figure = (part.strip() for part in pair.partition(":"))
        if not colon:
            raise UnreadableError(f"wanted name:number pairs separated by ';', got {shown(text)}")
        if key in figures:
            raise UnreadableError(f"{key!r} comes twice in {shown(text)}")
        number = _number(_adapter(float), figure, figure)
        if number < 0:
            raise UnreadableError(f"{key}: input should be 0 or more, got {shown(figure)}")
        figures[key] = number
    return figures


@cache
def _adapter(hint: Any) -> TypeAdapter[Any]:
    return TypeAdapter(hint, config=_STRICT)


def _choices(hint: Any) -> tuple[str, ...]:
    for part in (hint, *get_args(hint)):
        if isinstance(part, type) and issubclass(part, Enum):
            return tuple(str(member.value) for member in part)
    return ()


def _is_text(hint: Any) -> bool:
    if get_origin(hint) is Annotated:
        hint = get_args(hint)[0]
    if get_origin(hint) in (Union, UnionType):
        return any(_is_text(part) for part in get_args(hint))
    return hint is str
