"""A person at the desk."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from hadr_planner.errors import HadrError

NAME_LENGTH = 80
NATION = re.compile(r"[A-Z]{3}")


class Role(StrEnum):
    """What somebody is at the desk for."""

    PLANNER = "planner"
    """Keeps the scenario, makes plans and hands them out."""
    CONTROLLER = "controller"
    """Runs an exercise or keeps the store: the scenario, the trail, backups; makes no plan."""
    OBSERVER = "observer"
    """Looks, and changes nothing."""
    NATION = "nation"
    """Speaks for one nation: sees plans, and takes that nation's tasking only."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a name and a role.

    Parameters
    ----------
    name
        As shown beside what they did; 1 to 80 printable characters.
    nation
        ISO 3166 alpha-3: whom they speak for; for other roles empty, or where they are from.

    Raises
    ------
    HadrError
        Where the name can't be shown, or the nation is missing or misspelt.
    """

    name: str
    role: Role
    nation: str = ""

    def __post_init__(self) -> None:
        if not (self.name.strip() and self.name.isprintable() and len(self.name) <= NAME_LENGTH):
            raise HadrError(f"A name has 1 to {NAME_LENGTH} printable characters, got {self.name[:NAME_LENGTH]!r}.")
        if self.nation and not NATION.fullmatch(self.nation):
            raise HadrError(f"A nation is three capital letters such as PHL, got {self.nation[:NAME_LENGTH]!r}.")
        if self.role is Role.NATION and not self.nation:
            raise HadrError("Who speaks for a nation says which: three letters such as PHL.")
