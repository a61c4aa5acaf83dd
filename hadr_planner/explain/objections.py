"""Why not? A move is put into the plan, and the rules say what it would break."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from hadr_planner import goals
from hadr_planner.domain.plan import HandOver, Plan, Sortie
from hadr_planner.domain.scenario import Scenario
from hadr_planner.errors import HadrError
from hadr_planner.explain.cargo import handed, wanted
from hadr_planner.explain.judge import Objection, added, objection, standing
from hadr_planner.explain.move import Move, vet
from hadr_planner.explain.route import drop_of
from hadr_planner.explain.spare import served
from hadr_planner.explain.tries import Tries, Try

PATIENCE = 3
"""Hours looked at in full where a glance found nothing but the whole plan has something against them."""
LEAST_GAIN = 1e-3


class Outcome(StrEnum):
    """What came out of asking."""

    BARRED = "barred"
    """Rules are against it."""
    HELPS = "helps"
    """Nothing is against it, and the plan would gain."""
    NEED_MET = "need_met"
    """Nothing is against it, and nothing that it could bring is lacking."""
    NOTHING_TO_CARRY = "nothing_to_carry"
    """Nothing is against it, and what is lacking lies spare nowhere within its reach."""
    BRINGS_STOCK = "brings_stock"
    """Nothing is against it; it brings goods to a place that hands nothing over itself."""
    NOT_WORTH_IT = "not_worth_it"
    """Nothing is against it, and the plan would not gain."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the rules, and the aims, say of a move.

    Parameters
    ----------
    sortie
        The move as it was tried, load included.
    objections
        The breaches that it would add; none where it could be made.
    possible_from_h
        Earliest hour found at which nothing is against it; unset where there is none.
    hours_tried
        How many hours were looked at.
    hand_overs
        What partners could then hand over in addition.
    gain
        By how much the plan's value would rise, in person-days of need met.
    """

    move: Move
    outcome: Outcome
    sortie: Sortie
    objections: tuple[Objection, ...]
    possible_from_h: float | None
    hours_tried: int
    hand_overs: tuple[HandOver, ...] = ()
    gain: float = 0.0

    @property
    def at_h(self) -> float:
        """When the tail would become busy."""
        return self.sortie.start_h

    @property
    def carries(self) -> dict[str, float]:
        """Tonnes on board, by item."""
        return {item: tonnes for stop in self.sortie.stops for item, tonnes in stop.loads.items()}


@dataclass(frozen=True, slots=True)
class _Tried:
    one: Try
    hand_overs: tuple[HandOver, ...]
    objections: tuple[Objection, ...]


def why_not(scenario: Scenario, plan: Plan, move: Move) -> Verdict:
    """Ask what is against a move: the breaches that it adds to the plan, said by the rules' own checks.

    Without an hour, the hour with the least against it is taken, the earliest of several. With one, the earliest hour
    from then on at which nothing is against it is looked for as well.

    Raises
    ------
    HadrError
        If the move names what the scenario does not have, or the plan can't be replayed.
    """
    vet(scenario, move)
    standing(scenario, plan)
    if scenario.assets[move.asset].count < 1:
        message = f"{move.asset} has no tails"
        raise HadrError(message)
    tries = Tries(scenario, plan, _on_clock(scenario, move))
    asked = tries.move
    free = _first_free(tries, asked.at_h or 0.0)
    tried = free
    if asked.at_h is not None:
        tried = _in_full(tries, _only(tries.at(asked.at_h)))
        free = free if tried.objections else tried
    if tried is None:
        tried = _least(tries)
        free = None if tried.objections else tried
    return _verdict(tries, tried, free)


def _on_clock(scenario: Scenario, move: Move) -> Move:
    """The same move on a slot of the clock."""
    if move.at_h is None:
        return move
    clock = scenario.clock
    return replace(move, at_h=round(min(round(move.at_h / clock.slot_h), clock.slots - 1) * clock.slot_h, 6))


def _only(one: Try | None) -> Try:
    if one is None:
        message = "no tail of the asset stands anywhere from which the move could start"
        raise HadrError(message)
    return one


def _first_free(tries: Tries, from_h: float) -> _Tried | None:
    """The earliest hour from one on, else before it, at which the whole plan has nothing against the move."""
    if tries.hopeless:
        return None
    hours = tries.hours()
    later = [hour for hour in hours if hour >= from_h]
    for some in (later, [hour for hour in hours if hour < from_h]):
        for _ in range(PATIENCE):
            one = tries.first_free(some)
            if one is None:
                break
            tried = _in_full(tries, one)
            if not tried.objections:
                return tried
            some = [hour for hour in some if hour > one.sortie.start_h]
    return None


def _least(tries: Tries) -> _Tried:
    """The hour with the fewest breaches, of those that look best at a glance."""
    found = sorted((one for hour in tries.hours() if (one := tries.at(hour)) is not None), key=lambda one: one.rank)
    full = (_in_full(tries, one) for one in found[:PATIENCE] or [_only(None)])
    return min(full, key=lambda tried: len(tried.objections))


def _in_full(tries: Tries, one: Try) -> _Tried:
    """Look at the whole plan with the move in it."""
    drop = drop_of(one.sortie, one.route)
    hand_overs = handed(tries.scenario, tries.plan, drop.node, drop.unloads, drop.off_block_h)
    found = added(tries.scenario, tries.plan, one.sortie, hand_overs)
    return _Tried(one, hand_overs, tuple(objection(breach) for breach in found))


def _with(plan: Plan, sortie: Sortie, hand_overs: tuple[HandOver, ...]) -> Plan:
    return replace(plan, sorties=(*plan.sorties, sortie), hand_overs=(*plan.hand_overs, *hand_overs))


def _verdict(tries: Tries, tried: _Tried, free: _Tried | None) -> Verdict:
    scenario, plan, sortie = tries.scenario, tries.plan, tried.one.sortie
    gain = goals.value(scenario, _with(plan, sortie, tried.hand_overs)) - goals.value(scenario, plan)
    return Verdict(
        move=tries.move, outcome=_outcome(tries, tried, gain), sortie=sortie, objections=tried.objections,
        possible_from_h=free.one.sortie.start_h if free else None, hours_tried=len(tries.tried),
        hand_overs=tried.hand_overs, gain=gain,
    )


def _outcome(tries: Tries, tried: _Tried, gain: float) -> Outcome:
    if tried.objections:
        return Outcome.BARRED
    if gain > LEAST_GAIN:
        return Outcome.HELPS
    if not tried.one.laden:
        lacking = wanted(tries.scenario, tries.plan, tries.move.to)
        return Outcome.NOTHING_TO_CARRY if lacking else Outcome.NEED_MET
    return Outcome.NOT_WORTH_IT if served(tries.scenario, tries.move.to) else Outcome.BRINGS_STOCK
