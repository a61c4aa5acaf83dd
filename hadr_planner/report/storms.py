"""Storm tracks as lines through time: each storm's fixes in order, in one frame of longitudes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from hadr_planner.domain.geography import Fix
from hadr_planner.domain.scenario import Scenario

from .routes import Frame, Line
from .wording import clean, dtg, h_plus, number

NAME = 60
LONGEST = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class Storm:
    """One storm's track.

    Parameters
    ----------
    fixes
        In order of time.
    line
        ``(lat, lon)`` of each fix, continuous across 180 degrees.
    """

    name: str
    fixes: tuple[Fix, ...]
    line: Line


def storms(scenario: Scenario, window: Frame) -> tuple[Storm, ...]:
    """Every storm that the scenario has a track of."""
    by_name: defaultdict[str, list[Fix]] = defaultdict(list)
    for fix in sorted(scenario.tracks.values(), key=lambda fix: fix.at_h):
        by_name[fix.storm].append(fix)
    return tuple(
        Storm(
            name=clean(name)[:NAME],
            fixes=tuple(fixes),
            line=window.line(tuple((fix.lat, fix.lon) for fix in fixes)),
        )
        for name, fixes in by_name.items()
    )


def told(scenario: Scenario, window: Frame) -> list[dict[str, Any]]:
    """Tracks as plain data for a map: a line, and at each fix its hour and what is known of it."""
    return [
        {
            "name": storm.name,
            "line": [[round(lat, 3), round(lon, 3)] for lat, lon in storm.line],
            "fixes": [
                {"hour": round(fix.at_h, 3), "when": h_plus(fix.at_h), "rows": facts(scenario, fix)}
                for fix in storm.fixes
            ],
        }
        for storm in storms(scenario, window)
    ]


def facts(scenario: Scenario, fix: Fix) -> list[list[str]]:
    """What is known of one fix, with its source and confidence."""
    rows = [
        ["At", f"{h_plus(fix.at_h)} · {dtg(scenario.when(fix.at_h))}"],
        ["Wind", "" if fix.wind_kt is None else f"{number(fix.wind_kt)} kt"],
        ["Note", fix.note],
        ["Source", fix.source],
        ["Confidence", fix.confidence.value],
    ]
    return [[label, clean(value)[:LONGEST]] for label, value in rows if value]
