"""How hard airfields and ports are used."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from hadr_planner.domain.catalogue import AssetType, Mode, Ramp
from hadr_planner.domain.geography import Place
from hadr_planner.domain.plan import Plan, Stop
from hadr_planner.domain.scenario import Scenario

VESSELS = (Mode.SHIP, Mode.LANDING_CRAFT)


@dataclass(frozen=True, slots=True, kw_only=True)
class RampUse:
    """Use of the parking spots of one airfield, by fixed wing or by helicopters.

    Parameters
    ----------
    wing
        ``fixed`` (wide and narrow spots together) or ``heli``.
    used_spot_h, open_spot_h
        Spot-hours taken by stops, and spots times the hours between opening and closing; the
        daily window is not taken off. Unset, like ``spots``, where the number is not known.
    peak
        Most aircraft on the ground at once.
    """

    place: str
    wing: str
    spots: int | None
    used_spot_h: float
    open_spot_h: float | None
    peak: int

    @property
    def share(self) -> float | None:
        """Share of spot-hours used; unset where the spots are not known."""
        return self.used_spot_h / self.open_spot_h if self.open_spot_h else None


@dataclass(frozen=True, slots=True, kw_only=True)
class PortUse:
    """Use of one seaport, beach or anchorage.

    Parameters
    ----------
    peak
        Most vessels there at once.
    discharged_t
        Tonnes set down there by vessels, units included.
    discharge_limit_t
        What the port could have discharged while open; unset where not limited.
    """

    place: str
    berths: int | None
    used_berth_h: float
    open_berth_h: float | None
    peak: int
    discharged_t: float
    discharge_limit_t: float | None

    @property
    def share(self) -> float | None:
        """Share of berth-hours used; unset where the berths are not known."""
        return self.used_berth_h / self.open_berth_h if self.open_berth_h else None


def ramps(scenario: Scenario, plan: Plan) -> tuple[RampUse, ...]:
    """Use of every airfield that some sortie calls at, the busiest first."""
    calls: defaultdict[tuple[str, str], list[Stop]] = defaultdict(list)
    for sortie in plan.sorties:
        wing = ramp_wing(scenario.assets[sortie.asset].type)
        if wing:
            for stop in sortie.stops:
                calls[stop.node, wing].append(stop)
    uses = [_ramp(scenario, node, wing, stops) for (node, wing), stops in calls.items() if node in scenario.places]
    return tuple(sorted(uses, key=lambda use: (-(use.share or 0.0), use.place, use.wing)))


def ports(scenario: Scenario, plan: Plan) -> tuple[PortUse, ...]:
    """Use of every port, beach and anchorage that some vessel calls at, most discharge first."""
    calls: defaultdict[str, list[Stop]] = defaultdict(list)
    for sortie in plan.sorties:
        if scenario.assets[sortie.asset].type.mode in VESSELS:
            for stop in sortie.stops:
                calls[stop.node].append(stop)
    uses = [_port(scenario, scenario.places[node], stops) for node, stops in calls.items() if node in scenario.places]
    return tuple(sorted(uses, key=lambda use: (-use.discharged_t, use.place)))


def ramp_wing(kind: AssetType) -> str:
    """Which parking spots a platform takes: ``fixed`` or ``heli``; empty for what does not fly."""
    if kind.mode not in (Mode.FIXED_WING, Mode.HELICOPTER):
        return ""
    return "heli" if kind.ramp is Ramp.HELI or kind.mode is Mode.HELICOPTER else "fixed"


def peak(stops: Iterable[Stop]) -> int:
    """Most stops at once; one that leaves makes room for one that comes in the same moment."""
    stops = list(stops)
    events = sorted([(s.on_block_h, 1) for s in stops] + [(s.off_block_h, -1) for s in stops])
    level = most = 0
    for _, change in events:
        level += change
        most = max(most, level)
    return most


def _both(wide: int | None, narrow: int | None) -> int | None:
    return None if wide is None or narrow is None else wide + narrow


def _open_h(scenario: Scenario, place: Place) -> float:
    return max(min(place.closes_h, scenario.clock.horizon_h) - place.opens_h, 0.0)


def _ramp(scenario: Scenario, node: str, wing: str, stops: list[Stop]) -> RampUse:
    place = scenario.places[node]
    spots = place.spots_heli if wing == "heli" else _both(place.spots_wide, place.spots_narrow)
    return RampUse(
        place=node,
        wing=wing,
        spots=spots,
        used_spot_h=sum(s.off_block_h - s.on_block_h for s in stops),
        open_spot_h=None if spots is None else spots * _open_h(scenario, place),
        peak=peak(stops),
    )


def _port(scenario: Scenario, place: Place, stops: list[Stop]) -> PortUse:
    daily_t, open_h = place.discharge_t_per_day, _open_h(scenario, place)
    return PortUse(
        place=place.id,
        berths=place.berths,
        used_berth_h=sum(s.off_block_h - s.on_block_h for s in stops),
        open_berth_h=None if place.berths is None else place.berths * open_h,
        peak=peak(stops),
        discharged_t=sum(sum(s.unloads.values()) for s in stops),
        discharge_limit_t=None if daily_t is None else daily_t * open_h / 24,
    )
