"""Where a finished plan has more calls in progress at once than there is room for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from hadr_planner.domain.clock import EPSILON_H
from hadr_planner.domain.force import Asset
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A sortie's call, longer than an instant."""

    sortie: str
    from_h: float
    until_h: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowd:
    """A spell without a break in which there are more calls than room.

    Parameters
    ----------
    calls
        Most at once.
    sorties
        Ids of those that are there at that moment.
    """

    from_h: float
    until_h: float
    calls: int
    sorties: tuple[str, ...]


def calls(scenario: Scenario, plan: Plan, counts: Callable[[Asset], bool]) -> Mapping[str, list[Call]]:
    """Calls that take room, by node."""
    found: dict[str, list[Call]] = defaultdict(list)
    for sortie in plan.sorties:
        if counts(scenario.assets[sortie.asset]):
            for stop in sortie.stops:
                if stop.off_block_h - stop.on_block_h > EPSILON_H:
                    found[stop.node].append(Call(sortie=sortie.id, from_h=stop.on_block_h, until_h=stop.off_block_h))
    return found


def crowds(calls: Iterable[Call], room: int) -> Iterator[Crowd]:
    """Every spell in which more calls than ``room`` are in progress; one that ends when another begins makes way."""
    crowd: Crowd | None = None
    for hour, present in _moments(calls):
        if crowd is not None:
            crowd = _through(crowd, hour)
        if len(present) > room:
            crowd = _joined(crowd, hour, present)
        elif crowd is not None:
            yield crowd
            crowd = None


def _through(crowd: Crowd, hour: float) -> Crowd:
    return Crowd(from_h=crowd.from_h, until_h=hour, calls=crowd.calls, sorties=crowd.sorties)


def _joined(crowd: Crowd | None, hour: float, present: tuple[str, ...]) -> Crowd:
    """The crowd from here on; its fullest moment is kept."""
    if crowd is not None and crowd.calls >= len(present):
        return crowd
    return Crowd(from_h=crowd.from_h if crowd else hour, until_h=hour, calls=len(present), sorties=present)


def _moments(calls: Iterable[Call]) -> Iterator[tuple[float, tuple[str, ...]]]:
    """Every moment at which a call begins or ends, and who is there from then on."""
    events = sorted(
        (round(hour, 6), comes, number, call.sortie)
        for number, call in enumerate(calls)
        for hour, comes in ((call.from_h, True), (call.until_h, False))
    )
    there: dict[int, str] = {}
    for hour, changes in groupby(events, key=lambda event: event[0]):
        for _, comes, number, sortie in changes:
            if comes:
                there[number] = sortie
            else:
                there.pop(number, None)
        yield hour, tuple(there.values())
