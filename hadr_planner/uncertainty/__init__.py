"""What may turn out otherwise, drawn: a scenario and a number in, an ordinary scenario out."""

from __future__ import annotations

from .cautious import cautious
from .defaults import DEFAULTS, doubts
from .draw import Drawn, draw, drawn

__all__ = ["DEFAULTS", "Drawn", "cautious", "doubts", "draw", "drawn"]
