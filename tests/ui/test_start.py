"""The first page: built-in scenarios, uploads, what is in the store."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from math import ceil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from ui.conftest import Entered, WithPlan, go

from hadr_planner import load
from hadr_planner.domain.plan import Plan
from hadr_planner.io.save import members
from hadr_planner.people import Person, Role
from hadr_planner.store import open_store
from hadr_planner.ui import asking
from hadr_planner.ui.desk import Desk
from hadr_planner.ui.maps import Chosen
from hadr_planner.ui.start import LONGEST


def zipped(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def opened(at: object) -> Desk:
    found = at.session_state["desk"]  # type: ignore[attr-defined]
    assert isinstance(found, Desk)
    return found


def test_a_built_in_scenario_is_stored_once_however_often_it_is_opened(sit_down: Entered) -> None:
    assert opened(sit_down(scenario="tutorial")).scenario_id == 1
    assert opened(sit_down(name="Cy", scenario="tutorial")).scenario_id == 1
    with open_store() as store:
        cards = store.as_(Person("Bo", Role.OBSERVER)).scenarios()
    assert [(card.key, card.version, card.by) for card in cards] == [("tutorial", 1, "Ana")]


def test_what_is_open_is_named_in_the_address_and_comes_back(sit_down: Entered) -> None:
    at = sit_down(scenario="tutorial")
    assert at.query_params["scenario"] in ("1", ["1"])
    again = sit_down(name="Bo")
    assert opened(again).scenario is None


def test_a_faulty_upload_is_shown_fault_by_fault_and_not_stored(sit_down: Entered) -> None:
    files = members(load("tutorial"))
    files["needs.csv"] = files["needs.csv"].replace(b"labasa", b"labassa", 1)
    at = sit_down()
    at.file_uploader[0].set_value(("mine.zip", zipped(files), "application/zip")).run()
    assert "1 fault" in at.error[0].value
    table = next(one.value for one in at.dataframe if "what" in one.value.columns)
    assert [name for name in ("file", "line", "what", "nearest") if name not in table.columns] == []
    assert "needs.csv" in set(table["file"])
    assert "labasa" in set(table["nearest"])
    drawn = next(one for one in at.dataframe if "what" in one.value.columns).proto.columns
    widths = [one["width"] for one in json.loads(drawn).values() if not one.get("hidden")]
    assert sum(widths) < 720, "the nearest name is out of sight"
    with open_store() as store:
        assert store.as_(Person("Bo", Role.OBSERVER)).scenarios() == ()


def test_a_sound_upload_is_stored_and_opened(sit_down: Entered) -> None:
    at = sit_down()
    at.file_uploader[0].set_value(("mine.zip", zipped(members(load("tutorial"))), "application/zip")).run()
    next(button for button in at.button if button.label == "Store and open").click().run()
    assert not at.exception
    assert opened(at).scenario is not None
    with open_store() as store:
        assert [card.origin for card in store.as_(Person("Bo", Role.OBSERVER)).scenarios()] == ["mine.zip"]


def test_a_zip_that_climbs_out_of_its_folder_is_refused_in_words(sit_down: Entered) -> None:
    at = sit_down()
    at.file_uploader[0].set_value(("../../x.zip", zipped({"../../evil.csv": b"a,b\n"}), "application/zip")).run()
    assert not at.exception
    assert "nothing was stored" in at.error[0].value
    table = next(one.value for one in at.dataframe if "what" in one.value.columns)
    assert any("refused" in what for what in table["what"])


def test_whoever_may_sees_who_did_what(sit_down: Entered) -> None:
    """A planner does, an observer does not."""
    at = sit_down(scenario="tutorial")
    go(at, "start")
    (table,) = [one.value for one in at.dataframe if "Who" in one.value.columns]
    assert "Ana" in set(table["Who"])
    looker = go(sit_down(name="Bo", role="observer"), "start")
    assert not any("Who" in one.value.columns for one in looker.dataframe)


def test_the_gap_of_a_plan_reads_alike_in_list_and_header(with_plan: Callable[..., AppTest], made: Plan) -> None:
    """A gap of 5.4 % is at most 6 %, wherever it is told."""
    value = made.value
    at = go(with_plan(replace(made, bound=value + 0.054 * abs(value))), "start")
    gap = opened(at).plan.gap
    assert 0 < gap < 1
    assert gap * 100 != round(gap * 100)
    words = f"{ceil(gap * 100)} %"
    listed = next(frame.value for frame in at.dataframe if "Gap" in frame.value.columns)
    assert list(listed["Gap"]) == [words]
    assert f"at most {words} short" in "".join(one.proto.body for one in at.get("html"))


def test_who_may_not_plan_is_not_told_to(sit_down: Entered, own_store: Path) -> None:
    with open_store(own_store) as kept:
        kept.as_(Person("Ana", Role.PLANNER)).add_scenario(load("tutorial"), "built in")
    at = sit_down(name="Olga", role="observer", scenario="tutorial")
    for page in ("start", "picture", "schedule", "why", "steer", "compare", "handout"):
        go(at, page)
        said = [one.value for one in (*at.info, *at.caption)]
        assert not [one for one in said if "page Plan" in one or "upload" in one or "Make" in one], page
        assert "Go to Plan" not in [button.label for button in at.button]


def test_counts_have_their_thousands_apart(sit_down: Entered) -> None:
    at = sit_down(scenario="tutorial")
    desk = opened(at)
    assets = {id: replace(asset, count=1_000) for id, asset in desk.scenario.assets.items()}
    desk.scenario = replace(desk.scenario, assets=assets, digest="f" * 64)
    desk.chosen = Chosen("nation", next(iter(assets.values())).owner)
    go(at, "situation")
    assert any(",000" in one.value.replace("\\", "") for one in at.markdown)


def test_long_names_leave_room_for_other_columns_and_are_told_in_full_elsewhere(
    with_plan: Callable[..., AppTest], own_store: Path
) -> None:
    name = "A scenario whose title is longer than any column could ever show"
    with open_store(own_store) as kept:
        kept.as_(Person("Ana", Role.PLANNER)).add_scenario(replace(load("tutorial"), title=name), "upload")
    at = go(with_plan(), "start")
    titles = next(frame.value for frame in at.dataframe if "Title" in frame.value.columns)["Title"]
    assert [title for title in titles if len(title) > LONGEST] == []
    assert any(title.endswith("…") for title in titles)
    desk = opened(at)
    desk.plan_title = name * 3
    at.run()
    assert f'title="{name * 3}"' in "".join(one.proto.body for one in at.get("html"))


def test_long_names_in_the_lists_beside_the_map_end_in_an_ellipsis(with_plan: Callable[..., AppTest]) -> None:
    at = with_plan()
    desk = opened(at)
    known, far = desk.scenario.sites, "of the far northern islands beyond the reef"
    sites = {id: replace(site, name=f"{site.name} {far}") for id, site in known.items()}
    desk.scenario = replace(desk.scenario, sites=sites, digest="e" * 64)
    go(at, "picture")
    shown = at.dataframe[0].value["Site"]
    assert all(name.endswith("…") for name in shown)
    go(at, "situation")
    assert all(len(name) <= 40 for name in at.dataframe[0].value["name"])


def test_choosing_the_row_of_a_plan_begins_its_film(with_plan: WithPlan, monkeypatch: pytest.MonkeyPatch) -> None:
    at = with_plan()
    desk: Desk = at.session_state["desk"]
    desk.close()
    asking.judge.clear()
    monkeypatch.setattr("hadr_planner.ui.start._pick", lambda _, key, __: 0 if key == "start_plans" else None)
    go(at, "start")
    assert asking.judge().asked(desk.office.plan(1), "film", None) is not None
