"""Plots of a batch as SVG: values by course, shares of draws, counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from hadr_planner.report.page.markup import Markup, join, short, tag
from hadr_planner.report.wording import large, number

WIDTH, LEFT, RIGHT, TOP, BOTTOM = 520, 150, 22, 10, 30
ROW = 46
WIDEST = 640
COLOURS = ("var(--fixed_wing)", "var(--truck)", "var(--ship)", "var(--helicopter)", "var(--poor)", "var(--fair)")


def strips(values: Mapping[str, Sequence[float]]) -> Markup:
    """Every value as a dot in its row, with the middle half as a bar and the median as a line."""
    low, high = _span(values)
    height = TOP + ROW * len(values) + BOTTOM
    parts = [_axis(low, high, height)]
    for row, (name, found) in enumerate(values.items()):
        y = TOP + ROW * (row + 0.5)
        first, middle, third = np.quantile(found, (0.25, 0.5, 0.75)).tolist()
        colour = COLOURS[row % len(COLOURS)]
        width = max(_x(third, low, high) - _x(first, low, high), 1.0)
        parts.append(tag("text", short(name, 24), x=LEFT - 8, y=y + 4, text_anchor="end"))
        parts.append(
            tag("rect", x=f"{_x(first, low, high):.1f}", y=y - 8, width=f"{width:.1f}", height=16, rx=3, fill=colour,
                opacity="0.25")
        )
        x = f"{_x(middle, low, high):.1f}"
        parts.append(tag("line", tag("title", f"median {number(middle)}"), x1=x, x2=x, y1=y - 11, y2=y + 11,
                         stroke=colour, stroke_width=2.5))
        for place, value in enumerate(found):
            up = y + 7 * ((place * 0.618) % 1 - 0.5)
            dot = tag("title", f"{name}: {number(value)}")
            parts.append(tag("circle", dot, cx=f"{_x(value, low, high):.1f}", cy=f"{up:.1f}", r=2.4, fill=colour))
    return _drawing(parts, height, "Values by draw")


def curves(values: Mapping[str, Sequence[float]]) -> Markup:
    """Share of draws whose value is at most so much, a stair for each row."""
    low, high = _span(values)
    height = 250
    parts = [_axis(low, high, height)]
    for share in (0, 0.25, 0.5, 0.75, 1):
        y = _up(share, height)
        parts.append(tag("line", x1=LEFT, x2=WIDTH - RIGHT, y1=y, y2=y, class_="gridline"))
        parts.append(tag("text", f"{share:.0%}".replace("%", " %"), x=LEFT - 6, y=y + 4, text_anchor="end"))
    keys = []
    for row, (name, found) in enumerate(values.items()):
        colour = COLOURS[row % len(COLOURS)]
        ordered = sorted(found)
        steps = [(low, 0.0)]
        for place, value in enumerate(ordered):
            steps += [(value, place / len(ordered)), (value, (place + 1) / len(ordered))]
        steps.append((high, 1.0))
        points = "L".join(f"{_x(value, low, high):.1f},{_up(share, height):.1f}" for value, share in steps)
        parts.append(tag("path", tag("title", name), d=f"M{points}", fill="none", stroke=colour, stroke_width=2))
        line = tag("svg", tag("path", d="M0 5H22", stroke=colour, stroke_width=2), width=22, height=10)
        keys.append(tag("span", line, short(name, 40), class_="key"))
    return join(_drawing(parts, height, "Share of draws up to a value"), tag("div", *keys, class_="keys"))


def bars(counts: Sequence[tuple[str, int]]) -> Markup:
    """Counts as bars, each with its name and number."""
    most = max(count for _, count in counts)
    height = TOP + 24 * len(counts) + 6
    parts = []
    for row, (name, count) in enumerate(counts):
        y = TOP + 24 * row
        width = (WIDTH - LEFT - RIGHT - 40) * count / most
        parts.append(tag("text", short(name, 24), x=LEFT - 8, y=y + 13, text_anchor="end"))
        parts.append(tag("rect", x=LEFT, y=y, width=f"{width:.1f}", height=18, rx=2, class_="column"))
        parts.append(tag("text", number(count), x=f"{LEFT + width + 6:.1f}", y=y + 13, class_="strong"))
    return _drawing(parts, height, "What breaks first")


def _span(values: Mapping[str, Sequence[float]]) -> tuple[float, float]:
    every = [value for found in values.values() for value in found]
    low, high = min(0.0, *every), max(every)
    return low, high if high > low else low + 1.0


def _x(value: float, low: float, high: float) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * (value - low) / (high - low)


def _up(share: float, height: float) -> float:
    return TOP + (height - TOP - BOTTOM) * (1 - share)


def _axis(low: float, high: float, height: float) -> Markup:
    parts = []
    for share in (0, 0.25, 0.5, 0.75, 1):
        value = low + (high - low) * share
        x = f"{_x(value, low, high):.1f}"
        parts.append(tag("line", x1=x, x2=x, y1=TOP, y2=height - BOTTOM, class_="gridline"))
        parts.append(tag("text", large(value), x=x, y=height - 10, text_anchor="middle"))
    return join(*parts)


def _drawing(parts: Sequence[Markup], height: float, label: str) -> Markup:
    box = f"0 0 {WIDTH} {height:g}"
    return tag("svg", *parts, viewBox=box, role="img", aria_label=label, class_="chart", style=f"max-width:{WIDEST}px")
