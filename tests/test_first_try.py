"""Scenarios written from the page on the format alone: each is planned at the first try, or told why not."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest
from typer.testing import CliRunner

from hadr_planner import export, kpis, load, solve, verify
from hadr_planner.cli import app
from hadr_planner.domain.plan import Plan, Status
from hadr_planner.domain.scenario import Scenario
from hadr_planner.errors import ScenarioError
from hadr_planner.smells import smells
from hadr_planner.solver.search import decide

WRITTEN = Path(__file__).parent / "scenarios_at_first_try"
GIVEN = sorted(folder.name for folder in WRITTEN.iterdir())
ROUNDS = 4

Files = Mapping[str, str]
"""Text of each file that differs, by its name."""

NOTHING: dict[str, tuple[str, Files, str]] = {
    "no assets": ("four_tables", {"assets.csv": "type,owner,base,count\n"}, "No asset"),
    "no supplies": ("four_tables", {"supplies.csv": "place,item,quantity_t\n"}, "No supplies"),
    "nobody at home": ("four_tables", {"assets.csv": "type,owner,base,count\nc130j,AUS,nadi,0\n"}, ""),
    "no way there": (
        "four_tables",
        {"assets.csv": "type,owner,base,count\ntruck_5t,FJI,nadi,5\nroro_ferry,FJI,suva_port,1\n"},
        "",
    ),
    "all landing refused": (
        "four_tables",
        {
            "assets.csv": "type,owner,base,count\nc130j,AUS,nadi,2\nnh90,NZL,nadi,2\n",
            "agreements.csv": "state,guest,kind,from_h\nFJI,USA,landing,0\n",
        },
        "ruled out",
    ),
    "nobody hands over": ("four_tables", {"handovers.csv": "organisation,site\n"}, ""),
    "ready after the end": ("four_tables", {"assets.csv": "type,owner,base,ready_h\nc130j,AUS,nadi,400\n"}, ""),
    "goods after the end": (
        "four_tables",
        {"supplies.csv": "place,item,quantity_t,available_h\nnadi,water,60,400\nnadi,food,20,H+900\n"},
        "",
    ),
}

VILLAGE = {
    "sites.csv": "id,lat,lon,affected\nvillage,-16.6,179.7,500\n",
    "places.csv": "id,kind,lat,lon\nstore,warehouse,-16.601,179.701\n",
    "needs.csv": "site,item,quantity\nvillage,water,2\n",
    "supplies.csv": "place,item,quantity_t\nstore,water,20\n",
    "assets.csv": "type,owner,base,count\n",
}
EMPTY = {
    "sites.csv": "id,lat,lon,affected\n",
    "places.csv": "id,kind,lat,lon\n",
    "needs.csv": "site,item,quantity\n",
}
FAR = {
    "scenario.yaml": "start: 2024-06-01T08:00:00+02:00\nhost: MOZ\nhorizon_h: 96\n",
    "sites.csv": "id,lat,lon,affected\nbuzi,-19.88,34.60,12000\n",
    "places.csv": "id,kind,lat,lon\nstore,warehouse,-19.80,34.87\nbuzi_camp,warehouse,-19.89,34.61\n",
    "roads.csv": "from,to,km,speed_kmh\nstore,buzi,190,25\nstore,buzi_camp,190,25\n",
    "needs.csv": "site,item,quantity,unit\nbuzi,food,12000,people\n",
    "supplies.csv": "place,item,quantity_t\nstore,food,20\n",
    "assets.csv": "type,owner,base,count,forward\ntruck_5t,MOZ,store,2,buzi_camp\n",
}
"""A drive of 7.6 hours one way, by crews who may work 14."""
HEAD = "start: 2024-01-01T06:00:00+12:00\nhost: FJI\n"
ODD: dict[str, tuple[str, Files]] = {
    "one day": ("four_tables", {"scenario.yaml": HEAD + "horizon_h: 24\n"}),
    "quarters of an hour": ("four_tables", {"scenario.yaml": HEAD + "horizon_h: 48\nslot_min: 15\n"}),
    "whole hours": ("four_tables", {"scenario.yaml": HEAD + "slot_min: 60\n"}),
    "periods of two lengths": (
        "four_tables",
        {"scenario.yaml": HEAD + "horizon_h: 96\nperiod_h: [{until_h: 24, h: 4}, {until_h: 96, h: 12}]\n"},
    ),
    "a pool of nobody": (
        "no_airlift",
        {"assets.csv": "type,owner,base,count\nlcu_2000,PHL,Cebu port,1\nroro_ferry,PHL,Cebu port,0\n"},
    ),
    "some goods after the end": (
        "four_tables",
        {"supplies.csv": "place,item,quantity_t,available_h\nnadi,water,60,0\nnadi,food,20,900\n"},
    ),
    "a unit after the end": (
        "closed_road",
        {"units.csv": "id,type,owner,origin,ready_h\nsappers,engineer_platoon,FJI,depot,500\n"},
    ),
    "a unit without work": (
        "four_tables",
        {"units.csv": "type,owner,origin\nusar_heavy,JPN,nadi\n"},
    ),
    "one village beside its store": ("four_tables", VILLAGE),
}


def written(folder: Path, base: str, files: Files) -> Path:
    """A scenario like one of the given ones, some of its files written anew."""
    shutil.copytree(WRITTEN / base, folder)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@cache
def planned(name: str) -> tuple[Scenario, Plan]:
    scenario = load(WRITTEN / name)
    return scenario, solve(scenario, deterministic=ROUNDS)


def sound(scenario: Scenario, plan: Plan, page: Path) -> None:
    """No rule is broken, no bound is beaten, and the plan can be measured and shown."""
    assert verify(scenario, plan) == ()
    assert plan.value <= plan.bound * (1 + 1e-6) + 1e-9
    assert plan.why
    idle = not (plan.sorties or plan.stays or plan.hand_overs or plan.services or plan.drives)
    assert (plan.status is Status.NO_PLAN) == idle
    assert kpis(scenario, plan)
    export(scenario, plan, page)
    assert page.read_text(encoding="utf-8").lstrip().lower().startswith("<!doctype html")


def given(plan: Plan) -> dict[str, float]:
    """Tonnes, people and hours by need."""
    found: dict[str, float] = {}
    for line in plan.hand_overs:
        found[line.need] = found.get(line.need, 0.0) + line.tonnes
    for line in plan.services:
        found[line.need] = found.get(line.need, 0.0) + line.quantity
    return found


def met(name: str) -> set[tuple[str, str]]:
    """Site and item of every need that a plan does something about."""
    scenario, plan = planned(name)
    return {(scenario.needs[id].site, scenario.needs[id].item) for id, much in given(plan).items() if much > 0}


@pytest.mark.parametrize("name", GIVEN)
def test_a_scenario_is_planned_at_the_first_try(name: str, tmp_path: Path) -> None:
    scenario, plan = planned(name)
    sound(scenario, plan, tmp_path / "report.html")
    assert plan.status in (Status.OPTIMAL, Status.FEASIBLE)
    assert plan.value > 0


def test_four_tables_and_places_reach_every_need() -> None:
    assert met("four_tables") == {(need.site, need.item) for need in planned("four_tables")[0].needs.values()}


def test_the_pacific_is_one_sea_on_both_sides_of_180_degrees() -> None:
    """Fiji, Tonga, Samoa and Wallis are all served, and a ship crosses 180 degrees without going round the world."""
    scenario, plan = planned("pacific")
    served = {scenario.sites[site].country for site, _ in met("pacific")}
    assert served == {"FJI", "TON", "WSM", "WLF"}
    crossing = [
        later.on_block_h - earlier.off_block_h
        for sortie in plan.sorties
        for earlier, later in zip(sortie.stops, sortie.stops[1:], strict=False)
        if scenario.node(earlier.node).lon * scenario.node(later.node).lon < 0
    ]
    assert crossing
    assert max(crossing) < 60


def test_without_airlift_ships_craft_and_trucks_do_it_all() -> None:
    scenario, plan = planned("no_airlift")
    used = {scenario.assets[sortie.asset].type.mode for sortie in plan.sorties}
    assert used == {"ship", "landing_craft", "truck"}
    assert met("no_airlift") == {(need.site, need.item) for need in scenario.needs.values()}
    assert plan.gap < 0.05


def test_a_ship_that_names_no_anchorage_finds_one_for_what_it_carries(tmp_path: Path) -> None:
    """Without the column forward, helicopters and craft may fly and sail from where their ship lies off the coast."""
    rows = (WRITTEN / "sea_base" / "assets.csv").read_text(encoding="utf-8")
    scenario = load(written(tmp_path / "scenario", "sea_base", {"assets.csv": rows.replace("off_savusavu", "")}))
    sound(scenario, solve(scenario, deterministic=ROUNDS), tmp_path / "report.html")
    x = decide(scenario)
    off_shore = x.missions.start == x.network.index["off_savusavu"]
    may_begin = x.missions.pool[off_shore & x.allowed.any(axis=1)]
    aboard = {asset.id for asset in scenario.assets.values() if asset.base == "adelaide"}
    assert aboard <= {x.pools[pool].id for pool in may_begin}


def test_trucks_stay_the_night_where_a_drive_takes_them_more_than_a_day(tmp_path: Path) -> None:
    """Laden to the camp on one day, back on another; without leave to stay there nobody comes, and that is said."""
    scenario = load(written(tmp_path / "scenario", "four_tables", FAR))
    plan = solve(scenario, deterministic=ROUNDS)
    sound(scenario, plan, tmp_path / "report.html")
    assert {s.stops[-1].node for s in plan.sorties} == {"store", "buzi_camp"}
    assert given(plan)["needs_2"] > 0
    assert not [warning for warning in smells(scenario) if "may rest" in warning.what]

    no_camp = "id,kind,lat,lon,serves\nstore,warehouse,-19.80,34.87,\nbuzi_camp,warehouse,-19.89,34.61,-\n"
    no_stay = FAR | {"places.csv": no_camp, "assets.csv": "type,owner,base,count\ntruck_5t,MOZ,store,2\n"}
    shut = load(written(tmp_path / "shut", "four_tables", no_stay))
    assert not solve(shut, deterministic=ROUNDS).sorties
    assert [warning.what for warning in smells(shut) if "may rest" in warning.what] == [
        "buzi: no truck gets here and back in its crews' day; name a place here under forward, where it may rest"
    ]


def test_engineers_open_the_road_and_trucks_follow() -> None:
    assert met("closed_road") == {("landslip", "engineering"), ("valley", "water"), ("valley", "food")}


@pytest.mark.parametrize("name", NOTHING)
def test_where_nothing_can_be_done_the_plan_says_why(name: str, tmp_path: Path) -> None:
    base, files, why = NOTHING[name]
    scenario = load(written(tmp_path / "scenario", base, files))
    plan = solve(scenario, deterministic=ROUNDS)
    sound(scenario, plan, tmp_path / "report.html")
    assert plan.status is Status.NO_PLAN
    assert why in plan.why
    assert "was found in the time allowed" not in plan.why


@pytest.mark.parametrize("name", NOTHING)
def test_the_command_ends_with_3_where_nothing_can_be_done(name: str, tmp_path: Path) -> None:
    base, files, _ = NOTHING[name]
    folder = written(tmp_path / "scenario", base, files)
    page = tmp_path / "report.html"
    told = CliRunner().invoke(
        app,
        ["plan", str(folder), "--deterministic", "2", "--out", str(tmp_path / "plan.json"), "--report", str(page)],
    )
    assert told.exit_code == 3, told.output
    assert "Traceback" not in told.output
    assert page.exists()


@pytest.mark.parametrize("name", ODD)
def test_odd_but_legal_scenarios_are_planned_like_any_other(name: str, tmp_path: Path) -> None:
    base, files = ODD[name]
    scenario = load(written(tmp_path / "scenario", base, files))
    plan = solve(scenario, deterministic=ROUNDS)
    sound(scenario, plan, tmp_path / "report.html")
    if name != "a unit after the end":
        assert plan.value > 0


@pytest.mark.parametrize("file", EMPTY)
def test_a_table_without_which_nothing_makes_sense_must_have_rows(file: str, tmp_path: Path) -> None:
    folder = written(tmp_path / "scenario", "four_tables", {file: EMPTY[file]})
    with pytest.raises(ScenarioError, match=f"{file}: has no rows"):
        load(folder)
