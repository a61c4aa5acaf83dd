"""What is left of a plan when things are no longer as it took them to be: what breaks is dropped, the rest obeys.

Nothing is mended: no sortie is put off, sent elsewhere or flown in the place of another, and a tail that does not get
where its next sortie starts flies no more from there. So it is the floor from which a replay measures, and the part of
the plan in force with which planning again begins.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from hadr_planner.domain.accord import circles
from hadr_planner.domain.breach import Breach
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.replay.sound import unsound
from hadr_planner.rules import RULES

from .trim import trimmed

TRIMMED = frozenset({"STOCK", "NEED", "SUSTAIN", "CAPACITY", "PARTNER"})
"""Rules whose breaches are mended by carrying and handing over less; nothing is dropped for them alone at first."""
BY_LINE = frozenset({"TIMING", "RANGE", "ROAD", "DAYLIGHT", "CURFEW", "CONSENT", "LANDING", "RADIUS"})
"""Rules that judge each line by itself: they have no more to say once other lines are gone or carry less."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Salvage:
    """What became of a plan.

    Parameters
    ----------
    plan
        What is left; it obeys every rule. Its value and bound are still those that it had.
    broken
        Every breach for which something was dropped, in the order in which it was found.
    """

    plan: Plan
    broken: tuple[Breach, ...]


def salvage(scenario: Scenario, plan: Plan) -> Salvage:
    """Drop what breaks a rule of a scenario, and carry less where less is there, until every rule is obeyed.

    Parameters
    ----------
    scenario
        Things as they now are.
    plan
        Made when they were otherwise; its wishes do not count.
    """
    strange = tuple(unsound(scenario, plan))
    left = replace(_known(scenario, plan) if strange else plan, wishes=())
    broken = list(strange)
    left = _without_grave(scenario, left, broken, BY_LINE)
    others = frozenset(rule.CODE for rule in RULES) - BY_LINE - TRIMMED
    trims = False
    while True:
        kept = _without_grave(scenario, left, broken, others)
        trims = trims and kept is left
        left = kept
        short = [breach for rule in RULES if rule.CODE in TRIMMED for breach in rule.check(scenario, left)]
        if not short:
            break
        if trims:
            left = _less(scenario, left, short)
            broken += short
        else:
            left = trimmed(scenario, left)
        trims = not trims
    return Salvage(plan=left, broken=tuple(broken))


def _known(scenario: Scenario, plan: Plan) -> Plan:
    """The plan without lines that speak of what is no longer there."""
    nothing = replace(plan, sorties=(), drives=(), stays=(), hand_overs=(), services=())

    def sound(**line: Any) -> bool:
        return not any(True for _ in unsound(scenario, replace(nothing, **line)))

    return replace(
        plan,
        sorties=tuple(one for one in plan.sorties if sound(sorties=(one,))),
        drives=tuple(one for one in plan.drives if sound(drives=(one,))),
        stays=tuple(one for one in plan.stays if sound(stays=(one,))),
        hand_overs=tuple(one for one in plan.hand_overs if sound(hand_overs=(one,))),
        services=tuple(one for one in plan.services if sound(services=(one,))),
    )


def _without_grave(scenario: Scenario, plan: Plan, broken: list[Breach], codes: frozenset[str]) -> Plan:
    """The plan without what breaks these rules, one rule after the other until each has nothing to say."""
    grave = [rule for rule in RULES if rule.CODE in codes]
    clean = 0
    while clean < len(grave):
        for rule in grave:
            breaches = tuple(rule.check(scenario, plan))
            clean = clean + 1 if not breaches else 0
            while breaches:
                plan = _less(scenario, plan, breaches)
                broken += breaches
                breaches = tuple(rule.check(scenario, plan))
            if clean == len(grave):
                break
    return plan


def _less(scenario: Scenario, plan: Plan, breaches: Sequence[Breach]) -> Plan:
    """The plan without what breaches name; of partners, without their last hand-overs there."""
    partners = [breach for breach in breaches if breach.by in scenario.partnerships and breach.rule not in TRIMMED]
    less = _ungiven(scenario, plan, partners)
    others = [breach for breach in breaches if breach not in partners] if less is not plan else breaches
    less = _without(less, others) if others else less
    if less == plan:
        message = f"nothing is left of the plan, and yet: {breaches[0].because}"
        raise RuntimeError(message)
    return less


def _ungiven(scenario: Scenario, plan: Plan, breaches: Sequence[Breach]) -> Plan:
    """The plan without the last hand-overs that come to the excess, by those who refuse together."""
    gone: set[int] = set()
    together = {circle.least.id: circle.members for circle in circles(scenario.partnerships.values())}
    for breach in breaches:
        excess_t, members = breach.excess, together.get(breach.by, frozenset({breach.by}))
        mine = [one for one in plan.hand_overs if one.from_ == breach.at and one.partnership in members]
        for given in sorted(mine, key=lambda one: -one.period):
            if excess_t > 0 and id(given) not in gone:
                gone.add(id(given))
                excess_t -= given.tonnes
    return replace(plan, hand_overs=tuple(one for one in plan.hand_overs if id(one) not in gone)) if gone else plan


def _without(plan: Plan, breaches: Sequence[Breach]) -> Plan:
    """The plan without what breaches name; where they name nobody, without the last sortie that comes there."""
    flown = {sortie.id for sortie in plan.sorties}
    placed = {stay.unit for stay in plan.stays} | {drive.unit for drive in plan.drives}
    gone = {breach.by for breach in breaches if breach.by in flown | placed}
    for breach in breaches:
        if breach.by not in gone:
            calling = [s for s in plan.sorties if any(stop.node == breach.at for stop in s.stops) and s.id not in gone]
            last = max(calling or plan.sorties, key=lambda s: s.start_h, default=None)
            gone |= {last.id} if last else set()
    if not gone:
        return replace(plan, sorties=(), drives=(), stays=(), hand_overs=(), services=())
    return replace(
        plan,
        sorties=tuple(sortie for sortie in plan.sorties if sortie.id not in gone),
        drives=tuple(drive for drive in plan.drives if drive.unit not in gone),
        stays=tuple(stay for stay in plan.stays if stay.unit not in gone),
        services=tuple(service for service in plan.services if service.unit not in gone),
    )


__all__ = ["Salvage", "salvage", "trimmed"]
