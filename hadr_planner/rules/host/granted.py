"""Whether a state had given a guest leave, for the rules that check a finished plan."""

from __future__ import annotations

from dataclasses import dataclass

from hadr_planner.domain.accord import AgreementKind
from hadr_planner.domain.clock import EPSILON_H
from hadr_planner.domain.scenario import Scenario


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A moment at which a guest is without leave.

    Parameters
    ----------
    next_h
        When leave begins again; unset where it never does.
    held_by
        Who decides.
    """

    state: str
    from_h: float
    next_h: float | None
    held_by: str

    def told(self, guest: str, what: str) -> str:
        """Say it: ``AUS has no landing rights in PHL before H+84 (Civil Aviation Authority)``."""
        when = f"after H+{self.from_h:g}" if self.next_h is None else f"before H+{self.next_h:g}"
        return f"{guest} has no {what} in {self.state} {when}" + (f" ({self.held_by})" if self.held_by else "")


def gap(scenario: Scenario, kind: AgreementKind, state: str, guest: str, from_h: float, until_h: float) -> Gap | None:
    """First moment of a spell at which a guest is without leave; None where it always has it or needs none."""
    if guest == state:
        return None
    rows = [row for row in scenario.agreements.values() if row.kind is kind and row.state == state]
    nation = len(guest) == 3 and guest.isalpha() and guest.isupper()
    if not rows or not (nation or guest in {row.guest for row in rows}):
        return None
    given = sorted((row.from_h, row.until_h) for row in rows if row.guest in {guest, "*"})
    reached_h = from_h
    for begins_h, ends_h in given:
        if begins_h > reached_h + EPSILON_H:
            break
        reached_h = max(reached_h, ends_h)
    if reached_h >= until_h - EPSILON_H:
        return None
    later = [begins_h for begins_h, _ in given if begins_h > reached_h]
    held_by = next((row.held_by for row in rows if row.guest in {guest, "*"}), rows[0].held_by)
    return Gap(state=state, from_h=reached_h, next_h=min(later, default=None), held_by=held_by)
