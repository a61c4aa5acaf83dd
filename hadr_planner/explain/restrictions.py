"""What somebody could lift: every closure, caveat, leave, limit of a partner and work left undone, one by one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from hadr_planner.domain.accord import (
    Agreement,
    AgreementKind,
    Caveat,
    CaveatKind,
    Order,
    OrderKind,
    Partnership,
    Strength,
)
from hadr_planner.domain.catalogue import NeedKind
from hadr_planner.domain.clock import EPSILON_H
from hadr_planner.domain.force import Asset, Need, Unit
from hadr_planner.domain.geography import FOREVER_H, Place, Road
from hadr_planner.domain.scenario import Scenario
from hadr_planner.explain.judge import BY_CODE
from hadr_planner.rules.host.granted import gap

RULE_OF_ORDER = {OrderKind.CLOSE: "CLOSURE", OrderKind.CURFEW: "CURFEW", OrderKind.NO_FLY: "NO_FLY"}
KINDS = {
    OrderKind.CLOSE: "closure of",
    OrderKind.CURFEW: "curfew in",
    OrderKind.NO_FLY: "ban on flying through",
}
RULE_OF_CAVEAT = {
    CaveatKind.NO_PLACE: "NO_PLACE",
    CaveatKind.NO_NIGHT: "NO_NIGHT",
    CaveatKind.NO_CARGO: "NO_CARGO",
    CaveatKind.RADIUS: "RADIUS",
    CaveatKind.LAST_DAY: "LAST_DAY",
}
RULE_OF_LEAVE = {
    AgreementKind.CONSENT: "CONSENT",
    AgreementKind.LANDING: "LANDING",
    AgreementKind.OVERFLIGHT: "OVERFLIGHT",
    AgreementKind.PORT_CALL: "PORT_CALL",
    AgreementKind.MEDICAL_LICENCE: "LICENCE",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Restriction:
    """One thing that holds a plan down because somebody decided so.

    Parameters
    ----------
    what
        What it is, in words.
    lifted_by
        Who could lift it.
    row
        The row that says so, or would have to: ``orders/night``, ``handovers/lgu_palo``.
    at
        Site, place or road that it shuts or limits; empty where it is about owners.
    binds
        Assets and units that it holds back; empty where it holds for all.
    from_h, until_h
        When.
    table, row_after
        What changes in the scenario where it is lifted: a row of a table written anew, or gone.
    """

    what: str
    lifted_by: str
    row: str
    at: str = ""
    binds: frozenset[str] = frozenset()
    from_h: float = 0.0
    until_h: float = FOREVER_H
    table: str
    row_after: Any = None

    def lifted(self, scenario: Scenario) -> Scenario:
        """The scenario without it."""
        id = self.row.split("/", 1)[1]
        rows: Mapping[str, Any] = getattr(scenario, self.table)
        kept = {key: row for key, row in rows.items() if key != id}
        changed = kept if self.row_after is None else kept | {id: self.row_after}
        mark = hashlib.sha256(f"{scenario.digest} without {self.row}".encode()).hexdigest()
        changes: dict[str, Any] = {self.table: changed, "digest": mark}
        return replace(scenario, **changes)


def restrictions(scenario: Scenario) -> Iterator[Restriction]:
    """Everything that somebody could lift by a decision, or by work that the scenario asks for."""
    for order in scenario.orders.values():
        if order.kind in RULE_OF_ORDER:
            yield _order(order)
    for caveat in scenario.caveats.values():
        if caveat.strength is Strength.RED:
            yield _caveat(scenario, caveat)
    yield from _leaves(scenario)
    for partnership in scenario.partnerships.values():
        if partnership.capacity_t_per_day is not None or partnership.from_h > 0 or partnership.refuses:
            yield _partner(partnership)
    for place in scenario.places.values():
        if place.opens_h > 0 or place.closes_h < scenario.clock.horizon_h or place.hours:
            yield _place(place)
    for road in scenario.roads.values():
        if road.opens_h > 0 or road.closes_h < scenario.clock.horizon_h:
            yield _road(road)
    for need in scenario.needs.values():
        if need.kind is NeedKind.REPAIR:
            yield _repair(need)


def _order(order: Order) -> Restriction:
    rule = BY_CODE[RULE_OF_ORDER[order.kind]]
    kind = KINDS[order.kind]
    where = "the whole host" if order.target == "*" else order.target
    value = f" ({order.value})" if order.value else ""
    return Restriction(
        what=f"{kind} {where}{value}{_when(order.from_h, order.until_h)}", row=f"orders/{order.id}",
        lifted_by=order.issued_by or rule.LIFTED_BY, table="orders",
        at="" if order.target == "*" or order.kind is OrderKind.NO_FLY else order.target,
        from_h=order.from_h, until_h=order.until_h,
    )


def _caveat(scenario: Scenario, caveat: Caveat) -> Restriction:
    value = f" {caveat.value}" if caveat.value else ""
    return Restriction(
        what=f"caveat of {caveat.holder}: {caveat.kind.value}{value}", row=f"caveats/{caveat.id}", table="caveats",
        lifted_by=caveat.held_by or BY_CODE[RULE_OF_CAVEAT[caveat.kind]].LIFTED_BY,
        binds=frozenset(one.id for one in _forces(scenario) if caveat.binds(one)),
    )


def _forces(scenario: Scenario) -> tuple[Asset | Unit, ...]:
    return (*scenario.assets.values(), *scenario.units.values())


def _leaves(scenario: Scenario) -> Iterator[Restriction]:
    """Leave that a state gave late, not for long, or not at all, owner by owner."""
    end_h = scenario.clock.horizon_h
    given = {(row.state, row.kind) for row in scenario.agreements.values() if row.kind in RULE_OF_LEAVE}
    for owner in sorted({one.owner for one in _forces(scenario)}):
        for state, kind in sorted(given):
            missing = gap(scenario, kind, state, owner, 0.0, end_h)
            if missing is None:
                continue
            id = f"{kind.value}_{state}_{owner}_from_the_start".lower()
            until_h = missing.next_h if missing.next_h is not None else FOREVER_H
            rule = BY_CODE[RULE_OF_LEAVE[kind]]
            yield Restriction(
                what=f"no {kind.value.replace('_', ' ')} of {owner} in {state}{_when(missing.from_h, until_h)}",
                lifted_by=missing.held_by or rule.LIFTED_BY, row=f"agreements/{id}", table="agreements",
                binds=frozenset(one.id for one in _forces(scenario) if one.owner == owner),
                from_h=missing.from_h, until_h=until_h,
                row_after=Agreement(id=id, state=state, guest=owner, kind=kind),
            )


def _partner(partnership: Partnership) -> Restriction:
    said = []
    if partnership.capacity_t_per_day is not None:
        said.append(f"{partnership.capacity_t_per_day:g} t a day at most")
    if partnership.from_h > EPSILON_H:
        said.append(f"only from H+{partnership.from_h:g}")
    if partnership.refuses:
        said.append(f"not from {', '.join(partnership.refuses)}")
    return Restriction(
        what=f"{partnership.organisation} at {partnership.site} hands over {', '.join(said)}",
        lifted_by=f"{partnership.organisation}, or another partner that comes", at=partnership.site,
        row=f"handovers/{partnership.id}", table="partnerships",
        row_after=replace(partnership, capacity_t_per_day=None, from_h=0.0, refuses=()),
    )


def _place(place: Place) -> Restriction:
    hours = f" outside {place.hours}" if place.hours else ""
    opens = f" before H+{place.opens_h:g}" if place.opens_h > 0 else ""
    closes = f" after H+{place.closes_h:g}" if place.closes_h < FOREVER_H else ""
    return Restriction(
        what=f"{place.id} is shut{hours}{opens}{closes}", lifted_by=BY_CODE["HOURS"].LIFTED_BY, at=place.id,
        row=f"places/{place.id}", table="places", until_h=place.opens_h or FOREVER_H,
        row_after=replace(place, hours="", opens_h=0.0, closes_h=FOREVER_H),
    )


def _road(road: Road) -> Restriction:
    when = f" before H+{road.opens_h:g}" if road.opens_h > 0 else ""
    closes = f" after H+{road.closes_h:g}" if road.closes_h < FOREVER_H else ""
    return Restriction(
        what=f"{road.id} from {road.from_} to {road.to} is shut{when}{closes}", lifted_by=BY_CODE["ROAD"].LIFTED_BY,
        at=road.id, row=f"roads/{road.id}", table="roads", until_h=road.opens_h or FOREVER_H,
        row_after=replace(road, opens_h=0.0, closes_h=FOREVER_H),
    )


def _repair(need: Need) -> Restriction:
    return Restriction(
        what=f"{need.site} is shut until {need.quantity:g} h of {need.item} are done",
        lifted_by="whoever sends engineers or surveyors sooner", at=need.site, row=f"needs/{need.id}", table="needs",
    )


def _when(from_h: float, until_h: float) -> str:
    begins = f" from H+{from_h:g}" if from_h > 0 else ""
    return begins + (f" until H+{until_h:g}" if until_h < FOREVER_H else "")
