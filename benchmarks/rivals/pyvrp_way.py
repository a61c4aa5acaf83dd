"""PyVRP on the last mile: iterated local search, several trips a truck, prizes for parcels."""

from __future__ import annotations

from benchmarks.rivals.rounds import errand, planned
from benchmarks.rivals.way import Watch
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario

PRIZE = 10
"""Cost units of one person-day, where a slot of driving costs one."""


def pyvrp(scenario: Scenario, seconds: float, seed: int, watch: Watch) -> Plan:
    """Rounds by PyVRP, made into a plan."""
    from pyvrp import Model
    from pyvrp.stop import MaxRuntime

    given, model = errand(scenario), Model()
    types = {truck.type.id: truck for truck in given.trucks}
    places = [model.add_location(0, k) for k in range(len(given.parcels) + 1)]
    profiles = {id: model.add_profile() for id in types}
    depot = model.add_depot(places[0])
    for k, parcel in enumerate(given.parcels):
        model.add_client(places[k + 1], delivery=given.kg(k), required=False, prize=PRIZE * parcel.prize)
    for id, kind in types.items():
        model.add_vehicle_type(
            num_available=kind.count, capacity=given.capacity_kg(kind), start_depot=depot, end_depot=depot,
            tw_early=0, tw_late=given.shift(kind), shift_duration=given.shift(kind), unit_distance_cost=1,
            max_distance=given.driving(kind),
            profile=profiles[id], reload_depots=[depot],
        )
        for a, start in enumerate(places):
            for b, end in enumerate(places):
                way, busy = int(given.slots[id][a, b]), int(given.busy[id][a, b])
                model.add_edge(start, end, distance=way, duration=busy, profile=profiles[id])
    best = model.solve(MaxRuntime(seconds), seed=seed, display=False).best
    trucks = {id: iter([k for k, truck in enumerate(given.trucks) if truck.type.id == id]) for id in types}
    rounds = []
    for route in best.routes():
        trips: list[list[int]] = [[]]
        for activity in route.schedule():
            if activity.is_client():
                trips[-1].append(activity.idx)
            elif trips[-1]:
                trips.append([])
        truck = next(trucks[list(types)[route.vehicle_type()]])
        rounds.append((truck, [trip for trip in trips if trip]))
    return planned(given, rounds)
