"""Ids that are not taken yet."""

from __future__ import annotations

from collections.abc import Container

LONGEST = 60


def fresh(base: str, taken: Container[str]) -> str:
    """An id that begins as asked and that nothing has yet."""
    number = 0
    id = base[:LONGEST]
    while id in taken:
        number += 1
        id = f"{base[: LONGEST - 8]}_{number}"
    return id
