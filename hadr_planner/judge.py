"""The judge: replays a finished plan against every rule, and knows nothing of how it was found."""

from __future__ import annotations

from collections.abc import Iterator

from hadr_planner.domain.breach import Breach
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.errors import ScenarioError
from hadr_planner.replay.sound import unsound
from hadr_planner.rules import RULES
from hadr_planner.wishes import breaches, from_json, vet


def verify(scenario: Scenario, plan: Plan) -> tuple[Breach, ...]:
    """Every breach of every rule, in the order of the rule book and then of time; none means that the plan holds.

    The wishes written in the plan come last, under the code ``WISH``.

    A plan for another scenario, or one that names what the scenario does not have, can't be replayed: then the
    breaches say only that, under the codes ``SCENARIO`` and ``PLAN``.
    """
    if plan.digest != scenario.digest:
        return (_another(scenario, plan),)
    if faults := tuple(unsound(scenario, plan)):
        return faults
    begins_h = _begins_h(plan)
    found: list[Breach] = []
    for rule in RULES:
        found += sorted(rule.check(scenario, plan), key=lambda breach: begins_h.get(breach.by, 0.0))
    return *found, *_unwished(scenario, plan)


def _unwished(scenario: Scenario, plan: Plan) -> Iterator[Breach]:
    """Wishes written in a plan that it does not hold, or that say nothing that can be checked."""
    try:
        wishes = from_json(plan.wishes)
        vet(scenario, wishes)
    except ScenarioError as error:
        for fault in error.faults:
            yield Breach(rule="PLAN", because=f"A wish written in the plan can't be checked: {fault}.")
        return
    yield from breaches(scenario, plan, wishes)


def _another(scenario: Scenario, plan: Plan) -> Breach:
    return Breach(
        rule="SCENARIO",
        because=f"The plan was made for {plan.scenario[:60]!r} with digest {plan.digest[:12] or 'none'}; this is "
        f"{scenario.id!r} with digest {scenario.digest[:12] or 'none'}.",
    )


def _begins_h(plan: Plan) -> dict[str, float]:
    """When each sortie or stay that a breach may name begins."""
    return {stay.unit: stay.arrived_h for stay in plan.stays} | {s.id: s.start_h for s in plan.sorties}
