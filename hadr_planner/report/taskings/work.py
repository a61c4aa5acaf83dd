"""Lines about what units and partners do on the spot: stays, work and hand-overs."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from hadr_planner.domain.accord import OrganisationKind
from hadr_planner.domain.catalogue import NeedKind
from hadr_planner.domain.plan import Directive, HandOver, Plan, Service
from hadr_planner.domain.scenario import Scenario
from hadr_planner.report.wording import clean, item_name, node_name, number, owner_name

from .noun import Kind, Task

PUBLIC = (OrganisationKind.HOST, OrganisationKind.LOCAL_GOVERNMENT)


def standing(scenario: Scenario, plan: Plan, unit: str) -> tuple[Directive | None, str]:
    """What the plan's lines are to a unit, and who must say yes: as said of its stay."""
    stay = next((stay for stay in plan.stays if stay.unit == unit), None)
    return (stay.directive, owner_name(scenario, stay.ask)) if stay else (None, "")


def partner_standing(scenario: Scenario, organisation: str) -> tuple[Directive, str]:
    """What a hand-over is to the partner: nobody commands it, save where it leads.

    Public bodies of the host are proposed to, all others are requested.
    """
    if organisation == scenario.command.lead:
        return Directive.ORDER, ""
    partner = scenario.organisations.get(organisation)
    public = partner is not None and partner.kind in PUBLIC
    return (Directive.PROPOSAL if public else Directive.REQUEST), owner_name(scenario, organisation)


def stays(scenario: Scenario, plan: Plan, of: Callable[[str], str | None]) -> Iterator[Task]:
    """One line for each stay of a unit to which ``of`` gives a name."""
    for stay in plan.stays:
        who = of(stay.unit)
        if who is not None:
            yield Task(
                kind=Kind.STAY,
                directive=stay.directive,
                ask=owner_name(scenario, stay.ask),
                from_h=stay.from_h,
                until_h=stay.until_h,
                node=stay.node,
                place=node_name(scenario, stay.node),
                who=clean(who),
                what=f"{clean(scenario.units[stay.unit].type.name)}, complete there from H+{stay.arrived_h:g}",
            )


def services(scenario: Scenario, plan: Plan, of: Callable[[str], str | None]) -> Iterator[Task]:
    """One line for each need and period in which a unit to which ``of`` gives a name does its work."""
    edges = scenario.clock.edges_h
    for act in plan.services:
        who = of(act.unit)
        if who is not None:
            directive, ask = standing(scenario, plan, act.unit)
            node = _at(scenario, plan, act)
            yield Task(
                kind=Kind.WORK,
                directive=directive,
                ask=ask,
                from_h=edges[act.period],
                until_h=edges[act.period + 1],
                node=node,
                place=node_name(scenario, node),
                who=clean(who),
                what=_done(scenario, act, node),
            )


def _at(scenario: Scenario, plan: Plan, act: Service) -> str:
    from_h = scenario.clock.edges_h[act.period]
    here = (s.node for s in plan.stays if s.unit == act.unit and s.from_h <= from_h < s.until_h)
    return next(here, scenario.needs[act.need].site)


def _done(scenario: Scenario, act: Service, node: str) -> str:
    need = scenario.needs[act.need]
    unit = "hours" if need.kind is NeedKind.REPAIR else "people"
    whom = "" if need.site == node else f" for {node_name(scenario, need.site)}"
    return f"{item_name(scenario, need.item)}: {number(act.quantity)} {unit}{whom}"


def hand_overs(scenario: Scenario, plan: Plan, theirs: Callable[[HandOver], bool]) -> Iterator[Task]:
    """One line for each hand-over that is the reader's."""
    edges = scenario.clock.edges_h
    for act in filter(theirs, plan.hand_overs):
        need, organisation = scenario.needs[act.need], scenario.partnerships[act.partnership].organisation
        directive, ask = partner_standing(scenario, organisation)
        day = f", day {act.day}" if act.day >= 0 else ""
        yield Task(
            kind=Kind.HAND_OVER,
            directive=directive,
            ask=ask,
            from_h=edges[act.period],
            until_h=edges[act.period + 1],
            node=act.from_,
            place=node_name(scenario, act.from_),
            to_node=need.site,
            to=node_name(scenario, need.site),
            who=owner_name(scenario, organisation),
            what=f"{item_name(scenario, need.item)} to people in {node_name(scenario, need.site)}{day}",
            tonnes=round(act.tonnes, 3),
        )
