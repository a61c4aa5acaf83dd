"""The legs that assets move along, with lines to draw, in one frame of longitudes.

A theatre may lie across 180 degrees. Its frame is the whole circle cut in the widest empty gap
between nodes; longitudes in the frame may pass 180, and a line is shifted as a whole.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from hadr_planner.domain.catalogue import Mode
from hadr_planner.domain.plan import Plan, Sortie
from hadr_planner.domain.scenario import Scenario
from hadr_planner.network import line

Line = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """One leg of one sortie.

    Parameters
    ----------
    load
        Tonnes on board by item; units as ``unit:<id>``.
    """

    sortie: str
    asset: str
    tail: int
    mode: Mode
    from_: str
    to: str
    depart_h: float
    arrive_h: float
    load: Mapping[str, float]

    @property
    def tonnes(self) -> float:
        """All that is on board, tonnes."""
        return sum(self.load.values())


def legs(scenario: Scenario, plan: Plan) -> tuple[Leg, ...]:
    """Every leg of every sortie, in the plan's order."""
    return tuple(leg for sortie in plan.sorties for leg in _legs(scenario, sortie))


def _legs(scenario: Scenario, sortie: Sortie) -> list[Leg]:
    found, aboard = [], defaultdict[str, float](float)
    for here, there in zip(sortie.stops, sortie.stops[1:], strict=False):
        for item, tonnes in here.unloads.items():
            aboard[item] -= tonnes
        for item, tonnes in here.loads.items():
            aboard[item] += tonnes
        found.append(
            Leg(
                sortie=sortie.id,
                asset=sortie.asset,
                tail=sortie.tail,
                mode=scenario.assets[sortie.asset].type.mode,
                from_=here.node,
                to=there.node,
                depart_h=here.off_block_h,
                arrive_h=there.on_block_h,
                load={item: tonnes for item, tonnes in aboard.items() if tonnes > 1e-6},
            )
        )
    return found


@dataclass(frozen=True, slots=True)
class Frame:
    """The circle of longitudes cut at ``west``: every point lies in ``west <= lon < west + 360``."""

    west: float

    def lon(self, lon: float) -> float:
        """Longitude inside the frame."""
        return (lon - self.west) % 360 + self.west

    def line(self, points: Line) -> Line:
        """The same line, continuous, starting inside the frame."""
        unwrapped: list[tuple[float, float]] = []
        for lat, lon in points:
            near = self.lon(lon) if not unwrapped else lon - 360 * round((lon - unwrapped[-1][1]) / 360)
            unwrapped.append((lat, near))
        return tuple(unwrapped)


def frame(scenario: Scenario) -> Frame:
    """Frame that cuts no theatre: -180 to 180 unless a wider gap lies elsewhere."""
    lons = sorted({scenario.node(id).lon for id in (*scenario.sites, *scenario.places)})
    if not lons:
        return Frame(-180.0)
    gaps = [(lons[0] + 360 - lons[-1], -180.0)]
    gaps += [(b - a, (a + b) / 2) for a, b in itertools.pairwise(lons)]
    widest, west = max(gaps, key=lambda gap: gap[0])
    return Frame(west if widest > gaps[0][0] else -180.0)


def lines(scenario: Scenario, found: tuple[Leg, ...]) -> Mapping[tuple[Mode, str, str], Line]:
    """One line for each mode and pair of nodes that the legs use, inside the scenario's frame."""
    window = frame(scenario)
    keys = dict.fromkeys((leg.mode, leg.from_, leg.to) for leg in found)
    return {key: window.line(line(scenario, *key) or _ends(scenario, *key)) for key in keys}


def _ends(scenario: Scenario, _: Mode, a: str, b: str) -> Line:
    return tuple((scenario.node(id).lat, scenario.node(id).lon) for id in (a, b))
