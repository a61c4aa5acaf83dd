"""Legs by mode: how far, along which way, in whose airspace, and in what light."""

from .air import great_circle_km, great_circle_line
from .leg import RoadLeg
from .states import overflown, state_at
from .sun import daylight
from .web import Network, line, network

__all__ = [
    "Network",
    "RoadLeg",
    "daylight",
    "great_circle_km",
    "great_circle_line",
    "line",
    "network",
    "overflown",
    "state_at",
]
