"""The page Situation: lists beside the map, and tables under change."""

from __future__ import annotations

import json
from dataclasses import replace

from streamlit.testing.v1 import AppTest
from ui.conftest import Entered, go
from ui.test_start import opened

from hadr_planner import load
from hadr_planner.io.tables import TABLES
from hadr_planner.people import Person, Role
from hadr_planner.store import Conflict, open_store
from hadr_planner.ui import asking, editing, listing
from hadr_planner.ui.listing import Wanted

TUTORIAL = load("tutorial")
BEN = Person("Ben", Role.PLANNER)


def test_every_table_of_a_scenario_can_be_listed_with_source_and_confidence() -> None:
    for table in listing.TITLES:
        rows = listing.rows(TUTORIAL, table)
        assert len(rows) == listing.count(TUTORIAL, table)
        assert all("confidence" in row for row in rows), table


def test_a_list_is_narrowed_by_nation_kind_and_words() -> None:
    assert {row["owner"] for row in listing.rows(TUTORIAL, "assets", Wanted(nation="AUS"))} == {"AUS"}
    assert {row["item"] for row in listing.rows(TUTORIAL, "needs", Wanted(kind="water"))} == {"water"}
    assert [row["id"] for row in listing.rows(TUTORIAL, "sites", Wanted(text="LABA"))] == ["labasa"]
    assert listing.rows(TUTORIAL, "sites", Wanted(text="no such word")) == []


def test_headings_carry_units() -> None:
    assert [listing.heading(name) for name in ("quantity_t", "ready_h", "speed_kmh", "name")] == [
        "Quantity, t",
        "Ready, H+",
        "Speed, km/h",
        "Name",
    ]


def test_the_page_shows_the_list_that_is_asked_for(sit_down: Entered) -> None:
    at = sit_down(scenario="tutorial")
    go(at, "situation")
    at.selectbox(key="situation_table").set_value("assets").run()
    assert not at.exception
    assert len(at.dataframe[0].value) == len(TUTORIAL.assets)
    at.selectbox(key="situation_nation").set_value("AUS").run()
    assert set(at.dataframe[0].value["owner"]) == {"AUS"}


def told(at: AppTest) -> str:
    return str(json.loads(at.get("component_instance")[0].proto.json_args)["feature_group"])


def test_filters_of_a_list_narrow_the_map_too(sit_down: Entered) -> None:
    at = sit_down(scenario="tutorial")
    go(at, "situation")
    at.selectbox(key="situation_table").set_value("places").run()
    assert '"id":"nadi"' in told(at)
    at.selectbox(key="situation_kind_places").set_value("seaport").run()
    assert not at.exception
    assert '"id":"nadi"' not in told(at)


def test_a_layer_can_be_taken_off_the_map(sit_down: Entered) -> None:
    at = sit_down(scenario="tutorial")
    go(at, "situation")
    at.pills(key="situation_layers").set_value(["sites"]).run()
    assert '"places":[]' in told(at).replace(" ", "")


def test_whatever_row_is_picked_the_thing_it_speaks_of_is_chosen() -> None:
    scenario = load("haiyan_2013")
    kinds = {
        table: {
            about[0] for id in getattr(scenario, TABLES[table].target) if (about := listing.about(scenario, table, id))
        }
        for table in listing.TITLES
    }
    assert kinds["needs"] == {"site", "place"}
    assert kinds["sites"] == {"site"}
    assert kinds["agreements"] == {"nation"}
    assert kinds["caveats"] <= {"nation", "asset"}
    assert kinds["units"] == {"nation"}
    assert kinds["supplies"] == {"place"}
    assert kinds["tracks"] == set()


def test_what_looks_odd_is_listed(sit_down: Entered) -> None:
    at = sit_down(scenario="tutorial")
    asking.judge().ask(opened(at).scenario, None, "smells", None).result()
    go(at, "situation")
    assert any(item.label.startswith("What looks odd: ") for item in at.expander)


def test_an_observer_is_offered_no_change(sit_down: Entered) -> None:
    sit_down(scenario="tutorial")
    at = sit_down(name="Olga", role="observer", scenario="tutorial")
    go(at, "situation")
    assert "Change the tables" not in {button.label for button in at.button}


def changed(at: AppTest, column: str, text: str) -> editing.Editing:
    """The first site under change, with a cell overwritten as if typed."""
    work = opened(at).kept[editing.KEPT]
    assert isinstance(work, editing.Editing)
    grid = work.draft.now.tables["sites"]
    row = list(grid.rows[0])
    row[grid.header.index(column)] = text
    work.draft = work.draft.edited("sites", replace(grid, rows=(tuple(row), *grid.rows[1:])))
    work.renew()
    return work


def begun(sit_down: Entered, name: str = "Ana") -> AppTest:
    at = sit_down(name=name, scenario="tutorial")
    go(at, "situation")
    next(button for button in at.button if button.label == "Change the tables").click().run()
    return at


def test_a_sound_change_becomes_a_version_and_the_first_stays(sit_down: Entered) -> None:
    at = begun(sit_down)
    changed(at, "name", "Labasa town")
    at.run()
    next(button for button in at.button if button.label == "Save as new version").click().run()
    assert opened(at).version == 2
    with open_store() as store:
        office = store.as_(BEN)
        assert office.scenario(1, 1).sites["labasa"].name == "Labasa"
        assert office.scenario(1).sites["labasa"].name == "Labasa town"


def test_a_fault_is_named_and_can_not_be_saved_and_undo_mends_it(sit_down: Entered) -> None:
    at = begun(sit_down)
    changed(at, "affected", "-5")
    at.run()
    assert "1 fault" in at.error[0].value
    told = at.dataframe[-1].value.iloc[0]
    assert (told["Table"], told["Row"], told["Column"]) == ("Sites", "1 (labasa)", "affected")
    save = next(button for button in at.button if button.label == "Save as new version")
    assert save.disabled
    next(button for button in at.button if button.label == "Undo").click().run()
    assert not at.error
    assert not opened(at).kept[editing.KEPT].draft.changed


def test_who_saves_second_is_told_who_was_first_and_keeps_a_copy(sit_down: Entered) -> None:
    at = begun(sit_down)
    with open_store() as store:
        first = store.as_(BEN)
        theirs = replace(first.scenario(1), title="Theirs")
        first.save_version(1, theirs, 1)
    changed(at, "name", "Mine")
    at.run()
    next(button for button in at.button if button.label == "Save as new version").click().run()
    assert isinstance(opened(at).kept[editing.KEPT].conflict, Conflict)
    assert "Ben saved version 2" in at.warning[0].value
    next(button for button in at.button if button.label == "Keep mine as a copy").click().run()
    desk = opened(at)
    assert (desk.scenario_id, desk.version, desk.needs_scenario().sites["labasa"].name) == (2, 1, "Mine")


def test_what_looks_odd_is_told_by_names(sit_down: Entered) -> None:
    at = go(sit_down(scenario="tutorial"), "situation")
    asking.judge().ask(opened(at).scenario, None, "smells", None).result(timeout=60)
    said = " ".join(one.value for one in at.run().markdown).replace("\\", "")
    assert "Fuel, t a day: not known at Nadi airport, Labasa airport" in said


def test_the_list_names_sites_items_and_owners(sit_down: Entered) -> None:
    at = go(sit_down(scenario="tutorial"), "situation")
    scenario = opened(at).scenario
    at.selectbox(key="situation_table").set_value("needs").run()
    assert set(at.dataframe[0].value["site"]) <= {site.name for site in scenario.sites.values()}
    assert set(at.dataframe[0].value["item"]) <= {item.name for item in scenario.catalogue.items.values()}
