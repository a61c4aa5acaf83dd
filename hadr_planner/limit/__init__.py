"""The limit curve: what no plan beats, hour by hour, and what holds it down."""

from __future__ import annotations

from .curve import limit
from .done import Done, handed_over

__all__ = ["Done", "handed_over", "limit"]
