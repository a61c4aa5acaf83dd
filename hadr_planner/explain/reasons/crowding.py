"""How full are the spots and berths on the way, and how busy is what could carry it?"""

from __future__ import annotations

from collections.abc import Iterator

from hadr_planner import demand
from hadr_planner.domain.catalogue import AssetType, Mode, Ramp
from hadr_planner.domain.daily import daily_window
from hadr_planner.domain.force import Asset
from hadr_planner.domain.geography import FOREVER_H, Place
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.explain.judge import BY_CODE
from hadr_planner.explain.reason import Cause, Reason
from hadr_planner.explain.reasons.question import Question
from hadr_planner.network import daylight
from hadr_planner.replay import hour

FULL_SHARE = 0.7
"""Share of a capacity from which on it counts as used up: sorties have lengths, so the last slots fit nothing."""
MOST_ASSETS = 5
"""Assets named where all are used up, the nearest first."""
_KINDS = (
    ("RAMP", "working spots", (Ramp.WIDE, Ramp.NARROW), None),
    ("SPOTS", "helicopter spots", (Ramp.HELI,), None),
    ("BERTHS", "berths", (), Mode.SHIP),
)


def reasons(asked: Question) -> Iterator[Reason]:
    """Reasons about what is full or used up."""
    yield from _full(asked)
    yield from _busy(asked)


def _full(asked: Question) -> Iterator[Reason]:
    able = {one.asset for one in asked.able}
    feeding = {s for sortie in asked.plan.sorties if sortie.asset in able for s in (stop.node for stop in sortie.stops)}
    for node in sorted({*asked.outlets, *feeding}):
        for rule, what, classes, mode in _KINDS:
            used = spot_share(asked.scenario, asked.plan, node, classes, mode)
            if used is not None and used[0] >= FULL_SHARE:
                share, spots = used
                table = "sites" if node in asked.scenario.sites else "places"
                yield Reason(
                    cause=Cause.FULL, at=node, quantity=spots, unit=what, share=share, rule=rule,
                    lifted_by=BY_CODE[rule].LIFTED_BY, rows=(f"{table}/{node}",),
                    because=f"The {spots:g} {what} of {node} are taken for {100 * share:.0f} % of the hours in which "
                    "they can be used.",
                )


def spot_share(
    scenario: Scenario, plan: Plan, node: str, classes: tuple[Ramp, ...], mode: Mode | None
) -> tuple[float, float] | None:
    """Share of a node's spot-hours that calls take, and the spots; None where they are not known to limit."""
    spots = _spots(scenario, node, classes)
    if spots is None:
        return None
    usable_h = spots * _usable_h(scenario, node, by_day=mode is None)
    taken_h = 0.0
    for sortie in plan.sorties:
        type = scenario.assets[sortie.asset].type
        if (type.ramp in classes) if mode is None else type.mode is mode:
            taken_h += sum(stop.off_block_h - stop.on_block_h for stop in sortie.stops if stop.node == node)
    if usable_h <= 0:
        return (1.0, spots) if taken_h > 0 else None
    return min(taken_h / usable_h, 1.0), spots


def _spots(scenario: Scenario, node: str, classes: tuple[Ramp, ...]) -> float | None:
    if node in scenario.sites:
        return scenario.sites[node].landing_spots if Ramp.HELI in classes else None
    place = scenario.places[node]
    if Ramp.HELI in classes:
        return place.spots_heli
    if classes:
        known = place.spots_wide is not None and place.spots_narrow is not None
        return (place.spots_wide or 0) + (place.spots_narrow or 0) if known else None
    return place.berths


def _usable_h(scenario: Scenario, node: str, *, by_day: bool) -> float:
    """Hours of the plan in which a node is open, and in daylight where that is asked."""
    at, clock = scenario.node(node), scenario.clock
    opens_h, closes_h, hours = (at.opens_h, at.closes_h, at.hours) if isinstance(at, Place) else (0.0, 1e6, "")
    light = daylight(at.lat, at.lon, scenario.start, clock) if by_day else [True] * clock.slots
    opens, lasts_h = daily_window(hours) if hours else (0.0, 24.0)
    return clock.slot_h * sum(
        bool(light[slot])
        and opens_h <= slot * clock.slot_h < closes_h
        and (scenario.local_hour(slot * clock.slot_h) - opens) % 24 < lasts_h
        for slot in range(clock.slots)
    )


def _busy(asked: Question) -> Iterator[Reason]:
    """Where all that could have brought it are all but used up while it is lacking."""
    window_h = asked.need.from_h, _lacking_until_h(asked)
    able = [one.asset for one in asked.able if one.from_h is not None and one.from_h < window_h[1]]
    shares = {id: busy_share(asked.scenario, asked.plan, id, *window_h) for id in able}
    if not shares or min(share for share, _ in shares.values()) < FULL_SHARE:
        return
    for id, (share, rule) in list(shares.items())[:MOST_ASSETS]:
        asset = asked.scenario.assets[id]
        yield Reason(
            cause=Cause.BUSY, by=id, share=share, quantity=asset.count, unit="tails", from_h=window_h[0],
            until_h=window_h[1], rule=rule, rows=(f"assets/{id}",),
            lifted_by=BY_CODE[rule].LIFTED_BY or "whoever offers more of them",
            because=f"{id} ({asset.count} tails) is on sorties for {100 * share:.0f} % of the time that "
            f"{_LIMITS[rule]} allow it between {hour(window_h[0])} and {hour(window_h[1])}; "
            "so is all else that could bring it.",
        )


def _lacking_until_h(asked: Question) -> float:
    """End of the last day that lacks something."""
    last = max(asked.lacks, default=demand.ONCE)
    return asked.until_h if last == demand.ONCE else min((last + 1) * demand.DAY_H, asked.until_h)


_LIMITS = {"FLYING": "its flying hours", "DUTY": "its crews' hours", "TAILS": "its tails"}


def busy_share(
    scenario: Scenario, plan: Plan, asset: str, from_h: float = 0.0, until_h: float = FOREVER_H
) -> tuple[float, str]:
    """Share of its allowed time in a window for which an asset is on sorties, and the rule that sets the allowance."""
    whose = scenario.assets[asset]
    from_h = max(from_h, whose.ready_h)
    until_h = min(until_h, whose.until_h, scenario.clock.horizon_h)
    there_h = max(until_h - from_h, scenario.clock.slot_h) * whose.count
    mine = [sortie for sortie in plan.sorties if sortie.asset == asset]
    part = {s.id: max(min(s.end_h, until_h) - max(s.start_h, from_h), 0.0) for s in mine}
    day_h = _working_day_h(whose.type)
    usable_h = day_h if not whose.type.daylight_only else min(day_h, _light_h(scenario, whose))
    shares = [(min(sum(part.values()) / (there_h * usable_h / 24), 1.0), "DUTY" if usable_h < 24 else "TAILS")]
    if whose.type.flying_h_per_day < 24:
        flown_h = sum(s.under_way_h * part[s.id] / max(s.end_h - s.start_h, scenario.clock.slot_h) for s in mine)
        shares.append((min(flown_h / (there_h * whose.type.flying_h_per_day / 24), 1.0), "FLYING"))
    return max(shares)


def _working_day_h(type: AssetType) -> float:
    """Hours a day that a tail's crews cover together."""
    if type.duty_h >= 24 or type.crews * type.duty_h >= 24:
        return 24.0
    return min(type.crews * type.duty_h, 24 - type.rest_h)


def _light_h(scenario: Scenario, asset: Asset) -> float:
    """Daylight hours a day at its base."""
    base = scenario.assets[asset.base].base if asset.base in scenario.assets else asset.base
    at = scenario.node(base)
    return 24 * float(daylight(at.lat, at.lon, scenario.start, scenario.clock).mean())
