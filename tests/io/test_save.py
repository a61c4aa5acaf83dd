"""What is saved loads as the same scenario, whatever it is written in."""

from __future__ import annotations

import csv
import json
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hadr_planner.domain.accord import Strength
from hadr_planner.domain.scenario import Aim, Area
from hadr_planner.errors import HadrError
from hadr_planner.io import builtin, digest, load, save
from hadr_planner.io.sheet import unclean

CONTAINERS = ["saved", "saved.zip", "saved.xlsx"]
RICH = {
    "scenario.yaml": (
        "start: '2024-01-01T06:00:00+12:00'\nhost: FJI\ntitle: '[Exercise] \"Kula\": no, NO'\nhorizon_h: 48\n"
        "slot_min: 20\nperiod_h: [{until_h: 24, h: 4}, {until_h: 48, h: 8}]\n"
        "aims: [lives, {id: worst_site, weight: 2.5}]\n"
        "policies: {code: '007', none: null, 'a.b': [1, 'x', {y: '2'}], off: off, deep: {a: [], b: {}, c: 'true'}}\n"
    ),
    "roads.csv": "from,to,km,both_ways,max_load_t\nnorth,south,30.5,no,\nnausori,suva,12,,15\n",
    "assets.csv": (
        "id,name,type,owner,base,forward,payload_t,until_h\nship,HMAS,lhd_canberra,AUS,suva,suva;suva,,\n"
        "embarked,=1+1,nh90,AUS,ship,,0.333333333333333314829616256247,40\nboat,@SUM,lcm_8,partner,suva,,,\n"
    ),
    "units.csv": "type,owner,origin,serves,makes\nemt_2,AUS,nausori,surgery:3.1,\nwater_plant,NZL,suva,,-\n",
    "agreements.csv": "state,guest,kind\nFJI,AUS,landing\nFJI,*,overflight\n",
    "caveats.csv": "holder,kind,value\nAUS,no_night,\nembarked,radius_km,100\n",
    "organisations.csv": "id,name,kind\npartner,The Partner,ngo\n",
    "handovers.csv": "organisation,site,items,refuses,capacity_t_per_day\npartner,north,water;food,military,\n",
    "orders.csv": "kind,target,value\ncurfew,north,20-05\nno_fly,zone,\n",
    "requests.csv": "originator,site,capability,quantity,validated_h\nmayor,north,lift,2,\n",
    "injects.yaml": (
        "- {id: a, at: H+3, text: '5', mutate: [{set: sites.north.affected, to: 3}], note: null}\n- {text: yes}\n"
    ),
    "areas.geojson": json.dumps(
        {"type": "FeatureCollection", "features": [
            {"type": "Feature", "properties": {"id": "zone", "name": "Zone", "kind": "no_fly"},
             "geometry": {"type": "MultiPolygon", "coordinates": [
                 [[[178, -18], [179, -18.1], [179, -17], [178, -18]], [[178.2, -17.8], [178.3, -17.8], [178.3, -17.7],
                                                                      [178.2, -17.8]]],
                 [[[-180, 1], [-179, 1], [-179, 2], [-180, 1]]]]}}]}
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def rich(tmp_path_factory):
    from .conftest import TINY

    folder = tmp_path_factory.mktemp("rich") / "rich"
    folder.mkdir()
    for name, text in {**TINY, **RICH}.items():
        (folder / name).write_text(text)
    return load(folder)


@pytest.mark.parametrize("container", CONTAINERS)
def test_every_table_survives_every_container(container, rich, tmp_path):
    save(rich, tmp_path / container)
    assert load(tmp_path / container) == rich


@pytest.mark.parametrize("container", CONTAINERS)
@pytest.mark.parametrize("name", builtin())
def test_built_in_scenarios_survive_every_container(container, name, tmp_path):
    scenario = load(name)
    save(scenario, tmp_path / container)
    assert load(tmp_path / container) == scenario


@pytest.mark.parametrize("container", CONTAINERS)
def test_what_was_filled_in_is_not_assumed_twice(container, tiny, tmp_path):
    scenario = load(tiny())
    save(scenario, tmp_path / container)
    assert load(tmp_path / container) == scenario


@pytest.mark.parametrize("container", CONTAINERS)
def test_a_mapping_of_numbers_beside_odd_keys_stays_a_mapping(container, rich, tmp_path):
    """Only dotted keys of a workbook stand for lists, not what is written whole in a cell."""
    changed = replace(rich, policies={"odd": {"": {"1": "one"}}, "list": [{"a": 1}, {"a": 2}]})
    changed = replace(changed, digest=digest(changed))
    save(changed, tmp_path / container)
    assert load(tmp_path / container) == changed


texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40).map(str.strip).filter(
    lambda text: not unclean(text)
)  # fmt: skip
names = texts.filter(bool)
figures = st.floats(0.001, 1e6)
leaves = st.none() | st.booleans() | st.integers(-(10**15), 10**15) | st.floats(-1e9, 1e9) | texts
free = st.recursive(leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3))
mappings = st.dictionaries(texts, free, max_size=4)
moments = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.sampled_from(
    [UTC, timezone(timedelta(hours=8)), timezone(-timedelta(hours=3, minutes=30))]
))  # fmt: skip


points = st.tuples(st.floats(-180, 180), st.floats(-90, 90)).map(list)
CHANGES = {
    "site": {"name": names, "pcode": texts, "note": texts, "source": texts, "population": figures,
             "lat": st.floats(-90, 90), "lon": st.floats(-180, 180)},
    "place": {"max_draft_m": st.none() | figures, "handling": st.none() | st.booleans(),
              "serves": st.sampled_from(["", "north", "south"]), "berths": st.none() | st.integers(0, 9)},
    "asset": {"note": texts, "count": st.integers(0, 9), "ready_h": st.floats(0, 39)},
    "asset_type": {"payload_t": figures, "crews": st.integers(0, 3), "daylight_only": st.booleans()},
    "unit_type": {"serves": st.dictionaries(st.sampled_from(["surgery", "rescue"]), figures)},
    "caveat": {"strength": st.sampled_from(Strength), "reason": texts},
    "head": {"title": names, "hazard": texts, "start": moments, "seed": st.integers(0, 2**31 - 1), "policies": mappings,
             "assumptions": st.lists(names, max_size=2, unique=True).map(tuple)},
    "inject": {"text": texts, "contingency": free},
    "ring": st.lists(points, min_size=3, max_size=5),
    "weight": figures,
}  # fmt: skip
changes = st.fixed_dictionaries(
    {key: st.fixed_dictionaries(value) if isinstance(value, dict) else value for key, value in CHANGES.items()}
)


def varied(base, change):
    """The rich scenario with some values replaced."""
    asset, unit = base.assets["embarked"], base.units["units_2"]
    asset = replace(asset, type=replace(asset.type, **change["asset_type"]), **change["asset"])
    unit = replace(unit, type=replace(unit.type, **change["unit_type"]))
    geometry = {"type": "Polygon", "coordinates": [[*change["ring"], change["ring"][0]]]}
    changed = replace(
        base,
        aims=(Aim(id="lives", weight=change["weight"]),),
        injects=({"id": "a", **change["inject"]},),
        sites=base.sites | {"north": replace(base.sites["north"], **change["site"])},
        places=base.places | {"suva": replace(base.places["suva"], **change["place"])},
        assets=base.assets | {"embarked": asset},
        units=base.units | {"units_2": unit},
        caveats=base.caveats | {"caveats_2": replace(base.caveats["caveats_2"], **change["caveat"])},
        areas={"zone": Area(id="zone", name=change["head"]["title"], kind="no_fly", geometry=geometry)},
        **change["head"],
    )
    return replace(changed, digest=digest(changed))


@pytest.mark.parametrize("container", CONTAINERS)
def test_any_text_number_and_free_value_survives(container, rich, tmp_path_factory):
    @settings(
        max_examples=20 if container.endswith("xlsx") else 60,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(changes)
    def survives(change):
        scenario = varied(rich, change)
        path = tmp_path_factory.mktemp("any") / container
        save(scenario, path)
        assert load(path) == scenario

    survives()


def test_the_digest_is_the_same_for_any_order_of_rows_and_any_writing_of_numbers(tiny):
    first = load(tiny(sites_csv="id,lat,lon,affected\nnorth,-16.5,179.5,1000\nsouth,-17,178,5\n",
                      supplies_csv="id,place,item,quantity_t\na,suva,water,20\n")).digest  # fmt: skip
    again = load(tiny(sites_csv="affected,id,lon,lat\n5.0,south,178.0,-17\n1e3,north,179.5,-16.50\n",
                      supplies_csv="id,place,item,quantity_t,owner\na,suva,water,20,\n")).digest  # fmt: skip
    assert again == first


@pytest.mark.parametrize(
    "change",
    [
        {"seed": 1},
        {"hazard": "flood"},
        {"host": "AUS"},
        {"policies": {"a": 1}},
        {"start": datetime(2024, 1, 2, tzinfo=UTC)},
    ],
)
def test_the_digest_changes_with_the_content(change, rich):
    assert digest(replace(rich, **change)) != rich.digest


def test_the_digest_leaves_out_what_only_explains(rich):
    assert digest(replace(rich, assumptions=("else",), digest="")) == rich.digest


def test_a_workbook_holds_no_formula(rich, tmp_path):
    save(rich, tmp_path / "saved.xlsx")
    with zipfile.ZipFile(tmp_path / "saved.xlsx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert not any(b"<f>" in part for part in parts.values())
    assert any(b"=1+1" in part for part in parts.values())


def test_saving_over_a_scenario_drops_old_tables_and_keeps_other_files(rich, tiny):
    folder = tiny({"SOURCES.md": "mine", "roads.csv": "from,to,km\nnorth,south,3\n"})
    save(replace(rich, roads={}), folder)
    assert not (folder / "roads.csv").exists()
    assert (folder / "SOURCES.md").read_text() == "mine"
    assert load(folder).roads == {}


def test_a_folder_that_holds_something_else_is_not_overwritten(rich, tmp_path):
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "dear.txt").write_text("x")
    with pytest.raises(HadrError, match="not a scenario folder"):
        save(rich, tmp_path / "letters")
    assert [path.name for path in tmp_path.iterdir()] == ["letters"]


@pytest.mark.parametrize("container", CONTAINERS)
def test_a_save_that_fails_leaves_the_old_scenario(container, rich, tmp_path, monkeypatch):
    from pathlib import Path

    save(rich, tmp_path / container)

    def full(self, *_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(HadrError, match="No space left"):
        save(replace(rich, title="other"), tmp_path / container)
    monkeypatch.undo()
    assert load(tmp_path / container) == rich
    assert [path.name for path in tmp_path.iterdir()] == [container]


def test_an_unknown_suffix_is_refused(rich, tmp_path):
    with pytest.raises(HadrError, match="a folder, a "):
        save(rich, tmp_path / "x.ods")


def test_columns_that_say_nothing_are_left_out(tiny, tmp_path):
    save(load(tiny()), tmp_path / "saved")
    with (tmp_path / "saved" / "supplies.csv").open() as file:
        assert next(csv.reader(file)) == ["id", "place", "item", "quantity_t"]
