"""Numbers of things, in the singular where there is one."""

from __future__ import annotations


def counted(number: int, noun: str) -> str:
    """``1 order``, ``2 orders``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
