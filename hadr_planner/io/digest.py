"""A fingerprint of what a scenario says, whatever it is written in."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from ..domain.scenario import Scenario

APART = frozenset({"catalogue", "digest", "assumptions", "uncertainty", "tracks"})


def digest(scenario: Scenario) -> str:
    """SHA-256 of a scenario's content, hexadecimal.

    The same for a folder, a zip and a workbook, for any order of rows, and for any way of
    writing a number. Platform and unit figures count as far as the scenario uses them; items
    and planning factors count in whole; the sentences about assumptions don't, nor does what may turn out
    otherwise or where a storm went: plans are made without it.
    """
    said = {item.name: _canonical(getattr(scenario, item.name)) for item in fields(scenario) if item.name not in APART}
    said["items"] = _canonical(scenario.catalogue.items)
    said["factors"] = {id: _canonical(factor.value) for id, factor in scenario.catalogue.factors.items()}
    text = json.dumps(said, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def _canonical(value: Any) -> Any:
    match value:
        case Enum():
            return value.value
        case None | bool() | str():
            return value
        case int() | float():
            return repr(float(value) + 0.0)
        case datetime():
            return value.isoformat()
        case Mapping():
            return {str(key): _canonical(inner) for key, inner in value.items()}
        case tuple() | list():
            return [_canonical(inner) for inner in value]
    if is_dataclass(value):
        return {item.name: _canonical(getattr(value, item.name)) for item in fields(value)}
    raise TypeError(f"{type(value).__name__} has no canonical form")
