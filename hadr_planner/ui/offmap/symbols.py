"""Symbols of the two worlds that share a map: APP-6 for the military, OCHA's icons for everybody else."""

from __future__ import annotations

import functools
import json
from typing import Any

from hadr_planner.ui.served import folder

STYLES = ("app6", "ocha")
PLACES = frozenset({"airfield", "seaport", "beach", "anchorage", "landing_zone", "warehouse", "base"})
"""Kinds drawn as signs (a square); all else moves and is drawn as a disc."""

SIDE = 32


def kinds() -> tuple[str, ...]:
    """Every kind that has a symbol."""
    return tuple(_drawn("ocha"))


def symbol(kind: str, style: str = "app6", *, affiliation: str = "friend") -> str:
    """SVG of a kind; one that is not known is drawn as ``base``.

    Parameters
    ----------
    kind
        One of ``kinds()``.
    style
        ``app6`` or ``ocha``. An OCHA symbol takes the colour of the text around it.
    affiliation
        ``friend`` or ``neutral``; only APP-6 tells them apart.
    """
    drawn = _drawn(style)
    known = kind if kind in drawn else "base"
    return drawn[known][affiliation] if style == "app6" else _sign(drawn[known], square=known in PLACES)


@functools.cache
def _drawn(style: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder("maps") / f"{style}.json").read_text("utf-8"))
    return found


def _sign(icon: dict[str, Any], *, square: bool) -> str:
    left, top, width, height = icon["box"]
    inside = SIDE * (0.62 if square else 0.56)
    scale = inside / max(width, height)
    x, y = (SIDE - width * scale) / 2 - left * scale, (SIDE - height * scale) / 2 - top * scale
    ground = (
        f'<rect x="1.5" y="1.5" width="{SIDE - 3}" height="{SIDE - 3}" rx="6"/>'
        if square
        else f'<circle cx="{SIDE / 2:g}" cy="{SIDE / 2:g}" r="{SIDE / 2 - 1.5:g}"/>'
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{SIDE}" height="{SIDE}" viewBox="0 0 {SIDE} {SIDE}">'
        f'<g class="ground" fill="currentColor" stroke="#fff" stroke-width="2">{ground}</g>'
        f'<g class="glyph" fill="#fff" transform="translate({x:.2f} {y:.2f}) scale({scale:.4f})">{icon["shapes"]}</g>'
        "</svg>"
    )
