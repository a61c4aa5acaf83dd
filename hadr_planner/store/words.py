"""People's words as every database can keep them."""

from __future__ import annotations

import re

_UNKEPT = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\ud800-\udfff]")


def line(text: str, most: int) -> str:
    """One line without control characters, cut at so many."""
    return " ".join(_UNKEPT.sub(" ", text).split())[:most]


def lines(text: str) -> str:
    """Lines without control characters."""
    return _UNKEPT.sub(" ", text.replace("\r\n", "\n").replace("\t", " ")).strip()
