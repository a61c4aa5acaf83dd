"""The schedule on paper."""

from __future__ import annotations

import re

from report.world import plan, scenario

from hadr_planner.report.page.schedule import schedule_page
from hadr_planner.report.wording import zone


def test_every_mission_is_on_it() -> None:
    written = schedule_page(scenario(), plan())
    assert all(f"<td>{sortie.id}</td>" in written for sortie in plan().sorties)


def test_times_are_labelled_as_zulu_and_as_local() -> None:
    here = zone(scenario().start)
    written = schedule_page(scenario(), plan())
    assert "(Z is UTC)" in written
    assert f"local ({here})" in written.partition("<svg")[0], "above the tables"
    assert f"local ({here})" in written.partition("<svg")[2], "on the axis"
    assert {"Off block (Z)", "Off (local)"} <= set(re.findall(r"<th[^>]*>([^<]*)</th>", written))


def test_tables_are_set_small_enough_for_paper() -> None:
    _, _, on_paper = schedule_page(scenario(), plan()).rpartition("@media print {")
    assert "table { width: 100%; font-size: 9px; }" in on_paper


def test_it_has_no_script_even_where_names_try() -> None:
    written = schedule_page(scenario(), plan(), of="<script>alert(1)</script>")
    assert "<script" not in written
    assert "<img" not in written


def test_it_says_what_part_it_shows() -> None:
    assert "Only: C-130" in schedule_page(scenario(), plan(), of="C-130")


def test_it_asks_nothing_of_the_network() -> None:
    written = schedule_page(scenario(), plan())
    assert not any(asked in written for asked in ("<link", "@import", "url(", "<iframe"))
