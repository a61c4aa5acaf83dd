"""Numbers of things, in the singular where there is one."""

from __future__ import annotations

from .wording import number as figure


def counted(number: int, noun: str, many: str = "") -> str:
    """``1 order``, ``2,000 orders``; ``many`` where the plural takes more than an s."""
    return f"{figure(number)} {noun if number == 1 else many or f'{noun}s'}"
