"""Whole journeys through the desk in a real browser; every one fails on any outside request or console error."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from desk_steps import MAP, cell, go, listed, open_built_in, picture, set_number, settled, sit_down

from hadr_planner import load

Visit = Callable[..., Any]


def test_a_newcomer_plans_the_tutorial_and_sees_it(visit: Visit) -> None:
    page = visit()
    sit_down(page)
    open_built_in(page)
    page.locator(MAP).first.wait_for()
    go(page, "Plan")
    set_number(page, "Seconds", 3)
    page.get_by_role("button", name="Make a plan").click()
    page.get_by_role("button", name="Open plan").first.click()
    picture(page)
    settled(page)
    film = page.frame_locator(MAP).first
    film.locator(".hadr-spot.site").first.wait_for()
    assert film.locator(".hadr-spot.site").count() == len(load("tutorial").sites)
    assert page.url.split("?")[0].endswith("/picture")


def test_a_search_goes_on_through_a_reload_and_is_stored_once(visit: Visit) -> None:
    page = visit()
    sit_down(page, "Bo")
    open_built_in(page)
    go(page, "Plan")
    set_number(page, "Seconds", 8)
    page.get_by_label("Name of the plan").fill("Reloaded")
    page.get_by_label("Name of the plan").press("Enter")
    settled(page)
    page.get_by_role("button", name="Make a plan").click()
    page.get_by_text("Reloaded · ").first.wait_for()
    page.reload()
    page.get_by_role("button", name="Bo", exact=False).first.wait_for()
    card = page.locator("[class*=st-key-search_]", has_text="Reloaded")
    card.get_by_role("button", name="Open plan").wait_for(timeout=150_000)
    other = visit()
    sit_down(other, "Cy")
    settled(other)
    go(page, "Start")
    assert listed(page).count("Reloaded") == 1


def test_a_search_is_stopped_and_its_best_plan_kept(visit: Visit) -> None:
    page = visit()
    sit_down(page, "Di")
    open_built_in(page)
    go(page, "Plan")
    set_number(page, "Seconds", 300)
    set_number(page, "Gap, %", 0)
    page.get_by_label("Name of the plan").fill("Stopped")
    page.get_by_label("Name of the plan").press("Enter")
    settled(page)
    page.get_by_role("button", name="Make a plan").click()
    card = page.locator("[class*=st-key-search_]", has_text="Stopped").first
    card.get_by_text("Value, person-days").wait_for()
    stop = card.get_by_role("button", name="Stop, keep best")
    if stop.count():
        stop.click()
    card.get_by_role("button", name="Open plan").wait_for(timeout=150_000)
    go(page, "Start")
    assert listed(page).count("Stopped") == 1


def test_two_people_save_at_once_and_the_second_is_told(visit: Visit) -> None:
    first, second = visit(), visit()
    for page, name in ((first, "Ada"), (second, "Ben")):
        sit_down(page, name)
        open_built_in(page)
        page.get_by_role("button", name="Change the tables").click()
        page.get_by_role("button", name="Back to the map").wait_for()
        settled(page)
    for page, text in ((first, "Labasa town"), (second, "Labasa city")):
        cell(page, row=1, left_px=150, text=text)
        page.get_by_text("read without a fault").wait_for()
        go(page, "Plan")
        go(page, "Situation")
        page.get_by_text("read without a fault").wait_for()
        settled(page)
        page.reload()
        page.get_by_text("read without a fault").wait_for()
        settled(page)
        page.get_by_role("button", name="Save as new version").click()
        settled(page)
    first.locator(".hadr-chip", has_text="version 2").wait_for()
    second.get_by_text("Ada saved version 2").wait_for()
    second.get_by_role("button", name="Keep mine as a copy").click()
    second.locator(".hadr-chip", has_text="version 1").wait_for()
    settled(second)
    for page, name in ((first, "Labasa town"), (second, "Labasa city")):
        assert name in listed(page), "neither change is lost"


def test_a_zip_that_climbs_out_is_refused_with_its_faults(visit: Visit, tmp_path: Path) -> None:
    upload = tmp_path / "climber.zip"
    with zipfile.ZipFile(upload, "w") as archive:
        archive.writestr("../../evil.csv", "a,b\n")
    page = visit()
    sit_down(page, "Flo")
    page.locator("input[type=file]").set_input_files(str(upload))
    page.get_by_text("nothing was stored").wait_for()
    assert page.get_by_role("button", name="Store and open").count() == 0
    assert not (tmp_path.parent / "evil.csv").exists()


def test_a_page_opens_at_its_top_and_stays_where_it_is_while_it_is_read(visit: Visit) -> None:
    page = visit(height=400)
    sit_down(page, "Ann")
    open_built_in(page)
    go(page, "Start")
    stands = "document.querySelector('[data-testid=stMain]').scrollTop"
    for title in ("Situation", "Start", "Situation"):
        page.evaluate(f"{stands} = 150")
        assert page.evaluate(stands) == 150
        go(page, title)
        assert page.evaluate(stands) == 0
    page.evaluate(f"{stands} = 40")
    page.get_by_text("APP-6").click()
    settled(page)
    assert page.evaluate(stands) == 40


@pytest.mark.parametrize("dark", [False, True])
def test_the_page_that_the_keyboard_stands_on_is_framed(visit: Visit, dark: bool) -> None:
    page = visit(dark=dark)
    sit_down(page, "Ann")
    page.get_by_test_id("stTopNavLink").nth(1).focus()
    page.keyboard.press("Tab")
    frame = "getComputedStyle(document.activeElement)"
    assert page.evaluate("document.activeElement.dataset.testid") == "stTopNavLink"
    assert page.evaluate(f"[{frame}.outlineStyle, {frame}.outlineWidth]") == ["solid", "3px"]
