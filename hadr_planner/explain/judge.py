"""Which breaches a change adds to a plan, in the words of the rules themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from hadr_planner.domain.breach import Breach
from hadr_planner.domain.geography import PlaceKind
from hadr_planner.domain.plan import HandOver, Plan, Sortie
from hadr_planner.domain.scenario import Scenario
from hadr_planner.errors import HadrError
from hadr_planner.replay.once import once_per_plan
from hadr_planner.replay.sound import unsound
from hadr_planner.rules import RULES, Rule

BY_CODE = {rule.CODE: rule for rule in RULES}
_TIMELESS = {"TIMING", "SHORE", "RANGE", "RUNWAY", "DRAFT", "RADIUS", "NO_PLACE", "NO_CARGO", "PAYLOAD"}
_EACH_SORTIE = _TIMELESS | {
    "ROAD", "DAYLIGHT", "HOURS", "CONSENT", "LANDING", "PORT_CALL", "OVERFLIGHT", "READY", "NO_NIGHT", "LAST_DAY",
    "CLOSURE", "CURFEW", "NO_FLY", "HANDLING", "REPAIR",
}  # fmt: skip
_OF_STOCKS = {"STOCK", "STORAGE", "UNIT", "SUSTAIN", "CAPACITY", "PARTNER", "NEED", "REFUSAL"}
_OF_CALLS = {"DUTY", "FLYING", "FUEL", "RAMP", "SPOTS", "BERTHS", "DISCHARGE"}


def _rules(codes: set[str]) -> tuple[Rule, ...]:
    return tuple(rule for rule in RULES if rule.CODE in codes)


TIMELESS = _rules(_TIMELESS)
"""Rules that say the same of a sortie at every hour, save for what would lead beyond the horizon."""
EACH_SORTIE = _rules(_EACH_SORTIE)
"""Rules that look at each sortie by itself, beside the units at work."""
OWN = _rules(_EACH_SORTIE | _OF_CALLS)
"""Rules that may be against a sortie even if it is the only one."""
TOGETHER = _rules(set(BY_CODE) - _EACH_SORTIE)
"""Rules on what a plan's lines do together, those not named here among them."""
SHARED = _rules(set(BY_CODE) - _EACH_SORTIE - _OF_STOCKS)
"""The same without those that follow goods and work through the whole plan, which a glance leaves out."""
WISH = "WISH"
"""Code of what a planner wished for."""
DAY_H = 24.0


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
    if breach.rule == WISH:
        return Objection(title="A wish", source="the planner", lifted_by="the planner", breach=breach)
    rule = BY_CODE[breach.rule]
    return Objection(title=rule.TITLE, source=rule.SOURCE, lifted_by=rule.LIFTED_BY, breach=breach)


@once_per_plan
def standing(scenario: Scenario, plan: Plan) -> Counter[Breach]:
    """Breaches that a plan already has in what its lines do together.

    Raises
    ------
    HadrError
        If the plan is another scenario's, or can't be replayed.
    """
    refuse_unsound(scenario, plan)
    return Counter(_said(scenario, plan, TOGETHER))


def refuse_unsound(scenario: Scenario, plan: Plan) -> None:
    """Raise ``HadrError`` for a plan that is another scenario's, or that can't be replayed."""
    if plan.digest != scenario.digest:
        message = f"the plan was made for another scenario or another state of it than {scenario.id!r}; plan again"
        raise HadrError(message)
    if fault := next(iter(unsound(scenario, plan)), None):
        message = f"the plan can't be replayed: {fault.because}"
        raise HadrError(message)


def added(scenario: Scenario, plan: Plan, sortie: Sortie, hand_overs: tuple[HandOver, ...] = ()) -> tuple[Breach, ...]:
    """Breaches that a plan with one more sortie, and hand-overs, has and the plan itself has not, by rule.

    The same as verifying both and taking the difference, without asking again what each other sortie does by itself.
    """
    changed = replace(plan, sorties=(*plan.sorties, sortie), hand_overs=(*plan.hand_overs, *hand_overs))
    order = {rule.CODE: number for number, rule in enumerate(RULES)}
    before = Counter(standing(scenario, plan))
    found = [*by_itself(scenario, plan, sortie, EACH_SORTIE), *_beyond(before, _said(scenario, changed, TOGETHER))]
    return tuple(sorted(found, key=lambda breach: order[breach.rule]))


def _beyond(before: Counter[Breach], after: Iterable[Breach]) -> Iterable[Breach]:
    for breach in after:
        if before[breach]:
            before[breach] -= 1
        else:
            yield breach


class Glance:
    """A quick look at sorties of one asset: first at each by itself, then at what is near it in the plan; no stocks.

    Near are all sorties of the asset, of the ship that carries it and of what it carries, and calls at the nodes given
    about the same day; ``to`` is where goods are put down.
    """

    def __init__(self, scenario: Scenario, plan: Plan, asset: str, nodes: Iterable[str], to: str) -> None:
        aboard = {other.id for other in scenario.assets.values() if other.base == asset}
        kin = {asset, scenario.assets[asset].base} | aboard
        at = set(nodes)
        self.scenario, self.plan = scenario, plan
        self.kin = tuple(s for s in plan.sorties if s.asset in kin)
        self.callers = tuple(s for s in plan.sorties if s.asset not in kin and any(stop.node in at for stop in s.stops))
        self.spells: dict[int, tuple[Plan, Counter[Breach]]] = {}
        afloat = bool(aboard) or _anchorage(scenario, to)
        self.rules = SHARED if afloat else tuple(rule for rule in SHARED if rule.CODE != "SEABASE")

    def objections(self, sortie: Sortie) -> list[Breach]:
        """Breaches of a sortie by itself or, where there are none, with what is near it."""
        return by_itself(self.scenario, self.plan, sortie, OWN) or self._with_others(sortie)

    def _with_others(self, sortie: Sortie) -> list[Breach]:
        near, before = self._spell(sortie)
        changed = replace(near, sorties=(*near.sorties, sortie))
        return list(_beyond(Counter(before), _said(self.scenario, changed, self.rules)))

    def _spell(self, sortie: Sortie) -> tuple[Plan, Counter[Breach]]:
        """What is near a sortie, and the breaches that are there without it; the same for all that start on one day."""
        day = int(sortie.start_h // DAY_H)
        if day not in self.spells:
            from_h, until_h = (day - 1) * DAY_H, (day + 2) * DAY_H + self._longest_h
            callers = (s for s in self.callers if s.end_h > from_h and s.start_h < until_h)
            near = replace(self.plan, sorties=(*self.kin, *callers), hand_overs=())
            self.spells[day] = near, Counter(_said(self.scenario, near, self.rules))
        return self.spells[day]

    @cached_property
    def _longest_h(self) -> float:
        """A sortie of the kin may last for days."""
        return max((s.end_h - s.start_h for s in self.kin), default=DAY_H)


def _anchorage(scenario: Scenario, node: str) -> bool:
    return node in scenario.places and scenario.places[node].kind is PlaceKind.ANCHORAGE


def by_itself(scenario: Scenario, plan: Plan, sortie: Sortie, rules: Iterable[Rule]) -> list[Breach]:
    """Breaches of a sortie that is the only one of a plan, units at work as in the plan."""
    alone = replace(plan, sorties=(sortie,), hand_overs=())
    return [b for rule in rules for b in rule.check(scenario, alone) if b.by in ("", sortie.id)]


def _said(scenario: Scenario, plan: Plan, rules: Iterable[Rule]) -> list[Breach]:
    return [breach for rule in rules for breach in rule.check(scenario, plan)]
