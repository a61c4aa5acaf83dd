"""A popover that closes once what it offers is done: another takes its place, and is closed."""

from __future__ import annotations

from collections import Counter

from hadr_planner.ui.desk import Desk

KEPT = "popovers"


def key(desk: Desk, name: str) -> str:
    """Key of a popover: another each time that it was closed, for the browser keeps one open as long as its key."""
    return f"steer_{name}_{_turns(desk)[name]}"


def close(desk: Desk, name: str) -> None:
    """Close it, when the page is next drawn."""
    _turns(desk)[name] += 1


def _turns(desk: Desk) -> Counter[str]:
    found: Counter[str] = desk.kept.setdefault(KEPT, Counter())
    return found
