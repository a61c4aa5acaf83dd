"""What visitors of the desk do over and over."""

from __future__ import annotations

from typing import Any

MAP = "iframe[title='streamlit_folium.st_folium']"


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
    """Open a built-in scenario from its card."""
    page.locator(f".st-key-open_{name} button").click()
    page.locator(".hadr-chip", has_text="version").wait_for()
    settled(page)


def go(page: Any, title: str) -> None:
    """Choose a page at the top."""
    page.get_by_test_id("stTopNavLink").filter(has_text=title).first.click()
    settled(page)
