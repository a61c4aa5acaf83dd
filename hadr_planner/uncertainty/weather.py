"""Days on which helicopters are grounded: closures to helicopters at sites and places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from hadr_planner.domain.accord import Order, OrderKind
from hadr_planner.domain.catalogue import Mode
from hadr_planner.domain.doubt import Doubt
from hadr_planner.domain.scenario import Area, Scenario

from .dice import Dice
from .fresh import fresh

DAY_H = 24.0


def change(scenario: Scenario, doubt: Doubt, dice: Dice) -> tuple[Scenario, list[str]]:
    """Close each node to helicopters on the days that come up bad for it."""
    if not any(asset.type.mode is Mode.HELICOPTER for asset in scenario.assets.values()):
        return scenario, []
    orders, said = dict(scenario.orders), []
    nodes = list(_nodes(scenario, doubt.target))
    for day in range(scenario.clock.days):
        bad = [id for id in nodes if dice.roll(doubt, f"{id}/{day}", together=str(day)).happens]
        for id in bad:
            order = Order(
                id=fresh(f"{doubt.id}_{id}_{day}", orders), kind=OrderKind.CLOSE, target=id, value=Mode.HELICOPTER,
                from_h=DAY_H * day, until_h=DAY_H * (day + 1), issued_by="weather", source=f"drawn from {doubt.id}",
                confidence=doubt.confidence,
            )
            orders[order.id] = order
        if bad:
            where = "everywhere" if len(bad) == len(nodes) > 1 else f"at {', '.join(bad)}"
            said.append(f"Weather grounds helicopters on day {day + 1} {where}.")
    return replace(scenario, orders=orders), said


def _nodes(scenario: Scenario, target: str) -> Iterator[str]:
    inside = scenario.areas.get(target)
    for id in (*scenario.sites, *scenario.places):
        node = scenario.node(id)
        if target in ("", id) or (inside is not None and _covers(inside, node.lat, node.lon)):
            yield id


def _covers(area: Area, lat: float, lon: float) -> bool:
    from shapely.geometry import Point, shape

    return bool(shape(area.geometry).covers(Point(lon, lat)))
