"""JSON from strangers: read once, checked for what no honest file holds."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any

from .caps import DEPTH
from .ledger import Ledger
from .nearest import shown
from .sheet import unclean

LARGEST = 1e15
NUMBERS, NESTS = (int, float), (dict, list)


def parse_json(file: str, text: str, ledger: Ledger) -> Any:
    """JSON of a text; ``None`` where it is unfit, which is then in the ledger."""
    try:
        found = json.loads(text, parse_constant=_refuse_constant, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        ledger.add(file, f"can't be read as JSON: {error.msg}", error.lineno, error.colno)
        return None
    except RecursionError:
        ledger.add(file, "is nested too deeply")
        return None
    except ValueError as error:
        ledger.add(file, f"can't be read as JSON: {error}")
        return None
    wrong = unfit_value(found)
    if wrong:
        ledger.add(file, f"{wrong[0]}: {wrong[1]}")
        return None
    return found


def unfit_value(found: Any) -> tuple[str, str] | None:
    """JSON pointer and reason of the first text, number or nesting that is refused, or ``None``."""
    wrong = _first(found, 0)
    return (pointer(wrong[0][::-1]), wrong[1]) if wrong else None


def pointer(steps: Sequence[Any]) -> str:
    """JSON pointer (RFC 6901) to a value; long or unprintable keys are shortened."""
    return "".join("/" + shown(step, 80)[1:-1].replace("~", "~0").replace("/", "~1") for step in steps) or "/"


def _first(value: Any, depth: int) -> tuple[list[Any], str] | None:
    """Steps to what is refused, innermost first, and the reason."""
    if depth > DEPTH:
        return [], f"is nested more than {DEPTH} deep"
    if isinstance(value, str):
        wrong = unclean(value)
        return ([], wrong) if wrong else None
    if isinstance(value, NUMBERS):
        return None if -LARGEST <= value <= LARGEST else ([], f"{shown(value, 20)} is not a number that is read")
    if not isinstance(value, NESTS):
        return None
    for step, inner in value.items() if isinstance(value, dict) else enumerate(value):
        found = (_first(step, depth + 1) if isinstance(step, str) else None) or _first(inner, depth + 1)
        if found:
            return [*found[0], step], found[1]
    return None


def _refuse_constant(word: str) -> Any:
    raise ValueError(f"{word} is not a number")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = Counter(key for key, _ in pairs).most_common(1)[0][0]
        raise ValueError(f"key {shown(twice)} comes twice")
    return found
