"""What a warning is, and how it is said."""

from __future__ import annotations

from collections.abc import Iterator

from ..errors import Fault

Smell = Iterator[Fault]


def warn(file: str, id: str, what: str) -> Fault:
    """A warning about one row of a table."""
    return Fault(file=file, what=f"{id}: {what}")
