"""OR-Tools Routing on the last mile: guided local search, trips of a truck in a chain, penalties for parcels left."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from benchmarks.rivals.rounds import Errand, errand, planned
from benchmarks.rivals.way import Watch
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario

TRIPS = 4
"""Most trips of one truck: each is a vehicle to the program, which begins when the one before it is back."""
PENALTY = 10
"""Cost units of one person-day, where a slot of driving costs one."""


def routing(scenario: Scenario, seconds: float, seed: int, watch: Watch) -> Plan:
    """Rounds by OR-Tools Routing, made into a plan."""
    from ortools.constraint_solver import pywrapcp, routing_enums_pb2

    given = errand(scenario)
    manager = pywrapcp.RoutingIndexManager(len(given.parcels) + 1, TRIPS * len(given.trucks), 0)
    model = pywrapcp.RoutingModel(manager)
    _time(given, manager, model)
    kg = [0, *(given.kg(k) for k in range(len(given.parcels)))]
    load = model.RegisterUnaryTransitCallback(lambda a: kg[manager.IndexToNode(a)])
    rooms = [given.capacity_kg(truck) for truck in given.trucks for _ in range(TRIPS)]
    model.AddDimensionWithVehicleCapacity(load, 0, rooms, True, "room")
    for k, parcel in enumerate(given.parcels):
        model.AddDisjunction([manager.NodeToIndex(k + 1)], PENALTY * parcel.prize)
    asked = pywrapcp.DefaultRoutingSearchParameters()
    asked.first_solution_strategy = routing_enums_pb2.FirstSolutionStrategy.ALL_UNPERFORMED
    asked.local_search_metaheuristic = routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    asked.time_limit.FromMilliseconds(int(1000 * seconds))
    found = model.SolveWithParameters(asked)
    if found is None:
        return planned(given, [])
    trips = [_trip(manager, model, found, vehicle) for vehicle in range(TRIPS * len(given.trucks))]
    return planned(
        given, [(k, [trip for trip in trips[TRIPS * k : TRIPS * k + TRIPS] if trip]) for k in range(len(given.trucks))]
    )


def _time(given: Errand, manager: Any, model: Any) -> None:
    """Slots of driving, loading and unloading, within each crew's day; driving is what costs."""
    clocks, ways, shifts = [], [], []
    for k, truck in enumerate(given.trucks):
        cost, busy = (_between(manager, slots[truck.type.id]) for slots in (given.slots, given.busy))
        drive, clock = model.RegisterTransitCallback(cost), model.RegisterTransitCallback(busy)
        for trip in range(TRIPS):
            model.SetArcCostEvaluatorOfVehicle(drive, TRIPS * k + trip)
            clocks.append(clock)
            ways.append(drive)
            shifts.append(given.shift(truck))
    model.AddDimensionWithVehicleTransitAndCapacity(clocks, max(shifts), shifts, False, "time")
    model.AddDimensionWithVehicleTransits(ways, 0, max(given.driving(truck) for truck in given.trucks), True, "way")
    hours, way = model.GetDimensionOrDie("time"), model.GetDimensionOrDie("way")
    for k, truck in enumerate(given.trucks):
        driven = sum(way.CumulVar(model.End(TRIPS * k + trip)) for trip in range(TRIPS))
        model.solver().Add(driven <= given.driving(truck))
    for vehicle in range(len(clocks)):
        if vehicle % TRIPS:
            back, out = hours.CumulVar(model.End(vehicle - 1)), hours.CumulVar(model.Start(vehicle))
            model.solver().Add(out >= back)


def _between(manager: Any, slots: Any) -> Callable[[int, int], int]:
    return lambda a, b: int(slots[manager.IndexToNode(a), manager.IndexToNode(b)])


def _trip(manager: Any, model: Any, found: Any, vehicle: int) -> list[int]:
    trip: list[int] = []
    index = found.Value(model.NextVar(model.Start(vehicle)))
    while not model.IsEnd(index):
        trip.append(manager.IndexToNode(index) - 1)
        index = found.Value(model.NextVar(index))
    return trip
