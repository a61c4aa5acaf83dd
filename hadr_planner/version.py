"""Name and version, as plans carry them."""

from __future__ import annotations

VERSION = "0.1.0"
PROGRAM = f"hadr_planner {VERSION}"
