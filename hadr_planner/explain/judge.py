"""Which breaches a change adds to a plan, in the words of the rules themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from hadr_planner.domain.breach import Breach
from hadr_planner.domain.plan import Plan, Sortie
from hadr_planner.domain.scenario import Scenario
from hadr_planner.errors import HadrError
from hadr_planner.replay.once import once_per_plan
from hadr_planner.replay.sound import unsound
from hadr_planner.rules import RULES, Rule
from hadr_planner.verify import verify

BY_CODE = {rule.CODE: rule for rule in RULES}
OF_STOCKS = {"STOCK", "STORAGE", "UNIT", "SUSTAIN", "CAPACITY", "PARTNER", "NEED"}
"""Rules that follow goods and work through the whole plan; a glance leaves them out."""
_TIMELESS = {"TIMING", "SHORE", "RANGE", "RUNWAY", "DRAFT", "RADIUS", "NO_PLACE", "NO_CARGO", "PAYLOAD"}
"""Rules that say the same of a sortie at every hour, save for what would lead beyond the horizon."""
QUICK: tuple[Rule, ...] = tuple(rule for rule in RULES if rule.CODE not in OF_STOCKS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """A breach that a move would add, and the rule behind it.

    Parameters
    ----------
    lifted_by
        Who could waive it; empty where nobody can.
    """

    title: str
    source: str
    lifted_by: str
    breach: Breach


def objection(breach: Breach) -> Objection:
    """A breach with its rule's title, source and who could waive it."""
    rule = BY_CODE[breach.rule]
    return Objection(title=rule.TITLE, source=rule.SOURCE, lifted_by=rule.LIFTED_BY, breach=breach)


@once_per_plan
def standing(scenario: Scenario, plan: Plan) -> Counter[Breach]:
    """Breaches that a plan has before anything is changed.

    Raises
    ------
    HadrError
        If the plan is another scenario's, or can't be replayed.
    """
    refuse_unsound(scenario, plan)
    return Counter(verify(scenario, plan))


def refuse_unsound(scenario: Scenario, plan: Plan) -> None:
    """Raise ``HadrError`` for a plan that is another scenario's, or that can't be replayed."""
    if plan.digest != scenario.digest:
        message = f"the plan was made for another scenario or another state of it than {scenario.id!r}; plan again"
        raise HadrError(message)
    if fault := next(iter(unsound(scenario, plan)), None):
        message = f"the plan can't be replayed: {fault.because}"
        raise HadrError(message)


def added(scenario: Scenario, plan: Plan, changed: Plan) -> tuple[Breach, ...]:
    """Breaches of a changed plan that the plan itself does not have, in the verifier's order."""
    before = Counter(standing(scenario, plan))
    return tuple(_beyond(before, verify(scenario, changed)))


def _beyond(before: Counter[Breach], after: Iterable[Breach]) -> Iterable[Breach]:
    for breach in after:
        if before[breach]:
            before[breach] -= 1
        else:
            yield breach


class Glance:
    """A quick look at sorties of one asset: only what is near them in the plan, and no stocks.

    Near are sorties of the asset and of the ship that carries it or that it carries, and calls at the nodes given.
    """

    def __init__(self, scenario: Scenario, plan: Plan, asset: str, nodes: Iterable[str]) -> None:
        kin = {asset, scenario.assets[asset].base} | {a.id for a in scenario.assets.values() if a.base == asset}
        at = set(nodes)
        near = tuple(s for s in plan.sorties if s.asset in kin or any(stop.node in at for stop in s.stops))
        self.scenario = scenario
        self.near = replace(plan, sorties=near, hand_overs=())
        self.before = Counter(_said(scenario, self.near))

    def objections(self, sortie: Sortie) -> list[Breach]:
        """Breaches that a sortie would add, as far as a glance shows."""
        changed = replace(self.near, sorties=(*self.near.sorties, sortie))
        return list(_beyond(Counter(self.before), _said(self.scenario, changed)))


def at_any_hour(scenario: Scenario, plan: Plan, sortie: Sortie) -> list[Breach]:
    """Breaches of a sortie that no other hour would mend."""
    alone = replace(plan, sorties=(sortie,), hand_overs=())
    return [breach for rule in QUICK if rule.CODE in _TIMELESS for breach in rule.check(scenario, alone)]


def _said(scenario: Scenario, plan: Plan) -> list[Breach]:
    return [breach for rule in QUICK for breach in rule.check(scenario, plan)]
