"""The browser meets its first chart and map unseen, while the first page is looked at."""

from __future__ import annotations

from ui.conftest import Entered, go


def test_the_first_page_has_a_chart_and_a_map_that_later_pages_and_later_visits_lack(sit_down: Entered) -> None:
    at = sit_down()
    assert [len(at.get(kind)) for kind in ("vega_lite_chart", "component_instance")] == [1, 1]
    for page in ("compare", "start"):
        go(at, page)
        assert [len(at.get(kind)) for kind in ("vega_lite_chart", "component_instance")] == [0, 0]
