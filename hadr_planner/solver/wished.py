"""What becomes of wishes in a search: what can hold, where it is placed, what is given up and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from hadr_planner.decisions import Decisions
from hadr_planner.domain.plan import Directive, Plan, Sortie, Stop
from hadr_planner.domain.scenario import Scenario
from hadr_planner.rules import RULES
from hadr_planner.solver.columns import Columns, from_codes
from hadr_planner.solver.draft import draft
from hadr_planner.solver.hand import Booking
from hadr_planner.solver.ledger import Ledger, allowed
from hadr_planner.solver.program import Program
from hadr_planner.wishes import Forbid, Insist, Keep, Meet, Wish, breaches, to_json
from hadr_planner.wishes.book import together

CHOICES = 60
"""Sorties of one wish that the program begins with."""
REASONS = 2
NOT_FOUND = "no plan was found that holds it with the others"


class Wished:
    """Wishes of one search.

    Attributes
    ----------
    held
        Those that are said to the optimizer.
    given_up
        Those that are not, each with the reason in words.
    booked
        Where the sorties wished for are placed by hand.
    asked
        Sorties that would hold a wish; the program always knows them.
    """

    def __init__(self, scenario: Scenario, wishes: Sequence[Wish]) -> None:
        self.scenario = scenario
        self.wishes = together(wishes)
        self.held: tuple[Wish, ...] = self.wishes
        self.given_up: dict[int, str] = {}
        self.booked: tuple[Booking, ...] = ()
        self.asked = Columns(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))

    def sift(self, program: Program) -> bool:
        """Place the sorties wished for; whether some had to be given up, so that all must be said anew."""
        asked = [wish for wish in self.held if isinstance(wish, Insist | Keep)]
        if not asked:
            return False
        ledger = Ledger(program)
        alone = [wish for wish in asked if not allowed(ledger, wish)]
        for wish in alone:
            self._give_up(wish, ruled_out(program.x, self.wishes, wish))
        able = [wish for wish in asked if wish not in alone]
        refused = ledger.place(able)
        able = [wish for wish in able if wish not in refused]
        for wish in refused:
            others = "; ".join(str(other) for other in ledger.against(wish, able))
            full = "the tails, ramps, berths, fuel or hours that it needs"
            self._give_up(wish, f"{full} are taken by {others}" if others else f"{full} are not there")
        ledger.place(able)
        self.booked = tuple(ledger.booked)
        pairs = [pair for wish in able for pair in allowed(ledger, wish)[:CHOICES]]
        pairs += [(one.mission, one.slot) for one in self.booked]
        slots = program.x.clock.slots
        self.asked = from_codes(np.array([m * slots + s for m, s in pairs], dtype=np.int64), slots)
        return bool(self.given_up)

    def _give_up(self, wish: Wish, why: str) -> None:
        self.given_up[self.wishes.index(wish)] = why
        self.held = tuple(one for one in self.held if one is not wish)

    def broken(self, plan: Plan) -> int:
        """How many of the wishes held to a plan does not hold."""
        return sum(any(True for _ in wish.check(self.scenario, plan)) for wish in self.held)

    def noted(self, plan: Plan) -> Plan:
        """The plan with the wishes that it holds written in it."""
        return replace(plan, wishes=tuple(to_json(wish) for wish in self.wishes if not self._breaks(plan, wish)))

    def _breaks(self, plan: Plan, wish: Wish) -> bool:
        return any(True for _ in breaches(self.scenario, plan, (wish,)))

    def words(self, plan: Plan) -> str:
        """What became of the wishes that a plan does not hold; empty where it holds all."""
        lost = [number for number, wish in enumerate(self.wishes) if self._breaks(plan, wish)]
        if not lost:
            return ""
        said = " ".join(f"{self._named(n)}: {self.given_up.get(n, NOT_FOUND)}." for n in lost)
        return f"{len(lost)} of {len(self.wishes)} wishes could not be held. {said}"

    def _named(self, number: int) -> str:
        wish = self.wishes[number]
        need = self.scenario.needs[wish.need] if isinstance(wish, Meet) else None
        return f"{wish} ({need.item} at {need.site})" if need else str(wish)

    def work(self, plan: Plan) -> dict[str, Any]:
        """The wishes that a plan does not hold, for machines."""
        lost = [to_json(wish) for wish in self.wishes if self._breaks(plan, wish)]
        return {"wishes_given_up": lost} if lost else {}


def ruled_out(x: Decisions, wishes: Sequence[Wish], wish: Insist | Keep) -> str:
    """Why no sortie that would hold a wish is allowed: what the rules say of one of them by itself."""
    choices = wish.choices(x)
    if isinstance(wish, Keep):
        stops = tuple(replace(stop, loads={}, unloads={}) for stop in wish.sortie.stops)
        sortie = replace(wish.sortie, stops=stops)
    elif choices:
        sortie = bare(x, *choices[0])
    else:
        return "the asset has no such sortie at that hour"
    plan = draft(x.scenario, sorties=(sortie,))
    said = [breach.because for rule in RULES for breach in rule.check(x.scenario, plan)]
    forbids = [other for other in wishes if isinstance(other, Forbid)]
    said += [breach.because for other in forbids for breach in other.check(x.scenario, plan)]
    if said:
        return " ".join(one.rstrip(".") for one in said[:REASONS])
    return "the rules rule it out" if choices else "no mission of the model makes just these calls at just these hours"


def bare(x: Decisions, mission: int, slot: int) -> Sortie:
    """A sortie with nothing on it."""
    visits = x.missions.visits
    mine = np.flatnonzero(visits.mission == mission)
    asset = x.pools[int(x.missions.pool[mission])]
    hour = x.clock.slot_h
    return Sortie(
        id=f"{asset.id}-wished",
        asset=asset.id,
        tail=1,
        owner=asset.owner,
        directive=Directive.PROPOSAL,
        stops=tuple(
            Stop(
                node=x.network.nodes[int(visits.node[v])],
                on_block_h=(slot + int(visits.on[v])) * hour,
                off_block_h=(slot + int(visits.off[v])) * hour,
            )
            for v in mine.tolist()
        ),
        under_way_h=float(x.missions.under_way_h[mission]),
    )
