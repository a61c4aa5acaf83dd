"""Two plans or more side by side: their first figures with the best marked, and who does how much in each."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario

from .differences import best
from .headlines import Headline
from .kpis import Kpis, Tally
from .tables import Row
from .wording import STATUSES, bound, number, owner_title, short_of_best


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One figure of one plan."""

    text: str
    note: str = ""
    best: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One figure of every plan, in the plans' order."""

    title: str
    cells: tuple[Cell, ...]


def lines(
    plans: Sequence[Plan], figures: Sequence[Sequence[Headline]], obeying: Collection[int] | None = None
) -> tuple[Line, ...]:
    """What is proven of each plan, then every headline that any of them has.

    Only plans that obey every rule can be best: those with these orders, all of them where that is unset.
    """
    may_win = range(len(plans)) if obeying is None else obeying
    proven = (
        Line(title="Status", cells=tuple(Cell(text=STATUSES[plan.status]) for plan in plans)),
        _value(plans),
        Line(title="Gap to the bound", cells=tuple(_gap(plan) for plan in plans)),
    )
    by_id = [{one.id: one for one in headlines} for headlines in figures]
    titles = {one.id: one.title for headlines in figures for one in headlines}
    return (*proven, *(_line(title, [known.get(id) for known in by_id], may_win) for id, title in titles.items()))


def _gap(plan: Plan) -> Cell:
    return Cell(text=short_of_best(plan.gap), note=f"bound {bound(plan)}")


def _value(plans: Sequence[Plan]) -> Line:
    """Values of plans; none is best, for plans may have been made by other aims and don't say by which."""
    note = "person-days of need met, by its own aims"
    return Line(title="Value", cells=tuple(Cell(text=number(plan.value), note=note) for plan in plans))


def _line(title: str, found: Sequence[Headline | None], may_win: Collection[int]) -> Line:
    alike = len({one.text for one in found if one}) < 2
    winners = frozenset() if alike else best([one if order in may_win else None for order, one in enumerate(found)])
    cells = (
        Cell(text=one.text, note=one.note, best=order in winners) if one else Cell(text="–")
        for order, one in enumerate(found)
    )
    return Line(title=title, cells=tuple(cells))


def efforts(scenario: Scenario, letters: Sequence[str], measured: Sequence[Kpis]) -> list[Row]:
    """One row for each owner that moves anything in any plan: sorties, tonnes and hours in each."""
    tallies = [{tally.key: tally for tally in one.nations} for one in measured]
    sums: dict[str, float] = {}
    for known in tallies:
        for key, tally in known.items():
            sums[key] = sums.get(key, 0.0) + tally.lifted_t
    return [_effort(scenario, key, letters, tallies) for key in sorted(sums, key=lambda key: (-sums[key], key))]


def _effort(scenario: Scenario, key: str, letters: Sequence[str], tallies: Sequence[dict[str, Tally]]) -> Row:
    row: Row = {"Who": owner_title(scenario, key)}
    nothing = Tally(key=key, sorties=0, under_way_h=0.0, busy_h=0.0, lifted_t=0.0, units_t=0.0)
    found = [(letter, known.get(key, nothing)) for letter, known in zip(letters, tallies, strict=True)]
    row |= {f"{letter} sorties": tally.sorties for letter, tally in found}
    row |= {f"{letter} goods, t": round(tally.lifted_t, 1) for letter, tally in found}
    row |= {f"{letter} hours": round(tally.under_way_h, 1) for letter, tally in found}
    return row
