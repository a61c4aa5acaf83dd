"""What the browser has rehearsed on the first page serves the first map that anybody looks at."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from desk_steps import MAP, open_built_in, settled, sit_down

Visit = Callable[..., Any]
REHEARSAL = ".st-key-rehearsal"
BOX = """(name) => {
  const box = document.querySelector(name).getBoundingClientRect();
  return [box.left, box.top, box.right, box.bottom];
}"""
TO_THE_CORNER = """() => {
  const carded = (one) => one.getTooltip && one.getTooltip() && !one.getTooltip().options.sticky;
  const marker = Object.values(hadr.map._layers).find(carded), at = hadr.map.latLngToContainerPoint(marker.getLatLng());
  hadr.map.panBy(at.subtract([12, 14]), { animate: false });
  marker.openTooltip();
}"""
STANDS = "window.hadr && hadr.ready && hadr.painted > 0"


def test_what_is_rehearsed_is_neither_seen_nor_reached_by_keys(visit: Visit) -> None:
    page = visit()
    sit_down(page, "Rea")
    page.locator(f"{REHEARSAL} {MAP}").wait_for(state="attached")
    page.locator(f"{REHEARSAL} svg.marks").wait_for(state="attached")
    assert not page.locator(f"{REHEARSAL} *").filter(visible=True).count()
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 1366


def test_land_that_one_map_has_fetched_serves_those_after_it(visit: Visit) -> None:
    page = visit()
    with page.expect_event("requestfinished", lambda request: ".zip" in request.url):
        sit_down(page, "Leo")
    again: list[str] = []
    page.on("request", lambda request: again.append(request.url) if ".zip" in request.url else None)
    open_built_in(page)
    page.locator(MAP).first.wait_for()
    settled(page)
    frame = next(one for one in page.frames if "streamlit_folium" in one.url)
    frame.wait_for_function(STANDS)
    assert not again


def test_a_card_at_the_edge_of_the_map_is_moved_into_sight(visit: Visit) -> None:
    """Of a site that the map is moved to have in its corner, under the legend."""
    page = visit()
    sit_down(page, "Eva")
    open_built_in(page)
    page.locator(MAP).first.wait_for()
    settled(page)
    frame = next(one for one in page.frames if "streamlit_folium" in one.url)
    frame.wait_for_function(STANDS)
    frame.evaluate(TO_THE_CORNER)
    card, edge, legend = (frame.evaluate(BOX, name) for name in (".hadr-tip", ".leaflet-container", ".hadr-legend"))
    left, top, right, bottom = card
    assert left >= edge[0]
    assert top >= edge[1]
    assert right <= edge[2]
    assert bottom <= edge[3]
    assert left >= legend[2] or top >= legend[3]
