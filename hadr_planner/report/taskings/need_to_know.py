"""Who is told what about whom, where goods or units change hands: the one place that decides it.

A reader always sees its own lines whole. Of anybody else it sees only what this table grants it, and a pair that is
not in the table is not told at all. Never told, to anyone: other sorties by number, other assets by id, name, tail or
count, other nations' caveats, supplies, stocks and plans, and what the plan as a whole is worth.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Deed(StrEnum):
    """What one side does where something changes hands."""

    OWNS = "owns goods that lie there"
    CARRIES = "carries"
    MAKES = "makes goods on the spot"
    HANDS_OVER = "hands goods over to people"
    TRAVELS = "is a unit that is carried"
    LIVES = "is the site"
    WORKS = "is a unit at work"
    EATS = "draws rations"


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """What the reader is told of the other side, besides what, how much, when and where.

    Parameters
    ----------
    named
        The nation or organisation by name.
    mode
        By which mode it comes or goes.
    because
        Why the reader needs no less and no more.
    """

    named: bool
    mode: bool = False
    because: str


NEED_TO_KNOW: Mapping[tuple[Deed, Deed], Due] = {
    (Deed.CARRIES, Deed.OWNS): Due(named=True, because="the crew asks the owner for the goods"),
    (Deed.CARRIES, Deed.CARRIES): Due(named=False, because="the goods lie in between; the crews never meet"),
    (Deed.CARRIES, Deed.MAKES): Due(named=False, because="the goods lie in between"),
    (Deed.CARRIES, Deed.HANDS_OVER): Due(named=True, because="the crew gives the goods to the partner"),
    (Deed.CARRIES, Deed.TRAVELS): Due(named=True, because="the manifest names who comes on board"),
    (Deed.OWNS, Deed.CARRIES): Due(named=True, mode=True, because="the owner releases its goods to the carrier"),
    (Deed.OWNS, Deed.HANDS_OVER): Due(named=True, because="the owner releases its goods to the partner"),
    (Deed.MAKES, Deed.CARRIES): Due(named=False, mode=True, because="the unit loads what comes"),
    (Deed.MAKES, Deed.HANDS_OVER): Due(named=True, because="the unit gives the goods to the partner"),
    (Deed.HANDS_OVER, Deed.OWNS): Due(named=True, because="the partner asks the owner for the goods"),
    (Deed.HANDS_OVER, Deed.CARRIES): Due(named=False, mode=True, because="the partner collects where the goods lie"),
    (Deed.HANDS_OVER, Deed.MAKES): Due(named=False, because="the partner collects where the goods are made"),
    (Deed.TRAVELS, Deed.CARRIES): Due(named=True, mode=True, because="the unit must find its lift"),
    (Deed.LIVES, Deed.CARRIES): Due(named=False, mode=True, because="the site makes room for what comes"),
    (Deed.LIVES, Deed.HANDS_OVER): Due(named=True, because="the site's people go to the partner"),
    (Deed.LIVES, Deed.WORKS): Due(named=False, because="the site knows what help there is, not whose"),
}
"""By what the reader does and what the other does."""
