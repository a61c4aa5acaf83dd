"""What visitors of the desk do over and over."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

MAP = "iframe[title='streamlit_folium.st_folium']"
ROW_PX = 34
BACK_MS = 300
TRIES = 10
"""A table drawn on a canvas gives no sign when it is ready for the keyboard."""


def settled(page: Any) -> None:
    """Wait until the page is drawn."""
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")


def sit_down(page: Any, name: str = "Ana", role: str = "Planner") -> None:
    """Give a name and a role."""
    field = page.get_by_label("Your name")
    field.fill(name)
    field.press("Enter")
    if role != "Planner":
        page.get_by_text(f"{role}:").click()
    page.get_by_role("button", name="Sit down").click()
    page.get_by_role("heading", name="Built-in scenarios").wait_for()
    settled(page)


def open_built_in(page: Any, name: str = "tutorial") -> None:
    """Open a built-in scenario from its card, and wait for its situation."""
    page.locator(f".st-key-open_{name} button").click()
    page.get_by_label("Containing").wait_for()
    settled(page)


def picture(page: Any) -> None:
    """Wait until a plan that was asked for is open, whatever is proven of it."""
    page.wait_for_url("**/picture*plan=*")
    page.get_by_text("Schedule at", exact=False).first.wait_for()
    settled(page)


def go(page: Any, title: str) -> None:
    """Choose a page at the top; again where a map that was just being drawn called the old page back."""
    link = page.get_by_test_id("stTopNavLink").filter(has_text=title).first
    for _ in range(TRIES):
        link.click()
        settled(page)
        page.wait_for_timeout(BACK_MS)
        settled(page)
        if urlsplit(page.url).path == urlsplit(link.get_attribute("href")).path:
            break


def set_number(page: Any, label: str, value: float) -> None:
    """Type a number."""
    field = page.get_by_role("spinbutton", name=label)
    field.fill(f"{value:g}")
    field.press("Enter")
    settled(page)


def cell(page: Any, *, row: int, left_px: int, text: str) -> None:
    """Type over a cell of the table under change, in a row counted from 1, so far from the table's left edge."""
    grid = page.get_by_test_id("stDataFrame").first
    grid.locator("td").first.wait_for(state="attached")
    page.bring_to_front()
    field = page.locator("textarea.gdg-input, input.gdg-input").first
    for _ in range(TRIES):
        box = grid.bounding_box()
        page.mouse.click(box["x"] + left_px, box["y"] + ROW_PX * (row + 0.5))
        page.wait_for_timeout(400)
        page.keyboard.press("Enter")
        page.wait_for_timeout(400)
        if field.count():
            break
    field.fill(text)
    field.press("Enter")
    settled(page)


def listed(page: Any) -> list[str]:
    """Texts of all cells of the first table on the page."""
    cells = page.get_by_test_id("stDataFrame").first.locator("td")
    cells.first.wait_for(state="attached")
    found: list[str] = cells.all_text_contents()
    return found
