"""Names beside the points of a chart."""

from __future__ import annotations

from itertools import combinations

import pytest

from hadr_planner.ui.charts.seats import POINT_PX, SIGN_PX, Box, covered, seats

LONG = ("A · Lives first", "B · Fairest", "C · Lives first, around the port", "D · Fairest by hand")


@pytest.mark.parametrize(
    "points",
    [
        [(200.0, 100.0)] * 4,
        [(200.0, 100.0), (212.0, 104.0), (190.0, 96.0), (205.0, 120.0)],
        [(200.0, 100.0), (260.0, 100.0), (320.0, 100.0), (380.0, 100.0)],
    ],
)
def test_no_name_lies_on_another_or_on_a_point_however_near_the_points_are(points: list[tuple[float, float]]) -> None:
    found = seats(points, LONG, 190)
    wide = [min(SIGN_PX * len(name), 190) for name in LONG]
    boxes = [covered(point, seat, w) for point, seat, w in zip(points, found, wide, strict=True)]
    marks = [Box(left=x - POINT_PX, top=y - POINT_PX, right=x + POINT_PX, bottom=y + POINT_PX) for x, y in points]
    assert not [pair for pair in combinations(boxes, 2) if pair[0].meets(pair[1])]
    assert not [(box, mark) for box in boxes for mark in marks if box.meets(mark)]


def test_a_name_with_room_stands_above_its_point() -> None:
    (seat,) = seats([(50.0, 50.0)], ["A"], 190)
    assert (seat.dx, seat.align) == (0, "center")
    assert seat.dy < 0
