"""The situation as plain data for the map: sites, places, roads, areas, and the assets at their bases."""

from __future__ import annotations

import itertools
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from hadr_planner import demand
from hadr_planner.domain.catalogue import NeedKind
from hadr_planner.domain.force import Asset
from hadr_planner.domain.geography import FOREVER_H, Place, Road, Site
from hadr_planner.domain.scenario import Area, Scenario
from hadr_planner.report import storms
from hadr_planner.report.wording import h_plus, number, owner_name, owner_title

from .emblem import drawings, emblem, signs
from .stage import Ground, ground, turned

LAYERS = frozenset({"sites", "places", "assets", "areas", "roads", "tracks"})
GRADES = 5
Rows = list[list[str]]
Only = tuple[str, frozenset[str]]
Noun = TypeVar("Noun")


def situation(
    scenario: Scenario,
    layers: frozenset[str],
    nations: frozenset[str] | None,
    symbols: str,
    only: Only | None = None,
) -> dict[str, Any]:
    """Everything that the map shows before any plan.

    Parameters
    ----------
    scenario
        What to describe.
    layers
        Of ``LAYERS``: what to show.
    nations
        Owners whose assets to show; all where unset.
    symbols
        ``ocha`` or ``app6``.
    only
        A layer, and the ids of what is shown of it; the other layers are shown in whole.
    """
    base = ground(scenario)

    def shown(layer: str, nouns: Mapping[str, Noun]) -> list[Noun]:
        if layer not in layers:
            return []
        return [noun for id, noun in nouns.items() if only is None or only[0] != layer or id in only[1]]

    kept = [asset for asset in shown("assets", scenario.assets) if nations is None or asset.owner in nations]
    bases = _bases(scenario, base, kept)
    places = [_place(place, base) for place in shown("places", scenario.places)]
    need_t = needs_t(scenario)
    edges = grades(list(need_t.values()))
    used = {place["kind"] for place in places} | {emblem(asset) for asset in kept}
    return {
        "sites": [_site(site, base, need_t, edges) for site in shown("sites", scenario.sites)],
        "places": places,
        "roads": [_road(scenario, road, base) for road in shown("roads", scenario.roads)],
        "areas": [_area(area, base) for area in shown("areas", scenario.areas)],
        "tracks": storms.told(scenario, base.window) if "tracks" in layers else [],
        "bases": bases,
        "owners": sorted({asset.owner for asset in kept}),
        "named": {asset.owner: owner_title(scenario, asset.owner) for asset in kept},
        "svgs": drawings(used, symbols),
        "legend": {
            "title": "goods needed in all, t",
            "grades": _grade_words(edges),
            "signs": signs(used, symbols),
        },
    }


def needs_t(scenario: Scenario) -> dict[str, float]:
    """Goods that every site needs inside the horizon, tonnes."""
    found = dict.fromkeys(scenario.sites, 0.0)
    for need in scenario.needs.values():
        if need.kind is NeedKind.CARGO and need.site in found:
            found[need.site] += sum(demand.owed(scenario, need, day) for day in demand.days(scenario, need))
    return found


def grades(values: list[float]) -> list[float]:
    """Edges between classes of about equal count, ascending; fewer where values repeat."""
    ordered = sorted(value for value in values if value > 0)
    cuts = [ordered[len(ordered) * i // GRADES] for i in range(1, GRADES)] if len(ordered) >= GRADES else ordered[1:]
    return sorted({_rounded_down(cut) for cut in cuts})


def _rounded_down(value: float) -> float:
    step = 10.0 ** (math.floor(math.log10(value)) - 1)
    return round(math.floor(value / step + 1e-9) * step, 6)


def _grade_words(edges: list[float]) -> list[str]:
    if not edges:
        return ["any"]
    middle = [f"{number(low)} – {number(high)}" for low, high in itertools.pairwise(edges)]
    return [f"under {number(edges[0])}", *middle, f"{number(edges[-1])} and more"]


def _site(site: Site, base: Ground, need_t: Mapping[str, float], edges: list[float]) -> dict[str, Any]:
    tonnes = need_t[site.id]
    rows = [
        ["Affected", number(site.affected)],
        ["Population", number(site.population)],
        ["Goods needed", f"{number(tonnes)} t"],
        ["Priority", str(site.priority)],
        ["Landing spots", str(site.landing_spots)],
        ["Access", site.access],
        *provenance(site),
    ]
    return {
        "id": site.id,
        "name": site.name,
        "at": base.at[site.id],
        "people": round(site.affected or site.population),
        "grade": sum(tonnes >= edge for edge in edges),
        "what": ", ".join(part for part in (site.admin2, site.admin1, site.country) if part),
        "rows": filled(rows),
    }


def _place(place: Place, base: Ground) -> dict[str, Any]:
    return {
        "id": place.id,
        "name": place.name,
        "at": base.at[place.id],
        "kind": place.kind.value,
        "what": kind_words(place),
        "rows": facts(place),
        "weight": (place.runway_m or 0) + 1000 * (place.berths or 0),
    }


def kind_words(place: Place) -> str:
    """What a place is, and in which country."""
    return f"{place.kind.value.replace('_', ' ')}, {place.country}"


def facts(place: Place) -> Rows:
    """What limits a place, with source and confidence."""
    spots = [(place.spots_wide, "wide"), (place.spots_narrow, "narrow"), (place.spots_heli, "helicopter")]
    opening = "" if place.opens_h <= 0 and place.closes_h >= FOREVER_H else _hours(place.opens_h, place.closes_h)
    return filled(
        [
            ["Code", place.icao or place.locode],
            ["Runway", f"{number(place.runway_m)} m {place.surface.value}" if place.runway_m else ""],
            ["Spots", ", ".join(f"{count} {words}" for count, words in spots if count)],
            ["Berths", "" if place.berths is None else str(place.berths)],
            ["Draught", f"{place.max_draft_m:g} m" if place.max_draft_m else ""],
            ["Discharge", f"{number(place.discharge_t_per_day)} t a day" if place.discharge_t_per_day else ""],
            ["Open", opening],
            ["Daily", place.hours],
            ["Survey", "needed before ships may call" if place.needs_survey else ""],
            *provenance(place),
        ]
    )


def _hours(from_h: float, until_h: float) -> str:
    return f"from {h_plus(from_h)}" if until_h >= FOREVER_H else f"{h_plus(from_h)} – {h_plus(until_h)}"


def provenance(row: Site | Place | Road | Asset) -> Rows:
    """Where a row comes from and how far it can be trusted."""
    return [["Note", row.note], ["Source", row.source], ["Confidence", row.confidence.value]]


def filled(rows: Iterable[list[str]]) -> Rows:
    """Rows that say something, none endless."""
    return [[label, value if len(value) <= LONGEST else f"{value[: LONGEST - 1]}…"] for label, value in rows if value]


LONGEST = 160


def _road(scenario: Scenario, road: Road, base: Ground) -> dict[str, Any]:
    a, b = scenario.node(road.from_), scenario.node(road.to)
    shut = road.opens_h > 0 or road.closes_h < FOREVER_H
    rows = [
        ["Length", f"{number(road.km)} km"],
        ["Speed", f"{road.speed_kmh:g} km/h"],
        ["Bears", f"{road.max_load_t:g} t" if road.max_load_t else ""],
        ["Open", _hours(road.opens_h, road.closes_h) if shut else ""],
        *provenance(road),
    ]
    line = base.window.line(((a.lat, a.lon), (b.lat, b.lon)))
    return {
        "name": f"{a.name} – {b.name}",
        "line": [[lat, lon] for lat, lon in line],
        "shut": shut,
        "rows": filled(rows),
    }


def _area(area: Area, base: Ground) -> dict[str, Any]:
    return {
        "name": area.name,
        "kind": area.kind,
        "rings": turned(base.window, area.geometry),
        "rows": [["Kind", area.kind.replace("_", " ")]],
    }


@dataclass(frozen=True, slots=True)
class _Berth:
    name: str
    assets: list[Asset]


def _bases(scenario: Scenario, base: Ground, assets: list[Asset]) -> list[dict[str, Any]]:
    """Assets by where they wait."""
    there: defaultdict[tuple[float, ...], _Berth] = defaultdict(lambda: _Berth("", []))
    for asset in assets:
        spot = tuple(base.at[asset.id])
        if spot not in there:
            there[spot] = _Berth(_base_name(scenario, asset), [])
        there[spot].assets.append(asset)
    return [
        {
            "at": list(spot),
            "name": berth.name,
            "kinds": _kinds(berth.assets),
            "assets": [
                {
                    "id": a.id,
                    "name": a.name,
                    "whose": a.owner,
                    "owner": owner_name(scenario, a.owner),
                    "count": a.count,
                    "trust": a.confidence.value,
                    "source": filled([["", a.source]])[0][1] if a.source else "no source named",
                }
                for a in sorted(berth.assets, key=lambda a: (a.owner, a.name))
            ],
        }
        for spot, berth in there.items()
    ]


def _base_name(scenario: Scenario, asset: Asset) -> str:
    known = scenario.places.get(asset.base) or scenario.sites.get(asset.base) or scenario.assets.get(asset.base)
    return known.name if known else asset.base


def _kinds(assets: list[Asset]) -> list[list[Any]]:
    """Symbol, mode and number of tails by kind, most first."""
    count: defaultdict[tuple[str, str], int] = defaultdict(int)
    for asset in assets:
        count[emblem(asset), asset.type.mode.value] += asset.count
    return [[symbol, mode, n] for (symbol, mode), n in sorted(count.items(), key=lambda pair: -pair[1])]
