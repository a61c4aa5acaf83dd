"""The nearest valid name, for messages."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process

LIKE_PERCENT = 60


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """Choice most like a word, or ``None`` where none is much like it; of equals, an id before a name."""
    found = process.extractOne(
        word, sorted(choices, reverse=True), scorer=fuzz.ratio, processor=str.casefold, score_cutoff=LIKE_PERCENT
    )
    return str(found[0]) if found else None


def did_you_mean(word: str, choices: Iterable[str]) -> str:
    """Tail of a message that offers the nearest valid name; empty where none is near."""
    choice = nearest(word, choices)
    return f"; did you mean {choice!r}?" if choice else ""


def shown(text: object, length: int = 60) -> str:
    """Quoted and shortened, as found in a file, for a message."""
    whole = repr(str(text)[: length + 1])
    return whole if len(str(text)) <= length else f"{str(text)[:length]!r}..."
