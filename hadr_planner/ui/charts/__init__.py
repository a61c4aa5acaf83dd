"""Charts of the desk: they draw readings of the report and compute none."""

from __future__ import annotations

from .against_limit import against_limit
from .crowding import crowd, crowding
from .curves import curves
from .effort import by_day
from .gantt import PICKED, gantt
from .sheet import sheet
from .trade import trade

__all__ = ["PICKED", "against_limit", "by_day", "crowd", "crowding", "curves", "gantt", "sheet", "trade"]
