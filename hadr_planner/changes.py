"""What one plan changes against another, and for whom: what a changing order says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from hadr_planner.domain.clock import EPSILON_H
from hadr_planner.domain.plan import Plan, Sortie, Stay
from hadr_planner.domain.scenario import Scenario

FAR_H = 24.0
"""A sortie along the same route further off than this is not the same sortie moved."""
SAME_T = 0.05
"""Tonnes within which two loads are the same to those who load."""
UNIT = "unit:"


class Kind(StrEnum):
    """What became of a line of the earlier plan."""

    CANCELLED = "cancelled"
    MOVED = "moved"
    RELOADED = "reloaded"
    NEW = "new"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One line that is not as it was: a sortie, or a unit's stay.

    Parameters
    ----------
    before, after
        The line in either plan; unset where it has none.
    nation, component
        Whose asset or unit it is; the component is empty where the scenario is not known or names none.
    """

    kind: Kind
    before: Sortie | Stay | None
    after: Sortie | Stay | None
    nation: str
    component: str = ""

    @property
    def by_h(self) -> float:
        """How much later it begins; below zero, earlier."""
        return _begins_h(self.after) - _begins_h(self.before) if self.before and self.after else 0.0

    @property
    def ask(self) -> str:
        """Who must say yes to it; empty where nobody need."""
        line = self.after or self.before
        return line.ask if line else ""

    def __str__(self) -> str:
        new, old = self.after, self.before
        match self.kind:
            case Kind.CANCELLED:
                said = f"Cancelled: {_named(old)}"
            case Kind.NEW:
                said = f"New: {_named(new)}"
            case Kind.MOVED:
                said = f"Moved by {self.by_h:+g} h: {_named(old)}; now {_when(new)}"
            case Kind.RELOADED:
                said = f"Loaded otherwise: {_named(new)}; before {_cargo(old)}"
        return f"{said}; ask {self.ask}." if self.ask else f"{said}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Everything that one plan changes against another, in order of time.

    Parameters
    ----------
    unchanged
        Sorties and stays that stay just as they were.
    """

    changes: tuple[Change, ...]
    unchanged: int

    def of(self, kind: Kind) -> tuple[Change, ...]:
        """Changes of one kind."""
        return tuple(change for change in self.changes if change.kind is kind)

    @property
    def cancelled(self) -> tuple[Change, ...]:
        """What is no longer done."""
        return self.of(Kind.CANCELLED)

    @property
    def moved(self) -> tuple[Change, ...]:
        """What is done earlier, later or for another time."""
        return self.of(Kind.MOVED)

    @property
    def reloaded(self) -> tuple[Change, ...]:
        """What goes as it would have gone, with another load."""
        return self.of(Kind.RELOADED)

    @property
    def new(self) -> tuple[Change, ...]:
        """What was not there before."""
        return self.of(Kind.NEW)

    @property
    def by_nation(self) -> dict[str, tuple[Change, ...]]:
        """Changes by the nation or agency that they concern."""
        return _grouped(self.changes, lambda change: change.nation)

    @property
    def by_component(self) -> dict[str, tuple[Change, ...]]:
        """Changes by component."""
        return _grouped(self.changes, lambda change: change.component)

    def __str__(self) -> str:
        counts = [f"{len(self.of(kind)):,} {kind.value}" for kind in Kind if self.of(kind)]
        return f"{', '.join(counts) or 'nothing changed'}; {self.unchanged:,} unchanged"


def plan_difference(before: Plan, after: Plan, scenario: Scenario | None = None) -> Difference:
    """What the later plan changes: sorties by their calls, whichever tail flies them, and stays of units.

    A sortie of the same asset along the same route within a day is the same one moved; of several, the nearest.

    Parameters
    ----------
    before, after
        The two plans.
    scenario
        Names the components; without it, changes have none.
    """
    sorties, same = _sorties(before.sorties, after.sorties)
    stays, stayed = _stays(before.stays, after.stays)
    changes = [_change(scenario, kind, old, new) for kind, old, new in (*sorties, *stays)]
    changes.sort(key=lambda change: (_begins_h(change.after or change.before), str(change)))
    return Difference(changes=tuple(changes), unchanged=same + stayed)


Pair = tuple[Kind, Sortie | Stay | None, Sortie | Stay | None]


def _sorties(before: Sequence[Sortie], after: Sequence[Sortie]) -> tuple[list[Pair], int]:
    pairs, olds, news = _alike(before, after, _calls_and_loads)
    same = len(pairs)
    reloaded, olds, news = _alike(olds, news, _calls)
    found: list[Pair] = [(Kind.RELOADED, old, new) for old, new in reloaded]
    moved = _nearest(olds, news)
    found += [(Kind.MOVED, old, new) for old, new in moved]
    gone, come = {id(old) for old, _ in moved}, {id(new) for _, new in moved}
    found += [(Kind.CANCELLED, old, None) for old in olds if id(old) not in gone]
    found += [(Kind.NEW, None, new) for new in news if id(new) not in come]
    return found, same


def _alike(
    before: Sequence[Sortie], after: Sequence[Sortie], key: Callable[[Sortie], object]
) -> tuple[list[tuple[Sortie, Sortie]], list[Sortie], list[Sortie]]:
    """Pairs with the same key, each sortie in one pair at most; and those left over of either plan."""
    waiting: defaultdict[object, list[Sortie]] = defaultdict(list)
    for old in before:
        waiting[key(old)].append(old)
    pairs, news = [], []
    for new in after:
        mine = waiting[key(new)]
        if mine:
            pairs.append((mine.pop(0), new))
        else:
            news.append(new)
    taken = {id(old) for old, _ in pairs}
    return pairs, [old for old in before if id(old) not in taken], news


def _nearest(olds: Sequence[Sortie], news: Sequence[Sortie]) -> list[tuple[Sortie, Sortie]]:
    close = [
        (abs(old.start_h - new.start_h), a, b)
        for a, old in enumerate(olds)
        for b, new in enumerate(news)
        if old.asset == new.asset and _route(old) == _route(new) and abs(old.start_h - new.start_h) <= FAR_H
    ]
    pairs: dict[int, int] = {}
    for _, a, b in sorted(close):
        if a not in pairs and b not in pairs.values():
            pairs[a] = b
    return [(olds[a], news[b]) for a, b in pairs.items()]


def _stays(before: Sequence[Stay], after: Sequence[Stay]) -> tuple[list[Pair], int]:
    olds, news = {(s.unit, s.node): s for s in before}, {(s.unit, s.node): s for s in after}
    both = olds.keys() & news.keys()
    moved = {key for key in both if not _same_hours(olds[key], news[key])}
    found: list[Pair] = [(Kind.MOVED, olds[key], news[key]) for key in sorted(moved)]
    found += [(Kind.CANCELLED, olds[key], None) for key in sorted(olds.keys() - both)]
    found += [(Kind.NEW, None, news[key]) for key in sorted(news.keys() - both)]
    return found, len(both) - len(moved)


def _same_hours(one: Stay, other: Stay) -> bool:
    return abs(one.from_h - other.from_h) <= EPSILON_H and abs(one.until_h - other.until_h) <= EPSILON_H


def _change(scenario: Scenario | None, kind: Kind, old: Sortie | Stay | None, new: Sortie | Stay | None) -> Change:
    line = new or old
    assert line is not None
    if isinstance(line, Sortie):
        holder = scenario.assets.get(line.asset) if scenario else None
        nation, component = line.owner, holder.component if holder else ""
    else:
        unit = scenario.units.get(line.unit) if scenario else None
        nation, component = (unit.owner if unit else line.ask), ""
    return Change(kind=kind, before=old, after=new, nation=nation, component=component)


def _grouped(changes: Sequence[Change], key: Callable[[Change], str]) -> dict[str, tuple[Change, ...]]:
    names = sorted({key(change) for change in changes})
    return {name: tuple(change for change in changes if key(change) == name) for name in names}


def _calls(sortie: Sortie) -> object:
    return sortie.asset, *((s.node, round(s.on_block_h, 4), round(s.off_block_h, 4)) for s in sortie.stops)


def _calls_and_loads(sortie: Sortie) -> object:
    return _calls(sortie), *(tuple(sorted(_rough(stop.loads).items())) for stop in sortie.stops)


def _rough(loads: Mapping[str, float]) -> dict[str, int]:
    return {item: count for item, tonnes in loads.items() if (count := round(tonnes / SAME_T))}


def _route(sortie: Sortie) -> tuple[str, ...]:
    return tuple(stop.node for stop in sortie.stops)


def _begins_h(line: Sortie | Stay | None) -> float:
    if line is None:
        return 0.0
    return line.start_h if isinstance(line, Sortie) else line.from_h


def _named(line: Sortie | Stay | None) -> str:
    if isinstance(line, Sortie):
        return f"{line.id}, {' - '.join(_route(line))}, {_when(line)}, {_cargo(line)}"
    return f"{line.unit} at {line.node}, {_when(line)}" if line else ""


def _when(line: Sortie | Stay | None) -> str:
    if isinstance(line, Stay):
        return f"H+{line.from_h:g} to H+{line.until_h:g}"
    return f"H+{line.start_h:g} to H+{line.end_h:g}" if line else ""


def _cargo(line: Sortie | Stay | None) -> str:
    total: defaultdict[str, float] = defaultdict(float)
    for stop in line.stops if isinstance(line, Sortie) else ():
        for item, tonnes in stop.loads.items():
            total[item] += tonnes
    said = [item.removeprefix(UNIT) if item.startswith(UNIT) else f"{t:,.1f} t {item}" for item, t in total.items()]
    return ", ".join(said) or "empty"
