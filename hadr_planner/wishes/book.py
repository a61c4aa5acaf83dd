"""Wishes together: what they name must exist, like ones add up, each is said to the optimizer in its turn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from hadr_planner.domain.breach import Breach
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.errors import Fault, ScenarioError
from hadr_planner.io.nearest import did_you_mean, shown
from hadr_planner.wishes.forbid import Forbid
from hadr_planner.wishes.insist import Insist
from hadr_planner.wishes.keep import Keep, unreplayable
from hadr_planner.wishes.meet import Meet

if TYPE_CHECKING:
    from hadr_planner.decisions import Decisions

Wish = Forbid | Insist | Keep | Meet


def together(wishes: Sequence[Wish]) -> tuple[Wish, ...]:
    """The same wishes with sorties kept alike as one that is kept so many times."""
    kept: Counter[tuple[object, ...]] = Counter()
    first: dict[tuple[object, ...], Keep] = {}
    for wish in wishes:
        if isinstance(wish, Keep):
            calls = wish.sortie.asset, *((s.node, s.on_block_h, s.off_block_h) for s in wish.sortie.stops)
            kept[calls] += wish.times
            first.setdefault(calls, wish)
    others = [wish for wish in wishes if not isinstance(wish, Keep)]
    return *others, *(replace(first[calls], times=times) for calls, times in kept.items())


def impose_first(x: Decisions, wishes: Sequence[Wish]) -> None:
    """Say what is forbidden; before the rules, for flows exist only where a sortie may still go."""
    for wish in wishes:
        if isinstance(wish, Forbid):
            wish.impose(x)


def impose_last(x: Decisions, wishes: Sequence[Wish]) -> None:
    """Say what is asked for."""
    for wish in together(wishes):
        if not isinstance(wish, Forbid):
            wish.impose(x)


def breaches(scenario: Scenario, plan: Plan, wishes: Sequence[Wish]) -> Iterator[Breach]:
    """Every wish that a plan does not hold."""
    for wish in together(wishes):
        yield from wish.check(scenario, plan)


def vet(scenario: Scenario, wishes: Sequence[Wish], where: str = "wishes") -> None:
    """Refuse wishes about what the scenario does not have.

    Raises
    ------
    ScenarioError
        With every fault: the number of the wish, the field, what was found and the nearest valid name.
    """
    faults = [fault for number, wish in enumerate(wishes) for fault in _faults(scenario, number, wish)]
    if faults:
        raise ScenarioError(where, faults)


def _faults(scenario: Scenario, number: int, wish: Wish) -> Iterator[Fault]:
    nodes = [*scenario.sites, *scenario.places]
    named: Mapping[str, Collection[str]]
    named = {"asset": scenario.assets, "need": scenario.needs, "node": nodes, "route": nodes}
    for field, names in named.items():
        found = getattr(wish, field, "")
        for id in (found,) if isinstance(found, str) else found:
            if id and id not in names:
                yield _fault(number, field, id, names)
    if isinstance(wish, Forbid) and wish.node and wish.route:
        yield Fault(file=f"/{number}/route", what="wanted a node or a route, not both")
    if isinstance(wish, Keep):
        for breach in unreplayable(scenario, wish.sortie):
            yield Fault(file=f"/{number}/sortie", what=breach.because)


def _fault(number: int, field: str, id: str, names: Collection[str]) -> Fault:
    return Fault(file=f"/{number}/{field}", what=f"the scenario has no {shown(id)}{did_you_mean(id, names)}")
