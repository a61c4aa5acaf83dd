"""Which symbol stands for an asset, and the drawings of all symbols that a map uses."""

from __future__ import annotations

from collections.abc import Iterable

from hadr_planner.domain.force import Asset, Operator

from .symbols import symbol

SHIPS = {
    "hospital": "hospital_ship",
    "cvn": "carrier",
    "lhd": "amphibious_ship",
    "lpd": "amphibious_ship",
    "lst": "amphibious_ship",
    "lsd": "amphibious_ship",
}
"""Kind of ship by the first word of its type's id."""

FRIENDS = (Operator.MILITARY, Operator.HOST)
NEUTRAL = ".neutral"


def emblem(asset: Asset) -> str:
    """Name of an asset's symbol: its kind, and whether it is neutral to those who draw affiliations."""
    kind = SHIPS.get(asset.type.id.split("_")[0], asset.type.mode.value)
    return kind if asset.operator in FRIENDS else kind + NEUTRAL


def drawings(names: Iterable[str], style: str) -> dict[str, str]:
    """SVG of every symbol named, in one style."""
    return {
        name: symbol(name.removesuffix(NEUTRAL), style, affiliation="neutral" if name.endswith(NEUTRAL) else "friend")
        for name in sorted(set(names))
    }
