"""Charts are sound Vega-Lite, in the light and in the dark, and say nothing by colour alone."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pyarrow as pa
import pytest
from report.world import plan, scenario

from hadr_planner.limit import handed_over, limit
from hadr_planner.report import curves as coverage
from hadr_planner.report.fairness import Trade, trades
from hadr_planner.report.kpis import kpis
from hadr_planner.report.lanes import By, lanes
from hadr_planner.report.movements import lifted_by_day
from hadr_planner.report.occupancy import occupancy
from hadr_planner.report.spells import spells
from hadr_planner.report.wording import local
from hadr_planner.ui import charts

EDGES_H = scenario().clock.edges_h


def gantt(dark: bool) -> Any:
    rows = lanes(scenario(), spells(scenario(), plan()), By.ASSET)
    return charts.gantt(scenario(), rows, 8.0, dark=dark, chosen="s0001")


def curves(dark: bool) -> Any:
    return charts.curves(coverage.by_site(kpis(scenario(), plan())), EDGES_H, 8.0, dark=dark, named=2)


def crowding(dark: bool) -> Any:
    return charts.crowding(occupancy(scenario(), plan()), 48.0, 8.0, dark=dark)


def crowd(dark: bool) -> Any:
    return charts.crowd(occupancy(scenario(), plan())[0], 48.0, 8.0, dark=dark)


def by_day(dark: bool) -> Any:
    return charts.by_day(lifted_by_day(scenario(), plan()), 2, dark=dark)


def trade(dark: bool) -> Any:
    one = Trade(title="A", person_days=10.0, worst_share=0.5, gini=0.1, fairness=0.5, beaten_by=())
    other = Trade(title="B", person_days=20.0, worst_share=0.2, gini=0.3, fairness=0.2, beaten_by=("A",))
    return charts.trade([one, other], dark=dark)


def against_limit(dark: bool) -> Any:
    curve = limit(scenario())
    return charts.against_limit(scenario(), curve, handed_over(scenario(), plan()), 8.0, dark=dark)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("draw", [gantt, curves, crowding, crowd, by_day, trade, against_limit])
def test_a_chart_is_sound(draw: Any, dark: bool) -> None:
    json.dumps(draw(dark).to_dict(validate=True), allow_nan=False, default=str)


@pytest.mark.parametrize("draw", [gantt, curves, crowding, crowd, by_day, trade, against_limit])
def test_a_sheet_is_the_chart_with_its_rows_packed(draw: Any) -> None:
    whole, written = draw(False).to_dict(), charts.sheet(draw(False))
    packed = {name: pa.ipc.open_stream(rows).read_all().to_pylist() for name, rows in written.pop("datasets").items()}
    rows = [len(packed[name]) for name in packed]
    assert rows == [len(some) for some in whole["datasets"].values()]
    assert sum(rows) > 0
    assert set(re.findall(r'"data": {"name": "([^"]+)"', json.dumps(written))) == set(packed)


def test_the_schedule_has_local_time_beside_hours_after_start() -> None:
    assert local(scenario().when(24)) in gantt(False).to_json()
    assert "'H+' + datum.label" in gantt(False).to_json()


def test_lines_differ_by_dash_and_plans_by_shape() -> None:
    assert '"strokeDash"' in curves(False).to_json()
    assert '"strokeDash"' in against_limit(False).to_json()
    assert '"shape"' in trade(False).to_json()


def test_where_no_plan_reaches_the_worst_site_the_axis_says_evenness() -> None:
    two = [
        Trade(title=title, person_days=27e6 + gini, worst_share=0.0, gini=gini, fairness=1 - gini, beaten_by=())
        for title, gini in (("A", 0.1), ("B", 0.3))
    ]
    assert "evenness" in charts.trade(two, dark=False).to_json()
    assert "evenness" not in trade(False).to_json()


def test_plans_that_are_alike_have_their_names_apart() -> None:
    one = kpis(scenario(), plan())
    drawn = charts.trade(trades(["A", "B"], [one, one]), dark=False).to_dict()
    names = [layer["mark"] for layer in drawn["layer"] if layer["mark"]["type"] == "text"]
    assert len({(name["dx"], name["dy"]) for name in names}) == 2


def test_a_click_on_a_bar_names_its_sortie() -> None:
    params = gantt(False).to_dict()["params"]
    assert [param["select"]["fields"] for param in params if param["name"] == charts.PICKED] == [["sortie"]]


def test_the_now_line_stands_at_the_hour() -> None:
    assert {"hour": 8.0} in [row for rows in gantt(False).to_dict()["datasets"].values() for row in rows]


def test_hundreds_of_thin_lines_are_one_stroke_that_breaks_between_them() -> None:
    total, *each = coverage.by_site(kpis(scenario(), plan()))
    many = [replace(each[0], key=str(i), name=f"Site {i}") for i in range(200)]
    found = charts.curves([total, *many], EDGES_H, 8.0, dark=False, named=1).to_dict()
    thin = found["layer"][0]
    rows = found["datasets"][thin["data"]["name"]]
    assert "detail" not in thin["encoding"]
    assert thin["mark"]["order"] is False
    assert [row["share"] for row in rows].count(None) == 200
    drawn = [(row["hour"], row["share"]) for row in rows if row["share"] is not None]
    assert drawn == [*zip(EDGES_H, each[0].shares, strict=True)] * 200


def test_curves_with_like_names_stay_apart_in_the_legend() -> None:
    alike = coverage.Curve(key="a", name="Santa Fe", people=1, shares=tuple(0.5 for _ in EDGES_H))
    found = charts.curves([alike, alike], EDGES_H, 0.0, dark=False).to_dict()
    labels = {row.get("label") for rows in found["datasets"].values() for row in rows} - {None}
    assert len(labels) == 2


def test_the_limit_is_drawn_above_the_plan_with_what_holds_it_down() -> None:
    """Both stairs have a point for every period boundary, the limit's is never lower, and it says what binds."""
    rows = [row for rows in against_limit(False).to_dict()["datasets"].values() for row in rows if "tonnes" in row]
    most, mine = ([row for row in rows if row["line"] == line] for line in ("No plan more", "This plan"))
    assert [row["hour"] for row in most] == [row["hour"] for row in mine] == list(EDGES_H)
    assert all(above["tonnes"] >= below["tonnes"] - 1e-6 for above, below in zip(most, mine, strict=True))
    assert most[-1]["binds"] != "nothing known"
