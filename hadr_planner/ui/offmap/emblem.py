"""Which symbol stands for an asset, and the drawings of all symbols that a map uses."""

from __future__ import annotations

from collections.abc import Iterable

from hadr_planner.domain.catalogue import Mode
from hadr_planner.domain.force import Asset, Operator
from hadr_planner.report.wording import MODES

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
NAMES = {mode.value: words for mode, words in MODES.items()}
Sign = tuple[str, str, str]
"""A symbol, the mode whose colour it has (none for a place), and what it stands for."""


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


def signs(names: Iterable[str], style: str) -> list[Sign]:
    """What the legend says of the symbols on a map, assets first; those that are drawn alike are one."""
    found: dict[tuple[str, str], Sign] = {}
    for name in sorted(names, key=_rank):
        drawn = _mode(name), drawings([name], style)[name]
        words = _words(name, style)
        if drawn in found and found[drawn][2] != words:
            words = NAMES.get(drawn[0]) or f"{found[drawn][2]}, {words.lower()}"
        found[drawn] = name, drawn[0], words
    return list(found.values())


def _mode(name: str) -> str:
    """Mode of an asset's symbol; nothing for a place's."""
    kind = name.removesuffix(NEUTRAL)
    return Mode.SHIP.value if kind in SHIPS.values() else kind if kind in NAMES else ""


def _words(name: str, style: str) -> str:
    kind = name.removesuffix(NEUTRAL)
    words = NAMES.get(kind) or kind.replace("_", " ").capitalize()
    return f"{words}, neutral" if name.endswith(NEUTRAL) and style == "app6" else words


def _rank(name: str) -> tuple[int, str]:
    order = [*NAMES]
    mode = _mode(name)
    return (order.index(mode) if mode else len(order), name)
