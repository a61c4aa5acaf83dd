"""What is chosen among buttons can be read by day and by night."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from desk_steps import open_built_in, sit_down

Visit = Callable[..., Any]
READABLE = 4.5
"""Contrast that WCAG 2 asks of text."""
COLOURS = """(label) => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const laid = [getComputedStyle(label).color];
  for (let one = label; one; one = one.parentElement) laid.push(getComputedStyle(one).backgroundColor);
  const painted = (from) => {
    for (const colour of laid.slice(from).reverse()) { canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); }
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  return [painted(1), painted(0)];
}"""


def luminance(colour: list[int]) -> float:
    """Relative luminance of red, green and blue from 0 to 255."""
    parts = (part / 255 for part in colour)
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("dark", [False, True])
def test_the_chosen_button_stands_out_from_its_ground(visit: Visit, dark: bool) -> None:
    page = visit(dark=dark)
    sit_down(page, "Nell")
    open_built_in(page)
    for label in ("OCHA", "Sites"):
        dim, bright = sorted(luminance(one) for one in page.get_by_text(label, exact=True).first.evaluate(COLOURS))
        assert (bright + 0.05) / (dim + 0.05) >= READABLE, label
