"""What a finished plan says happens: stocks over time, who works where, where ships lie, what opens when.

Nothing here knows the optimizer; it is what rules check a plan with.
"""

from .goods import Cause, Goods, Shortage, goods
from .lying import Rest, rests
from .repairs import opens_h
from .waiting import why_not_then
from .ways import usable_ways
from .words import GRAM_T, KILOGRAM_T, hour, tonnes
from .work import Shift, shifts

__all__ = [
    "GRAM_T",
    "KILOGRAM_T",
    "Cause",
    "Goods",
    "Rest",
    "Shift",
    "Shortage",
    "goods",
    "hour",
    "opens_h",
    "rests",
    "shifts",
    "tonnes",
    "usable_ways",
    "why_not_then",
]
