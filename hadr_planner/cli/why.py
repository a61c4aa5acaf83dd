"""``hadr why``: the reasons against a move, or behind a need that is not met."""

from __future__ import annotations


def why() -> None:
    """Say why not."""
