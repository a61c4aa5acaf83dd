"""Storm tracks as a map is told of them."""

from __future__ import annotations

from dataclasses import replace

from report.world import scenario as hostile

from hadr_planner.domain.geography import Fix
from hadr_planner.io import load
from hadr_planner.report.routes import frame
from hadr_planner.report.storms import storms, told
from hadr_planner.report.wording import h_plus


def fix(id: str, at_h: float, lon: float) -> Fix:
    return Fix(id=id, storm="Ana", at_h=at_h, lat=-16.0, lon=lon, wind_kt=90.0, source="Met service")


def test_fixes_are_joined_in_order_of_time_across_the_date_line() -> None:
    world = load("tutorial")
    tracked = replace(world, tracks={"b": fix("b", 3, 179.0), "a": fix("a", -2, -178.0)})
    (storm,) = storms(tracked, frame(tracked))
    assert [one.id for one in storm.fixes] == ["a", "b"]
    (_, first), (_, second) = storm.line
    assert abs(first - second) == 3.0


def test_every_fix_tells_its_hour_source_and_confidence() -> None:
    scenario = load("haiyan_2013")
    (track,) = told(scenario, frame(scenario))
    assert len(track["line"]) == len(track["fixes"]) == len(scenario.tracks)
    rows = dict(track["fixes"][1]["rows"])
    assert rows["At"] == "H-1:20 · 072040ZNOV13"
    assert "PAGASA" in rows["Source"]
    assert rows["Confidence"] == "reported"


def test_a_storm_without_a_track_is_not_told() -> None:
    world = hostile()
    assert told(world, frame(world)) == []


def test_hours_before_the_start_are_written_with_a_minus() -> None:
    assert [h_plus(hour) for hour in (-1.5, -20.0, -0.001, 0.0, 7.5)] == ["H-1:30", "H-20", "H+0", "H+0", "H+7:30"]
