"""The page Hand out: whose tasking, what is in it, and what is in the trail."""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path

from report.taskings.marks import invented
from streamlit.testing.v1 import AppTest
from ui.conftest import Entered, go

from hadr_planner.io import load
from hadr_planner.people import Person, Role
from hadr_planner.report.parcel import Parcel
from hadr_planner.store import open_store
from hadr_planner.ui.desk import Desk

LONGEST_S = 120


def desk_of(at: AppTest) -> Desk:
    found = at.session_state["desk"]
    assert isinstance(found, Desk)
    return found


def at_page(sit_down: Entered, role: str = "planner", nation: str = "") -> AppTest:
    """Somebody at the page, with a plan of the tutorial open that a planner has stored."""
    keep = sit_down(name="Pia", scenario="tutorial")
    with open_store() as store:
        scenario = load("tutorial")
        store.as_(Person("Pia", Role.PLANNER)).add_plan(1, 1, invented(scenario), "first")
    at = keep if role == "planner" else sit_down(name="Ned", role=role, nation=nation)
    desk_of(at).open_plan(1)
    return go(at, "handout")


def texts(at: AppTest) -> str:
    return "\n".join(str(one.value) for one in (*at.markdown, *at.caption, *at.info, *at.subheader)).replace("\\", "")


def shown(at: AppTest) -> str:
    """Everything in the tables of the page."""
    return "\n".join(frame.value.to_csv() for frame in at.dataframe)


def trail() -> list[str]:
    with open_store() as store:
        return [line.what for line in store.as_(Person("Pia", Role.PLANNER)).trail() if "handed out" in line.what]


def test_without_a_plan_the_page_says_what_to_do(sit_down: Entered) -> None:
    at = go(sit_down(scenario="tutorial"), "handout")
    assert not at.exception
    assert "Make one on the page Plan" in texts(at)


def test_caveats_name_their_holders_and_what_they_forbid(sit_down: Entered) -> None:
    at = at_page(sit_down)
    table = next(frame.value for frame in at.dataframe if "Holder" in frame.value.columns)
    assert list(table[["Holder", "Value"]].itertuples(index=False, name=None)) == [
        ("Australian C-130J", "Drinking water")
    ]


def test_lines_are_grouped_by_directive_and_say_who_must_say_yes(sit_down: Entered) -> None:
    at = at_page(sit_down)
    assert not at.exception
    at.selectbox(key="handout_nation_1").select_index(0).run()
    assert at.selectbox(key="handout_nation_1").options[0] == "AUS · Australia"
    assert "Requests" in texts(at)
    assert "Proposals" in texts(at)
    assert "Yes is asked of: AUS." in texts(at)
    assert "aus_c130j-0" in shown(at)
    assert "nzl_nh90-0" not in shown(at)


def test_the_zone_of_its_times_is_named(sit_down: Entered) -> None:
    assert "times are local, UTC+12" in texts(at_page(sit_down))


def test_every_kind_of_reader_can_be_chosen(sit_down: Entered) -> None:
    at = at_page(sit_down)
    for kind, name in (("partner", "Fiji Red Cross"), ("site", "Labasa")):
        at.radio(key="handout_kind").set_value(kind).run()
        assert not at.exception
        assert any(name in one.value for one in at.subheader)
        assert "c130j" not in shown(at)


def test_a_look_is_written_down_once_however_often_the_page_runs(sit_down: Entered) -> None:
    at = at_page(sit_down)
    at.run()
    at.run()
    assert trail() == ["handed out the tasking of AUS from plan 1"]


def test_a_nation_sees_its_own_tasking_and_no_choice(sit_down: Entered) -> None:
    at = at_page(sit_down, role="nation", nation="NZL")
    assert not at.exception
    assert "Tasking of **NZL · New Zealand**" in texts(at)
    assert [one.key for one in (*at.radio, *at.selectbox) if str(one.key).startswith("handout")] == []
    assert not [button for button in at.button if button.label == "Pack all taskings"]
    assert "nzl_nh90-0" in shown(at)
    assert "aus_c130j" not in shown(at)


def test_a_nation_without_a_part_is_told_so(sit_down: Entered) -> None:
    at = at_page(sit_down, role="nation", nation="NOR")
    assert "NOR has no asset, unit or goods in this scenario" in texts(at)


def test_an_observer_takes_nothing_out(sit_down: Entered) -> None:
    at = at_page(sit_down, role="observer")
    assert not at.exception
    assert "a planner hands out" in texts(at)
    assert not at.get("download_button")


def test_the_page_as_it_prints_is_shown(sit_down: Entered) -> None:
    at = at_page(sit_down)
    at.segmented_control(key="handout_shown").set_value("As printed").run()
    assert not at.exception
    assert "Acknowledgement" in at.get("iframe")[0].proto.srcdoc


def test_everybodys_taskings_are_packed_while_the_page_goes_on(sit_down: Entered) -> None:
    at = at_page(sit_down)
    at.multiselect(key="parcel_formats").set_value(["csv"]).run()
    next(button for button in at.button if button.label == "Pack all taskings").click().run()
    _, parcel = desk_of(at).kept["parcel"]
    assert isinstance(parcel, Parcel)
    until = time.monotonic() + LONGEST_S
    while (content := parcel.content) is None:
        assert time.monotonic() < until
        time.sleep(0.2)
    at.run()
    assert not at.exception
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
    assert {"nation_NZL/nation_NZL.csv", "site_labasa/site_labasa.csv"} <= set(names)
    assert trail()[0] == f"handed out every tasking, {len(names)} in all, from plan 1"
    assert any(button.label == f"Take all {len(names)} taskings" for button in at.get("download_button"))
    parcel.close()
    assert not Path(parcel._folder.name).exists()


def test_readers_are_offered_by_their_names(sit_down: Entered) -> None:
    at = at_page(sit_down)
    at.radio(key="handout_kind").set_value("site").run()
    sites = load("tutorial").sites
    assert set(at.selectbox[0].options) == {site.name for site in sites.values()}
