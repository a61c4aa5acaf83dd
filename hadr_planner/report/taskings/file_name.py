"""Names for files, safe on every system whatever a reader is called."""

from __future__ import annotations

import hashlib
import re

from .reader import Reader

SAFE = re.compile(r"[^A-Za-z0-9_]+")
LONGEST = 60


def file_stem(reader: Reader) -> str:
    """``nation_USA``, ``component_air``: letters, digits and underscores; never a path, never a reserved name.

    A name that had to be changed gets a digest at its end, so that no two readers share one.
    """
    plain = SAFE.sub("_", reader.id)[:LONGEST]
    mark = "" if plain == reader.id else "_" + hashlib.sha256(reader.id.encode()).hexdigest()[:8]
    return f"{reader.kind}_{plain}{mark}"
