"""Where names stand beside the points of a chart so that none lies on another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

SIGN_PX, LINE_PX, POINT_PX = 6.5, 15.0, 8.0
BESIDE = ((0, -16), (0, 18), (1, 0), (-1, 0), (0, -32), (0, 34), (1, -16), (-1, -16), (1, 18), (-1, 18))
"""Sides of a point, in the order in which they are tried: to the left, on it, or to the right; and pixels down."""
ALIGNED = {-1: "right", 0: "center", 1: "left"}
Spot = tuple[float, float]
"""Pixels to the right and down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """Where a name stands: pixels from its point, and which end of it is there."""

    dx: float
    dy: float
    align: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """What a name or a point covers, in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether both cover some pixel."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


def seats(points: Sequence[Spot], names: Sequence[str], longest_px: float) -> list[Seat]:
    """A seat for every name, the first that covers no point and no earlier name; above its point where none is free."""
    taken = [Box(left=x - POINT_PX, top=y - POINT_PX, right=x + POINT_PX, bottom=y + POINT_PX) for x, y in points]
    found = []
    for point, name in zip(points, names, strict=True):
        wide = min(SIGN_PX * len(name), longest_px)
        tried = [(seat, covered(point, seat, wide)) for seat in map(_seat, BESIDE)]
        seat, box = next((one for one in tried if not any(one[1].meets(other) for other in taken)), tried[0])
        taken.append(box)
        found.append(seat)
    return found


def covered(point: Spot, seat: Seat, wide: float) -> Box:
    """What a name so many pixels wide covers from its seat."""
    x, y = point[0] + seat.dx, point[1] + seat.dy
    left = x - wide * {"left": 0.0, "center": 0.5, "right": 1.0}[seat.align]
    return Box(left=left, top=y - LINE_PX / 2, right=left + wide, bottom=y + LINE_PX / 2)


def _seat(beside: tuple[int, int]) -> Seat:
    side, dy = beside
    return Seat(dx=side * (POINT_PX + 4), dy=dy, align=ALIGNED[side])
