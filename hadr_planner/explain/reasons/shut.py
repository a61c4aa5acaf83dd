"""Which places and roads on the way are closed, and until when."""

from __future__ import annotations

from collections.abc import Iterator

from hadr_planner.domain.accord import Order, OrderKind
from hadr_planner.domain.clock import EPSILON_H
from hadr_planner.domain.geography import FOREVER_H
from hadr_planner.explain.judge import BY_CODE
from hadr_planner.explain.reason import Cause, Reason
from hadr_planner.explain.reasons.question import Question
from hadr_planner.network import RoadLeg, network
from hadr_planner.replay import hour, opens_h

LEAST_SHARE = 0.05
"""A closure for less than this share of the need's time is not worth a word."""


def reasons(asked: Question) -> Iterator[Reason]:
    """Reasons about closed places and roads."""
    ways = _ways(asked)
    every = dict.fromkeys(id for way in ways for id in way.via)
    roads = tuple(id for id in every if all(id in way.via for way in ways))
    yield from _ordered(asked, roads)
    yield from _places(asked)
    yield from _late_roads(asked, ways)
    yield from _unrepaired(asked, roads)


def _ways(asked: Question) -> list[RoadLeg]:
    """Every way to drive to where it helps from a place that is elsewhere."""
    places, outlets = asked.scenario.places, asked.outlets
    pairs = network(asked.scenario).roads.items()
    return [way for (a, b), ways in pairs for way in ways if b in outlets and a in places and a not in outlets]


def _ordered(asked: Question, roads: tuple[str, ...]) -> Iterator[Reason]:
    """Orders that close an outlet, or a road that no way there avoids, together for more than a moment."""
    targets = (*asked.outlets, *roads, "*")
    closures = [o for o in asked.scenario.orders.values() if o.kind is OrderKind.CLOSE and not o.value]
    orders = [order for order in closures if order.target in targets]
    for target, issued_by in dict.fromkeys((order.target, order.issued_by) for order in orders):
        these = [order for order in orders if (order.target, order.issued_by) == (target, issued_by)]
        share = sum(_shut_h(asked, order) for order in these) / max(asked.until_h - asked.need.from_h, EPSILON_H)
        if share >= LEAST_SHARE:
            these = [order for order in these if _shut_h(asked, order) > 0]
            spells = ", ".join(f"from {hour(order.from_h)} to {_end(order)}" for order in these)
            what = "Everything in the host country" if target == "*" else target
            yield Reason(
                cause=Cause.CLOSED, at=target, share=min(share, 1.0), from_h=min(order.from_h for order in these),
                until_h=max(order.until_h for order in these), rule="CLOSURE",
                lifted_by=issued_by or BY_CODE["CLOSURE"].LIFTED_BY, rows=tuple(f"orders/{o.id}" for o in these),
                because=f"{what} is closed{f' by {issued_by}' if issued_by else ''} {spells}.",
            )


def _shut_h(asked: Question, order: Order) -> float:
    """Hours of the need's time for which an order closes something."""
    return max(min(order.until_h, asked.until_h) - max(order.from_h, asked.need.from_h), 0.0)


def _end(order: Order) -> str:
    return hour(order.until_h) if order.until_h < FOREVER_H else "further notice"


def _places(asked: Question) -> Iterator[Reason]:
    for id in asked.outlets:
        place = asked.scenario.places.get(id)
        if place is not None and place.opens_h > asked.need.from_h + EPSILON_H:
            yield Reason(
                cause=Cause.CLOSED, at=id, until_h=place.opens_h, rule="HOURS", rows=(f"places/{id}",),
                lifted_by=BY_CODE["HOURS"].LIFTED_BY,
                because=f"{id} opens at {hour(place.opens_h)}; {asked.need.item} is needed from "
                f"{hour(asked.need.from_h)}.",
            )
        if place is not None and place.closes_h < asked.until_h - EPSILON_H:
            yield Reason(
                cause=Cause.CLOSED, at=id, from_h=place.closes_h, rule="HOURS", rows=(f"places/{id}",),
                lifted_by=BY_CODE["HOURS"].LIFTED_BY,
                because=f"{id} closes at {hour(place.closes_h)}; {asked.need.item} is needed until "
                f"{hour(asked.until_h)}.",
            )


def _late_roads(asked: Question, ways: list[RoadLeg]) -> Iterator[Reason]:
    """Roads for which the first way to open has to wait."""
    first = min(ways, key=lambda way: (way.opens_h, way.km), default=None)
    for road in (asked.scenario.roads[id] for id in first.via) if first else ():
        if road.opens_h > asked.need.from_h + EPSILON_H:
            yield Reason(
                cause=Cause.CLOSED, at=road.id, until_h=road.opens_h, rule="ROAD", rows=(f"roads/{road.id}",),
                lifted_by=BY_CODE["ROAD"].LIFTED_BY,
                because=f"The road {road.id} from {road.from_} to {road.to} opens at {hour(road.opens_h)}; "
                f"{asked.need.item} is needed from {hour(asked.need.from_h)}.",
            )


def _unrepaired(asked: Question, roads: tuple[str, ...]) -> Iterator[Reason]:
    for target, open_h in opens_h(asked.scenario, asked.plan).items():
        if target in (*asked.outlets, *roads) and target != asked.need.site and open_h > asked.need.from_h + EPSILON_H:
            when = f"is open from {hour(open_h)}" if open_h < FOREVER_H else "stays shut in this plan"
            repairs = [n for n in asked.scenario.needs.values() if n.site == target and n.kind.value == "repair"]
            yield Reason(
                cause=Cause.CLOSED, at=target, until_h=open_h, rule="REPAIR",
                lifted_by="engineers or surveyors who go there", rows=tuple(f"needs/{need.id}" for need in repairs),
                because=f"{target} waits for {', '.join(sorted({n.item for n in repairs}))} and {when}.",
            )
