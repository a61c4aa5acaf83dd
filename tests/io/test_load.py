"""What a good scenario becomes."""

from __future__ import annotations

import json
import zipfile
from datetime import UTC, datetime

import pytest

from hadr_planner.domain.catalogue import NeedKind
from hadr_planner.domain.force import Measure, Per
from hadr_planner.domain.geography import FOREVER_H
from hadr_planner.domain.scenario import AIMS
from hadr_planner.errors import ScenarioError
from hadr_planner.io import builtin, load


def test_four_small_tables_and_places_load(tiny):
    scenario = load(tiny())
    assert (scenario.id, scenario.title, scenario.host) == ("tiny", "tiny", "FJI")
    assert scenario.start == datetime(2024, 1, 1, 6, tzinfo=UTC)
    assert list(scenario.sites) == ["north", "south"]
    assert len(scenario.digest) == 64


def test_the_clock_defaults_to_a_week_of_half_hours_and_six_hour_periods(tiny):
    clock = load(tiny()).clock
    assert (clock.horizon_h, clock.slot_h, clock.periods, clock.edges_h[1]) == (168, 0.5, 28, 6)


def test_ids_names_and_countries_are_filled_in(tiny):
    scenario = load(tiny(places_csv="name,kind,lat,lon\nSan José Port,seaport,-18,178\n"
                         "nausori,base,-18,178\n,beach,-18,178\nsuva,seaport,-18,178\n"))  # fmt: skip
    assert list(scenario.places) == ["san_jose_port", "nausori", "places_4", "suva"]
    assert scenario.places["places_4"].name == "places_4"
    assert scenario.places["suva"].country == "FJI"
    assert list(scenario.needs) == ["needs_2", "needs_3"]


def test_a_need_takes_kind_unit_and_recurrence_from_its_item(tiny):
    rows = "north,rescue,3\nnorth,shelter_kit,1\nnorth,outpatient,9\nsuva,survey,24\n"
    needs = list(load(tiny(needs_csv=f"site,item,quantity\nnorth,water,3\n{rows}")).needs.values())
    assert [(need.kind, need.unit, need.per) for need in needs] == [
        (NeedKind.CARGO, Measure.TONNES, Per.DAY),
        (NeedKind.RESCUE, Measure.PEOPLE, Per.ONCE),
        (NeedKind.CARGO, Measure.TONNES, Per.ONCE),
        (NeedKind.CARE, Measure.PEOPLE, Per.DAY),
        (NeedKind.REPAIR, Measure.HOURS, Per.ONCE),
    ]
    assert needs[0].people == 1000


def test_everyone_is_affected_where_only_the_population_is_known_and_the_scenario_says_so(tiny):
    scenario = load(tiny(sites_csv="id,lat,lon,population\nnorth,-16.5,179.5,70\nsouth,-17.5,178.5,80\n"))
    assert scenario.sites["north"].affected == 70
    assert any("sites: 2" in sentence for sentence in scenario.assumptions)


@pytest.mark.parametrize("between", [";", "\t"])
def test_cells_may_stand_between_semicolons_or_tabs(tiny, between):
    """As spreadsheets write them where the comma is the decimal mark; commas in a text then need no quotes."""
    rows = "site,item,quantity,note\nnorth,water,3.5,a/ b\n\n".replace(",", between).replace("/", ",")
    (need,) = load(tiny(needs_csv=rows)).needs.values()
    assert (need.quantity, need.note) == (3.5, "a, b")


def test_a_table_that_can_not_be_read_is_one_fault(tiny, faults):
    """Rows of other tables that name its rows are not faulted for it; words that would be wrong anyway are."""
    sites = "id,name,lat,lon,affected\nnorth,Caf\xe9,-16.5,179.5,9\n".encode("latin-1")
    needs = "site,item,quantity\nnorth,watr,3\n"
    found = faults(tiny(sites_csv=sites, needs_csv=needs))
    assert [fault.split(":")[0] for fault in found] == ["needs.csv", "sites.csv"]


def test_an_archive_that_can_not_be_read_is_one_fault(tmp_path, faults):
    for name in ("plan.zip", "plan.xlsx"):
        (tmp_path / name).write_bytes(b"no archive")
        (fault,) = faults(tmp_path / name)
        assert "can't be read as a zip" in fault


def test_a_choice_may_be_written_with_capitals_and_blanks(tiny):
    rows = "id,kind,lat,lon\nnausori,Airfield,-18,178\nsuva,SEAPORT,-18,178\nmeadow,Landing zone,-16.5,179.5\n"
    kinds = [place.kind.value for place in load(tiny(places_csv=rows)).places.values()]
    assert kinds == ["airfield", "seaport", "landing_zone"]


@pytest.mark.parametrize("column", ["holder", "nation", "asset"])
def test_whose_caveat_it_is_may_stand_under_nation_or_asset(tiny, column):
    caveats = load(tiny(caveats_csv=f"{column},kind\nAUS,no_night\n")).caveats
    assert [caveat.holder for caveat in caveats.values()] == ["AUS"]


def test_of_nation_and_asset_the_asset_counts_where_both_are_filled(tiny):
    rows = "nation,asset,kind,value\nAUS,,no_night,\nAUS,assets_2,until_h,H+30\n,assets_3,radius_km,90\n"
    caveats = load(tiny(caveats_csv=rows)).caveats
    assert [caveat.holder for caveat in caveats.values()] == ["AUS", "assets_2", "assets_3"]


@pytest.mark.parametrize("when", ["30", "H+30", "2024-01-02T12:00:00+00:00"])
def test_a_last_day_is_written_like_any_time(tiny, when):
    caveats = load(tiny(caveats_csv=f"holder,kind,value\nAUS,until_h,{when}\n")).caveats
    assert [caveat.value for caveat in caveats.values()] == ["30"]


def test_a_place_serves_the_nearest_site_within_five_kilometres(tiny):
    places = ("near,airfield,-16.52,179.5,", "far,airfield,-16.6,179.5,", "refused,airfield,-16.52,179.5,-")
    scenario = load(tiny(places_csv="id,kind,lat,lon,serves\nnausori,base,-18,178,\nsuva,seaport,-18,178,\n"
                         + "\n".join(places)))  # fmt: skip
    assert [scenario.places[id].serves for id in ("near", "far", "refused")] == ["north", "", ""]
    assert any("places: 1" in sentence for sentence in scenario.assumptions)


def test_without_handovers_local_government_hands_over_everywhere(tiny):
    scenario = load(tiny())
    assert {(p.organisation, p.site, p.capacity_t_per_day) for p in scenario.partnerships.values()} == {
        ("local_government", "north", None),
        ("local_government", "south", None),
    }
    assert "local_government" in scenario.organisations
    assert any("Local government" in sentence for sentence in scenario.assumptions)


def test_an_empty_handovers_table_means_no_partner(tiny):
    assert not load(tiny({"handovers.csv": "organisation,site\n"})).partnerships


def test_figures_of_a_type_are_overridden_by_column_and_in_the_overrides_cell(tiny):
    scenario = load(tiny(assets_csv="type,owner,base,payload_t,overrides\n"
                         "uh60,AUS,nausori,1.5,crews:2;daylight_only:no\nuh60,FJI,nausori,,\n"))  # fmt: skip
    changed, usual = (asset.type for asset in scenario.assets.values())
    assert (changed.payload_t, changed.crews, changed.daylight_only) == (1.5, 2, False)
    assert usual == scenario.catalogue.asset_types["uh60"]


def test_what_a_unit_serves_may_be_overridden(tiny):
    scenario = load(tiny({"units.csv": "type,owner,origin,serves\nemt_2,AUS,nausori,surgery:3;outpatient:50\n"}))
    assert scenario.units["units_2"].type.serves == {"surgery": 3, "outpatient": 50}


def test_times_may_be_hours_or_moments_with_a_zone(tiny):
    rows = "nausori,water,1,12\nnausori,water,1,H+36\nnausori,water,1,2024-01-02T12:30:00+12:00\nnausori,water,1,\n"
    scenario = load(tiny(supplies_csv=f"place,item,quantity_t,available_h\n{rows}"))
    assert [supply.available_h for supply in scenario.supplies.values()] == [12, 36, 18.5, 0]


def test_unset_ends_are_never_reached(tiny):
    assert load(tiny()).assets["assets_2"].until_h == FOREVER_H


def test_a_name_may_stand_for_an_id(tiny):
    scenario = load(tiny(needs_csv="site,item,quantity\nNorth Village,water,3\n"))
    assert scenario.needs["needs_2"].site == "north"


def test_an_asset_may_be_based_on_a_ship(tiny):
    rows = "id,type,owner,base,forward\nship,lhd_canberra,AUS,suva,suva\nembarked,mh,AUS,ship,\n".replace("mh", "nh90")
    assert load(tiny(assets_csv=rows)).assets["embarked"].base == "ship"


def test_the_head_may_widen_periods_and_order_aims(tiny):
    head = (
        "start: '2024-01-01T06:00:00Z'\nhost: FJI\nhorizon_h: 96\nslot_min: 60\n"
        "period_h: [{until_h: 24, h: 6}, {h: 12}]\naims: [worst_site, {id: lives, weight: 1e3}]\n"
        "command: {mode: lead_nation, lead: AUS, freeze_h: 6}\npolicies: {code: '007', share: 0.5, off: off}\n"
    )
    scenario = load(tiny({"scenario.yaml": head}))
    assert scenario.clock.edges_h == (0, 6, 12, 18, 24, 36, 48, 60, 72, 84, 96)
    assert [(aim.id, aim.weight) for aim in scenario.aims] == [("worst_site", 1), ("lives", 1000)]
    assert (scenario.command.lead, scenario.command.freeze_h) == ("AUS", 6)
    assert scenario.policies == {"code": "007", "share": 0.5, "off": "off"}


def test_without_aims_all_weigh_one(tiny):
    assert [(aim.id, aim.weight) for aim in load(tiny()).aims] == [(name, 1) for name in AIMS]


def test_byte_order_mark_blank_lines_and_windows_line_ends_do_not_matter(tiny):
    plain = load(tiny())
    text = "\ufeff\r\nsite,item,quantity\r\n\r\nnorth,water,3\r\nsouth,food,0.28\r\n,,\r\n"
    odd = load(tiny(needs_csv=text))
    assert [need.site for need in odd.needs.values()] == [need.site for need in plain.needs.values()]


def test_areas_are_read_from_geojson(tiny):
    ring = [[178, -18], [179, -18], [179, -17, 5], [178, -18]]
    geometry = {"type": "MultiPolygon", "coordinates": [[ring]]}
    feature = {"type": "Feature", "properties": {"name": "Camp zone", "kind": "no_fly"}, "geometry": geometry}
    text = json.dumps({"type": "FeatureCollection", "features": [feature]})
    scenario = load(tiny({"areas.geojson": text, "orders.csv": "kind,target\nno_fly,camp_zone\n"}))
    assert scenario.areas["camp_zone"].geometry["type"] == "Polygon"
    assert scenario.orders["orders_2"].target == "camp_zone"


def test_areas_are_read_from_geopackage(tiny, tmp_path):
    geopandas, shapely = pytest.importorskip("geopandas"), pytest.importorskip("shapely")
    box = shapely.box(178, -18, 179, -17)
    frame = geopandas.GeoDataFrame({"id": ["zone"], "name": ["Zone"], "kind": ["search"]}, geometry=[box], crs=4326)
    frame.to_file(tmp_path / "x.gpkg", driver="GPKG")
    scenario = load(tiny({"areas.gpkg": (tmp_path / "x.gpkg").read_bytes()}))
    assert scenario.areas["zone"].kind == "search"


def test_injects_keep_what_they_say(tiny):
    text = "- id: quake\n  at: H+12\n  text: Aftershock\n  mutate:\n    - {set: sites.north.affected, to: 1200}\n"
    (inject,) = load(tiny({"injects.yaml": text})).injects
    assert inject["mutate"] == [{"set": "sites.north.affected", "to": 1200}]
    assert inject["at"] == "H+12"


def test_a_zip_with_or_without_a_top_folder_is_the_same_scenario(tiny, tmp_path):
    folder = tiny()
    for name, inside in (("flat.zip", ""), ("tiny.zip", "tiny/")):
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            for path in folder.iterdir():
                archive.write(path, f"{inside}{path.name}")
    assert load(tmp_path / "tiny.zip") == load(folder)
    assert load(tmp_path / "flat.zip").id == "flat"


def test_notes_beside_the_tables_are_left_alone(tiny):
    assert load(tiny({"SOURCES.md": "# Sources", "plan.json": "{}", ".DS_Store": b"\0\1"})).id == "tiny"


@pytest.mark.parametrize("name", builtin())
def test_every_built_in_scenario_loads_by_name(name):
    assert load(name).id == name


def test_an_unknown_name_offers_the_nearest():
    with pytest.raises(ScenarioError, match="did you mean 'haiyan_2013'"):
        load("hayan_2013")


def test_a_storm_track_may_begin_before_the_start_and_no_plan_depends_on_it(tiny):
    text = "storm,at_h,lat,lon\nAna,H-1.5,-16,180\nAna,2024-01-01T08:00:00Z,-17,179\n"
    scenario = load(tiny(tracks_csv=text))
    assert [fix.at_h for fix in scenario.tracks.values()] == [-1.5, 2.0]
    assert scenario.digest == load(tiny(tracks_csv=None)).digest


def test_only_a_storm_track_may_begin_before_the_start(tiny, faults):
    text = "place,item,quantity_t,available_h\nsuva,food,5,2024-01-01T05:00:00Z\n"
    assert any("before the start" in fault for fault in faults(tiny(supplies_csv=text)))
