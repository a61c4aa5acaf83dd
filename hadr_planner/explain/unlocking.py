"""What lifting a restriction would give: the scenario is solved again without it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass, replace

from hadr_planner import demand
from hadr_planner.domain.catalogue import NeedKind
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.errors import HadrError
from hadr_planner.explain.restrictions import Restriction, restrictions
from hadr_planner.explain.spare import left, met, served
from hadr_planner.network import network
from hadr_planner.replay import KILOGRAM_T

MOST = 10
"""Restrictions for which a solve is spent, those of most promise first."""
SECONDS = 5.0
NAMED = 3
HUBS = 3
"""Nearest places behind which a site is taken to lie."""
AT_ALL = 0.3
"""Promise of a restriction that holds for a moment, beside 1 for one that holds throughout."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unlock:
    """One restriction, and what the plan gains where it alone is lifted.

    Parameters
    ----------
    gain
        Person-days of need met beyond what the same search finds with everything in force; 0 where it finds no more.
    value
        Value of the plan found without it.
    helped
        Needs that get most more, with how much, in their unit.
    """

    restriction: Restriction
    gain: float
    value: float
    helped: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unlocks:
    """Restrictions ranked by what lifting each would give.

    Parameters
    ----------
    value
        What the search finds with everything in force, in the same time, beginning from the plan asked about.
    ranked
        The restrictions tried, most gain first.
    untried
        Restrictions that seemed to matter less, most promising first: nothing was solved for them.
    """

    value: float
    ranked: tuple[Unlock, ...]
    untried: tuple[Restriction, ...]


def unlocks(
    scenario: Scenario,
    plan: Plan,
    *,
    seconds: float = SECONDS,
    most: int = MOST,
    deterministic: int | None = None,
    watch: Callable[[str], None] | None = None,
) -> Unlocks:
    """Rank what somebody could lift by what the plan would gain, each restriction by itself.

    Parameters
    ----------
    scenario, plan
        What the plan was made for, and the plan from which every search begins.
    seconds, deterministic
        For each search: seconds, or in their place rounds of work.
    most
        How many restrictions are tried; those that can't matter to anything unmet are never.
    watch
        Told what is being tried.

    Raises
    ------
    HadrError
        Where there is nothing to try with.
    """
    from hadr_planner.solver import solve

    if most < 1 or seconds <= 0:
        raise HadrError("at least one restriction and some time are wanted")

    def improved(world: Scenario, start: Plan) -> Plan:
        return solve(world, seconds=seconds, deterministic=deterministic, start=start)

    told = watch or (lambda what: None)
    hopeful = promising(scenario, plan)
    told("trying with everything in force")
    begun = improved(scenario, plan)
    before = improved(scenario, begun)
    tried = []
    for one in hopeful[:most]:
        told(f"trying without {one.row}: {one.what}")
        without = one.lifted(scenario)
        found = improved(without, _carried_over(without, begun))
        gain = max(found.value - before.value, 0.0)
        helped = tuple(_helped(scenario, before, found)) if gain else ()
        tried.append(Unlock(restriction=one, gain=gain, value=found.value, helped=helped))
    tried.sort(key=lambda unlock: -unlock.gain)
    return Unlocks(value=before.value, ranked=tuple(tried), untried=tuple(hopeful[most:]))


def _carried_over(scenario: Scenario, plan: Plan) -> Plan:
    """The plan without work on what needs no more work."""
    return replace(plan, services=tuple(one for one in plan.services if one.need in scenario.needs))


def _helped(scenario: Scenario, before: Plan, after: Plan) -> Iterator[tuple[str, float]]:
    more: defaultdict[str, float] = defaultdict(float)
    for sign, one in ((1.0, after), (-1.0, before)):
        for (need, _), amount in met(scenario, one).items():
            more[need] += sign * amount
    wanted = [id for id, amount in more.items() if amount > KILOGRAM_T and id in scenario.needs]
    worth = {id: more[id] * _worth_per_unit(scenario, id) for id in wanted}
    for id in sorted(wanted, key=lambda need: (-worth[need], need))[:NAMED]:
        yield id, more[id]


def promising(scenario: Scenario, plan: Plan) -> list[Restriction]:
    """Restrictions that could matter to something unmet, most promising first: worth unmet times what is held back."""
    lacking = _lacking(scenario, plan)
    weighed = [(_promise(scenario, plan, one, lacking), one) for one in restrictions(scenario)]
    weighed.sort(key=lambda pair: (-pair[0], pair[1].row))
    return [one for promise, one in weighed if promise > 0]


def _lacking(scenario: Scenario, plan: Plan) -> Mapping[str, float]:
    """Worth of what is unmet, by site."""
    found: defaultdict[str, float] = defaultdict(float)
    for need in scenario.needs.values():
        if need.site in scenario.sites:
            found[need.site] += sum(left(scenario, plan, need).values()) * _worth_per_unit(scenario, need.id)
    return found


def _worth_per_unit(scenario: Scenario, id: str) -> float:
    need = scenario.needs[id]
    weight = scenario.catalogue.items[need.item].weight
    if need.kind is not NeedKind.CARGO:
        return weight
    owed_t = demand.demand_t(scenario, need)
    return weight * demand.people(scenario, need) / owed_t if owed_t else 0.0


def _promise(scenario: Scenario, plan: Plan, one: Restriction, lacking: Mapping[str, float]) -> float:
    horizon_h = scenario.clock.horizon_h
    lasts_h = min(one.until_h, horizon_h) - one.from_h
    if lasts_h <= 0:
        return 0.0
    share = AT_ALL + (1 - AT_ALL) * lasts_h / horizon_h
    if one.table == "partnerships":
        return lacking.get(one.at, 0.0) * _used(scenario, plan, one)
    if one.table in ("caveats", "agreements"):
        return sum(lacking.values()) * share * _part_of_fleet(scenario, one.binds)
    return _behind(scenario, one.at, lacking) * share


def _used(scenario: Scenario, plan: Plan, one: Restriction) -> float:
    """Share of its days on which a partner does all it can; more where it comes late, all where it refuses."""
    partner = scenario.partnerships[one.row.split("/", 1)[1]]
    if partner.refuses or partner.capacity_t_per_day == 0:
        return 1.0
    wanted_h = min((need.from_h for need in scenario.needs.values() if need.site == partner.site), default=0.0)
    late = AT_ALL + partner.from_h / scenario.clock.horizon_h if partner.from_h > wanted_h else 0.0
    if partner.capacity_t_per_day is None:
        return late
    by_day: defaultdict[int, float] = defaultdict(float)
    for given in plan.hand_overs:
        if given.partnership == partner.id:
            by_day[int(scenario.clock.edges_h[given.period] // demand.DAY_H)] += given.tonnes
    full = sum(tonnes >= partner.capacity_t_per_day - KILOGRAM_T for tonnes in by_day.values())
    return max(late, full / scenario.clock.days)


def _part_of_fleet(scenario: Scenario, ids: Container[str]) -> float:
    """Share of what the fleet lifts that these assets lift; units count like a tenth of it, all together."""
    lift_t = {id: a.count * a.type.payload_t * a.type.realised_factor for id, a in scenario.assets.items()}
    part_t = sum(amount_t for id, amount_t in lift_t.items() if id in ids)
    units = sum(id in ids for id in scenario.units) / max(len(scenario.units), 1)
    return max(part_t / max(sum(lift_t.values()), KILOGRAM_T), units / 10)


def _behind(scenario: Scenario, at: str, lacking: Mapping[str, float]) -> float:
    """Worth of what is unmet behind a node or road; everywhere where it is about no node."""
    if at in scenario.roads:
        ends = scenario.roads[at].from_, scenario.roads[at].to
        return min(_behind(scenario, end, lacking) for end in ends)
    if at in scenario.sites:
        return lacking.get(at, 0.0)
    everywhere = sum(lacking.values())
    if at not in scenario.places:
        return everywhere
    based = {id for id, asset in scenario.assets.items() if at in (asset.base, *asset.forward)}
    near = sum(lacking.get(site, 0.0) for site in scenario.sites if at in _nearest(scenario, site))
    return max(lacking.get(served(scenario, at), 0.0), near, everywhere * _part_of_fleet(scenario, based))


def _nearest(scenario: Scenario, site: str) -> list[str]:
    """Places from which a site would be supplied first."""
    ways = network(scenario)
    here = ways.index[site]
    return sorted(scenario.places, key=lambda place: (float(ways.air_km[ways.index[place], here]), place))[:HUBS]
