"""What visitors of the desk do over and over."""

from __future__ import annotations

from typing import Any

MAP = "iframe[title='streamlit_folium.st_folium']"
HEADER_PX, ROW_PX = 18, 35


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
    page.get_by_text("Built-in scenarios").wait_for()
    settled(page)


def open_built_in(page: Any, name: str = "tutorial") -> None:
    """Open a built-in scenario from its card, and wait for its situation."""
    page.locator(f".st-key-open_{name} button").click()
    page.get_by_text("Containing").wait_for()
    settled(page)


def go(page: Any, title: str) -> None:
    """Choose a page at the top."""
    page.get_by_test_id("stTopNavLink").filter(has_text=title).first.click()
    settled(page)


def set_number(page: Any, label: str, value: float) -> None:
    """Type a number."""
    field = page.get_by_role("spinbutton", name=label)
    field.fill(f"{value:g}")
    field.press("Enter")
    settled(page)


def cell(page: Any, *, row: int, column: int, text: str) -> None:
    """Type into a cell of the table under change; rows and columns count from 1."""
    grid = page.get_by_test_id("stDataFrame").first
    at = page.get_by_test_id("stDataFrame").first.locator(f"#glide-cell-{column}-{row - 1}").first
    at.wait_for(state="attached")
    box = grid.bounding_box()
    place = page.evaluate("cell => cell.getBoundingClientRect().toJSON()", at.element_handle())
    x = place["x"] + place["width"] / 2 if place["width"] else box["x"] + 160
    page.mouse.dblclick(x, box["y"] + HEADER_PX + ROW_PX * row)
    page.keyboard.press("Control+A")
    page.keyboard.type(text)
    page.keyboard.press("Enter")
    settled(page)


def listed(page: Any) -> list[str]:
    """Texts of all cells of the first table on the page."""
    cells = page.get_by_test_id("stDataFrame").first.locator("td")
    cells.first.wait_for(state="attached")
    found: list[str] = cells.all_text_contents()
    return found
