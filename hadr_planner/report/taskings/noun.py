"""A tasking as data: everything that a reader's files are made from, so that they can hold nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from hadr_planner.domain.plan import Directive

from .reader import Reader


class Kind(StrEnum):
    """What a line is about."""

    SORTIE = "sortie"
    DRIVE = "drive"
    STAY = "stay"
    WORK = "work"
    HAND_OVER = "hand-over"
    CHANGE_OF_HANDS = "change of hands"
    ARRIVAL = "arrival"


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One line of a tasking.

    Parameters
    ----------
    directive, ask
        What it is to the reader and who must say yes; unset for a line that only informs.
    node, to_node
        Where it is, and where it ends if elsewhere.
    who
        The reader's own asset, unit or partner.
    other
        Who is met, where the reader needs to know.
    tonnes
        Unset where the line is not about goods.
    """

    kind: Kind
    directive: Directive | None = None
    ask: str = ""
    from_h: float
    until_h: float
    node: str
    place: str
    to_node: str = ""
    to: str = ""
    who: str = ""
    what: str = ""
    tonnes: float | None = None
    mode: str = ""
    other: str = ""
    sortie: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """What is loaded or unloaded at one stop of one of the reader's sorties."""

    sortie: str
    stop: int
    node: str
    place: str
    on_block_h: float
    off_block_h: float
    action: str = ""
    item: str = ""
    tonnes: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """One leg of one of the reader's sorties.

    Parameters
    ----------
    line
        Latitude and longitude of its points, continuous: longitudes may pass 180.
    """

    sortie: str
    who: str
    mode: str
    node: str
    place: str
    to_node: str
    to: str
    depart_h: float
    arrive_h: float
    tonnes: float
    load: str
    line: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A site or place that a line names; its longitude may pass 180, as lines do."""

    node: str
    name: str
    kind: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """One of the reader's assets, with or without tasks."""

    asset: str
    name: str
    type: str
    tails: int
    sorties: int
    under_way_h: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """One of the reader's own caveats."""

    holder: str
    kind: str
    value: str
    strength: str
    held_by: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tasking:
    """All that one reader is given.

    Parameters
    ----------
    name
        The reader in words.
    start
        H+0.
    modes
        Modes in words, for legends.
    """

    reader: Reader
    name: str
    scenario: str
    title: str
    start: datetime
    tasks: tuple[Task, ...] = ()
    calls: tuple[Call, ...] = ()
    stretches: tuple[Stretch, ...] = ()
    spots: tuple[Spot, ...] = ()
    pools: tuple[Pool, ...] = ()
    limits: tuple[Limit, ...] = ()
    modes: Mapping[str, str]

    def when(self, hour: float) -> datetime:
        """Wall-clock time of an hour after start."""
        return self.start + timedelta(hours=hour)
