"""The schedule on paper."""

from __future__ import annotations

from report.world import plan, scenario

from hadr_planner.report.page.schedule import schedule_page


def test_every_mission_is_on_it() -> None:
    written = schedule_page(scenario(), plan())
    assert all(f"<td>{sortie.id}</td>" in written for sortie in plan().sorties)


def test_it_has_no_script_even_where_names_try() -> None:
    written = schedule_page(scenario(), plan(), of="<script>alert(1)</script>")
    assert "<script" not in written
    assert "<img" not in written


def test_it_says_what_part_it_shows() -> None:
    assert "Only: C-130" in schedule_page(scenario(), plan(), of="C-130")


def test_it_asks_nothing_of_the_network() -> None:
    written = schedule_page(scenario(), plan())
    assert not any(asked in written for asked in ("<link", "@import", "url(", "<iframe"))
