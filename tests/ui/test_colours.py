"""Colours: text can be read, lines stand out, and colour-blind eyes tell them apart, by day and by night."""

from __future__ import annotations

import math
import re
from itertools import combinations
from pathlib import Path

import pytest

from hadr_planner.ui import server, shell
from hadr_planner.ui.charts.look import look

EYES = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
}
"""What becomes of linear red, green and blue; Machado, Oliveira and Fernandes (2009), full severity."""
TEXT, GRAPHIC = 4.5, 3.0
"""WCAG 2.2, success criteria 1.4.3 and 1.4.11."""
APART = {"palette": 12.0, "modes": 10.0}
"""Least distance in CIELAB between any two."""
MAP_CSS = Path(shell.__file__).parent / "offmap" / "static" / "offmap.css"


def linear(colour: str) -> list[float]:
    whole = "".join(2 * sign for sign in colour[1:]) if len(colour) == 4 else colour[1:]
    parts = [int(whole[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def contrast(one: str, other: str) -> float:
    """WCAG's ratio."""
    weights = (0.2126, 0.7152, 0.0722)
    dark, light = sorted(sum(w * part for w, part in zip(weights, linear(x), strict=True)) for x in (one, other))
    return (light + 0.05) / (dark + 0.05)


def seen(colour: str, eyes: str) -> tuple[float, float, float]:
    """CIELAB as some eyes see it."""
    rgb = linear(colour)
    red, green, blue = (min(max(sum(m * c for m, c in zip(row, rgb, strict=True)), 0), 1) for row in EYES[eyes])
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def theme(name: str, colour: str) -> str:
    return str(server.LOOK[f"theme.{name}.{colour}Color"])


@pytest.mark.parametrize("name", ["light", "dark"])
def test_text_of_the_desk_can_be_read_on_both_grounds(name: str) -> None:
    for ground in ("background", "secondaryBackground"):
        assert contrast(theme(name, "text"), theme(name, ground)) >= 7
        assert contrast(look(name == "dark").soft, theme(name, ground)) >= TEXT
    assert contrast("#ffffff", theme(name, "primary")) >= TEXT, "a main button's words"
    assert contrast(theme(name, "primary"), theme(name, "background")) >= GRAPHIC


def test_every_pair_of_colours_in_the_style_sheet_can_be_read() -> None:
    css = shell.CSS.read_text("utf-8")
    pairs = re.findall(r"background: light-dark\((#\w+), (#\w+)\); color: light-dark\((#\w+), (#\w+)\)", css)
    assert len(pairs) == 3
    for day, night, ink_by_day, ink_by_night in pairs:
        assert contrast(day, ink_by_day) >= TEXT
        assert contrast(night, ink_by_night) >= TEXT


@pytest.mark.parametrize("dark", [False, True])
def test_lines_and_bars_stand_out_from_their_ground(dark: bool) -> None:
    with_ = look(dark)
    ground = theme("dark" if dark else "light", "background")
    for colour in (*with_.palette, *with_.modes.values(), with_.now):
        assert contrast(colour, ground) >= GRAPHIC, colour
    for colour in (with_.ink, with_.soft):
        assert contrast(colour, ground) >= TEXT, colour


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("dark", [False, True])
def test_no_two_colours_of_a_chart_look_alike_to_anybody(dark: bool, eyes: str) -> None:
    for name, colours in (("palette", look(dark).palette), ("modes", tuple(look(dark).modes.values()))):
        for one, other in combinations(colours, 2):
            assert math.dist(seen(one, eyes), seen(other, eyes)) >= APART[name], (one, other)


@pytest.mark.parametrize("eyes", EYES)
def test_grades_of_need_on_the_map_grow_darker_by_day_and_brighter_by_night(eyes: str) -> None:
    by_day, by_night = (dict(re.findall(r"--(n\d): (#\w+)", part)) for part in rooted())
    for grades, sign in ((by_day, -1), (by_night, 1)):
        lightness = [sign * seen(grades[f"n{step}"], eyes)[0] for step in range(5)]
        assert lightness == sorted(lightness)


def test_words_on_the_map_can_be_read() -> None:
    for part in rooted():
        colours = dict(re.findall(r"--(\w+): (#\w+)", part))
        for ink, ground in (("ink", "card"), ("soft", "card"), ("ink", "land"), ("ink", "sea")):
            assert contrast(colours[ink], colours[ground]) >= TEXT, (ink, ground)
        for mark in ("met", "unmet", "gauge"):
            assert contrast(colours[mark], colours["land"]) >= GRAPHIC, mark


def rooted() -> list[str]:
    """The map's colours by day and by night."""
    return re.findall(r":root[^{]*\{([^}]*--ink[^}]*)\}", MAP_CSS.read_text("utf-8"))
