"""A page that follows a search has a clock in the browser; its last ticks may come after another page was opened."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from desk_steps import MAP, go, open_built_in, picture, set_number, settled, sit_down

Visit = Callable[..., Any]
TICK_MS, LATE_MS = 2_500, tuple(range(50, 2_000, 100))


class Line:
    """The line between browser and desk: the last thing the browser said is remembered and can be said again."""

    def __init__(self, page: Any) -> None:
        self._last: str | bytes = b""
        self._server: Any = None
        page.route_web_socket("**/_stcore/stream", self._join)

    def _join(self, browser: Any) -> None:
        self._server = browser.connect_to_server()
        browser.on_message(self._said)

    def _said(self, message: str | bytes) -> None:
        self._last = message
        self._server.send(message)

    def last(self) -> Callable[[], None]:
        """Says once more what was said last."""
        message = self._last
        return lambda: self._server.send(message)


def test_a_late_tick_of_the_page_that_was_left_does_not_blank_the_next_one(visit: Visit) -> None:
    page = visit()
    line = Line(page)
    page.reload()
    sit_down(page, "Lee")
    open_built_in(page)
    go(page, "Plan")
    set_number(page, "Seconds", 2)
    page.get_by_role("button", name="Make a plan").click()
    page.get_by_role("button", name="Open plan").first.wait_for()
    settled(page)
    set_number(page, "Seconds", 300)
    set_number(page, "Gap, %", 0)
    page.get_by_label("Name of the plan").fill("Still searching")
    page.get_by_label("Name of the plan").press("Enter")
    settled(page)
    page.get_by_role("button", name="Make a plan").click()
    page.locator("[class*=st-key-search_]", has_text="Still searching").first.wait_for()
    page.wait_for_timeout(TICK_MS)
    tick = line.last()
    page.get_by_role("button", name="Open plan").first.click()
    for _ in LATE_MS:
        page.wait_for_timeout(100)
        tick()
    picture(page)
    page.wait_for_timeout(TICK_MS)
    settled(page)
    assert page.locator(MAP).count() == 1, "the map still stands"
    go(page, "Plan")
    page.get_by_role("button", name="Stop, keep best").first.click()
    page.get_by_role("button", name="Stop, keep best").first.wait_for(state="hidden")
