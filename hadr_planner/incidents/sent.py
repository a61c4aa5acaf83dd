"""Teams of a scenario, sent from place to place where their work is.

For rescue, engineering and survey the incidents are the scenario's needs of that work; assessment teams go to every
site with people affected. A team goes by road where one is open from H+0 to the end of the plan and waits for no
repair, else as fast as the slowest helicopter of the scenario flies, which is taken to be at hand.

Not modelled: lift and stocks that the plan needs for other things, daylight, rest, ends of leave; a nation's refusal
of a place (``no_place``) and its ready and consent hours are. What is beyond the longest stay at a place is left.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import inf

import numpy as np

from hadr_planner.demand import demand_t
from hadr_planner.domain.accord import AgreementKind, CaveatKind
from hadr_planner.domain.catalogue import Mode, NeedKind, UnitKind
from hadr_planner.domain.force import Need, Unit
from hadr_planner.domain.scenario import Scenario
from hadr_planner.errors import HadrError
from hadr_planner.incidents import Callout, Incident, Rota, Team, callout, dispatch
from hadr_planner.incidents.nouns import Floats
from hadr_planner.network import Network, network
from hadr_planner.rules.host.granted import gap

ASSESSMENT = "assessment"
WORK = ("rescue", "engineering", "survey", ASSESSMENT)
PLAIN = 3
"""Priority of what the host has given none."""


def assign_teams(
    scenario: Scenario,
    work: str = "rescue",
    *,
    stay_h: float = 24.0,
    together: Mapping[str, int] | None = None,
    seconds: float = 30.0,
) -> Rota:
    """An ordered list of visits for every team of a scenario that does this work, with a bound on the harm.

    Parameters
    ----------
    scenario
        What is known.
    work
        One of ``WORK``.
    stay_h
        Longest stay at a place, for rescue; how long an assessment takes.
    together
        Teams that a site or place needs at once, where it is more than one.
    seconds
        Longest search.

    Raises
    ------
    HadrError
        Where the work is unknown, nobody does it, or nothing of the kind is needed.
    """
    return dispatch(call(scenario, work, stay_h=stay_h, together=together or {}), seconds=seconds, seed=scenario.seed)


def call(scenario: Scenario, work: str, *, stay_h: float, together: Mapping[str, int]) -> Callout:
    """The call-out that a scenario's needs of one kind of work amount to; see ``assign_teams``."""
    if work not in WORK:
        raise HadrError(f"{work[:60]!r} is no work that teams are sent to; wanted one of {', '.join(WORK)}")
    units = [unit for unit in scenario.units.values() if _does(unit, work) and _ready_h(scenario, unit) < inf]
    found = list(_incidents(scenario, work, together))
    if unknown := set(together) - {job.id for job, _ in found}:
        raise HadrError(f"no {work} is needed at {min(unknown)[:60]!r}")
    if not units or not found:
        raise HadrError(f"{scenario.id}: " + (f"no unit does {work}" if not units else f"no {work} is needed"))
    at = network(scenario).index
    teams = tuple(Team(id=unit.id, start=at[unit.origin], ready_h=_ready_h(scenario, unit)) for unit in units)
    return callout(
        tuple(job for job, _ in found),
        teams,
        _travel_h(scenario, network(scenario)),
        np.array([[_hours(scenario, unit, job, need, work, stay_h) for job, need in found] for unit in units]),
    )


def _does(unit: Unit, work: str) -> bool:
    if work == ASSESSMENT:
        return unit.type.kind is UnitKind.SURVEY and not unit.type.serves
    return unit.type.serves.get(work, 0.0) > 0


def _incidents(scenario: Scenario, work: str, together: Mapping[str, int]) -> Iterator[tuple[Incident, Need | None]]:
    """Incidents, each with the need behind it."""
    at = network(scenario).index
    if work == ASSESSMENT:
        for site in scenario.sites.values():
            if site.affected > 0:
                yield _incident(site.id, at[site.id], site.priority, together), None
        return
    for need in scenario.needs.values():
        if need.item == work and need.kind in (NeedKind.RESCUE, NeedKind.REPAIR):
            road = scenario.roads.get(need.site)
            ends = (road.from_, road.to) if road else (need.site,)
            serves = [getattr(scenario.places.get(end), "serves", end) or end for end in ends]
            urgent = [scenario.sites[end].priority for end in (*ends, *serves) if end in scenario.sites]
            yield _incident(need.site, at[ends[0]], min(urgent, default=PLAIN), together), need


def _incident(id: str, at: int, priority: int, together: Mapping[str, int]) -> Incident:
    """Severity is the host's priority turned round: 5 for first, 1 for last."""
    return Incident(id=id, at=at, severity=min(max(6 - priority, 1), 5), together=together.get(id, 1))


def _ready_h(scenario: Scenario, unit: Unit) -> float:
    """When a unit is ready and the host consents to it; infinite where that never is."""
    ready_h = unit.ready_h
    while ready_h < inf:
        away = gap(scenario, AgreementKind.CONSENT, scenario.host, unit.owner, ready_h, ready_h + scenario.clock.slot_h)
        if away is None:
            break
        ready_h = inf if away.next_h is None else away.next_h
    return ready_h


def _hours(scenario: Scenario, unit: Unit, job: Incident, need: Need | None, work: str, stay_h: float) -> float:
    """Hours of one team there; infinite where its nation won't go."""
    refused = {caveat.value for caveat in scenario.red(CaveatKind.NO_PLACE) if caveat.binds(unit)}
    node = network(scenario).nodes[job.at]
    if refused & {job.id, node, scenario.node(node).country}:
        return inf
    if need is None:
        return stay_h
    hours = 24 * demand_t(scenario, need) / unit.type.serves[work]
    return min(hours, stay_h) if need.kind is NeedKind.RESCUE else hours


def _travel_h(scenario: Scenario, on: Network) -> Floats:
    """Hours between nodes by road where one is open throughout, else by air."""
    types = [asset.type for asset in scenario.assets.values() if asset.type.mode is Mode.HELICOPTER]
    hours = np.full(on.air_km.shape, inf)
    if types:
        slow = min(types, key=lambda craft: craft.speed_kmh)
        hours = np.where(
            on.air_km <= slow.range_km, on.air_km / slow.speed_kmh + slow.load_h + slow.unload_h, inf
        )
    broken = {need.site for need in scenario.needs.values() if need.kind is NeedKind.REPAIR}
    for (start, end), legs in on.roads.items():
        usable = [
            leg.hours
            for leg in legs
            if leg.opens_h <= 0 and leg.closes_h >= scenario.clock.horizon_h and not broken & set(leg.via)
        ]
        if usable:
            hours[on.index[start], on.index[end]] = min(usable)
    np.fill_diagonal(hours, 0.0)
    return hours
