"""Hand edits of the open plan, one after the other, to be undone and redone; plans are never changed in place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from hadr_planner.domain.plan import Plan, Sortie
from hadr_planner.domain.scenario import Scenario
from hadr_planner.ui.desk import Desk
from hadr_planner.wishes import Wish, latest

KEY = "edits"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One edit.

    Parameters
    ----------
    said
        What was done, in words.
    sortie
        Whose edit it is.
    wish
        What the edit is to a search that plans around it; unset where it is nothing.
    """

    plan: Plan
    said: str
    sortie: str
    wish: Wish | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edits:
    """A plan as it was opened, and what was done to it by hand.

    Parameters
    ----------
    base_id, base_title
        The stored plan that it began from.
    at
        How many of the steps are in force.
    """

    base: Plan
    base_id: int | None
    base_title: str
    steps: tuple[Step, ...] = ()
    at: int = 0

    @property
    def now(self) -> Plan:
        """The plan as it is with the steps in force."""
        return self.steps[self.at - 1].plan if self.at else self.base

    @property
    def in_force(self) -> tuple[Step, ...]:
        """Steps that are not undone."""
        return self.steps[: self.at]

    @property
    def unsaved(self) -> bool:
        """Whether anything was done, be it undone again."""
        return bool(self.steps)

    @property
    def wishes(self) -> dict[str, Wish]:
        """What the edits are to a search, by sortie: of several edits of one sortie the last counts."""
        by_sortie = {step.sortie: step.wish for step in self.in_force}
        return {sortie: wish for sortie, wish in by_sortie.items() if wish is not None}

    def shapes(self, sortie: str) -> tuple[Sortie, ...]:
        """A sortie as it was opened and after every edit, undone ones too."""
        plans = (self.base, *(step.plan for step in self.steps))
        return tuple(one for plan in plans for one in plan.sorties if one.id == sortie)

    def over(
        self, scenario: Scenario, book: Sequence[Wish], wished: Mapping[str, Wish] | None = None
    ) -> tuple[Wish, ...]:
        """A book of wishes with further ones, each taking the place of what it contradicts.

        Those are given by the sortie that they are about; where none are, they are what the edits are to a search.

        Raises
        ------
        HadrError
            Where a wish in the book forbids one of them and more.
        """
        wanted = tuple(book)
        for sortie, wish in (self.wishes if wished is None else wished).items():
            wanted = latest(scenario, wanted, wish, self.shapes(sortie))
        return wanted

    def done(self, step: Step) -> Edits:
        """With one more step; what was undone is forgotten."""
        return replace(self, steps=(*self.in_force, step), at=self.at + 1)

    def undone(self) -> Edits:
        """One step back."""
        return replace(self, at=max(self.at - 1, 0))

    def redone(self) -> Edits:
        """One step forward again."""
        return replace(self, at=min(self.at + 1, len(self.steps)))


def edits_of(desk: Desk) -> Edits:
    """The edits of the open plan; begun anew where another plan was opened meanwhile."""
    _, plan = desk.needs_plan()
    known = desk.kept.get(KEY)
    if isinstance(known, Edits) and known.now is plan:
        return known
    return Edits(base=plan, base_id=desk.plan_id, base_title=desk.plan_title)


def apply(desk: Desk, edits: Edits) -> None:
    """Make the edited plan the open one; with no step in force it is the stored one again."""
    desk.kept[KEY] = edits
    desk.plan = edits.now
    desk.plan_id = None if edits.at else edits.base_id
    desk.plan_title = f"{edits.base_title or 'plan'}, edited by hand" if edits.at else edits.base_title
