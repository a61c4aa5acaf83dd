"""A planner asks why, locks, and plans again, in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from desk_steps import go, open_built_in, picture, set_number, settled, sit_down

Visit = Callable[..., Any]
ROW_PX, HEAD_PX, BOX_PX = 30, 35, 17
TRIES = 10


def pick_row(page: Any, row: int, sign: Any) -> None:
    """Tick a row of the first table, until a sign says that it was heard."""
    table = page.get_by_test_id("stDataFrame").first
    for _ in range(TRIES):
        box = table.bounding_box()
        page.mouse.click(box["x"] + BOX_PX, box["y"] + HEAD_PX + ROW_PX * (row - 0.5))
        page.wait_for_timeout(700)
        settled(page)
        if sign.is_enabled():
            return
    assert sign.is_enabled()


def test_a_planner_asks_why_locks_and_plans_again(visit: Visit) -> None:
    page = visit()
    sit_down(page, "Eve")
    open_built_in(page)
    go(page, "Plan")
    set_number(page, "Seconds", 3)
    page.get_by_role("button", name="Make a plan").click()
    page.get_by_role("button", name="Open plan").first.click()
    picture(page)

    go(page, "Why")
    page.get_by_role("button", name="Ask why not").click()
    page.get_by_test_id("stAlert").first.wait_for(timeout=150_000)

    go(page, "Steer")
    lock = page.get_by_role("button", name="Lock")
    lock.wait_for()
    pick_row(page, 1, lock)
    lock.click()
    page.get_by_text("Wishes in force: 1").wait_for()
    page.get_by_role("button", name="Re-optimise around this").click()
    set_number(page, "Seconds", 2)
    page.get_by_role("button", name="Search on").click()
    page.get_by_role("button", name="Search on").wait_for(state="hidden")
    page.get_by_role("button", name="Open the new plan").click(timeout=150_000)
    page.get_by_text("It is open.").wait_for()
    page.emulate_media(media="print")
    assert not page.get_by_role("button", name="Re-optimise around this").is_visible(), "paper can't be pressed"
    page.emulate_media(media="screen")
    assert page.locator(".hadr-chip", has_text="Around").count() == 1

    go(page, "Picture")
    page.get_by_text("Schedule at", exact=False).first.wait_for()
    go(page, "Compare")
    page.get_by_text("Fairness against speed").wait_for()
    page.get_by_label("Because").fill("It keeps the ferry.")
    page.get_by_role("button", name="Decide").click()
    written = page.get_by_test_id("stMarkdown").get_by_text("It keeps the ferry.")
    written.wait_for()
    assert written.count() == 1
