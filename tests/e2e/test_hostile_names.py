"""Names that try to be markup, script, links or formulas: every page, map, card, chart and file shows them as text."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import cycle
from pathlib import Path
from typing import Any

from desk_steps import MAP, go, picture, set_number, settled, sit_down
from e2e.test_handing_out import taken
from openpyxl import load_workbook
from playwright.sync_api import Error

from hadr_planner import load
from hadr_planner.domain.scenario import Scenario
from hadr_planner.io.save import members

Visit = Callable[..., Any]
HOSTILE = (
    "<img src=x onerror=top.__ran=1>",
    "${top.__ran=2}",
    "`+(top.__ran=3)+`",
    "\\x3cimg src=x onerror=top.__ran=4\\x3e",
    "![p](http://example.org/p.png) [l](javascript:top.__ran=5)",
    "=HYPERLINK(1)",
    "</script><script>top.__ran=6</script>",
    "<svg onload=top.__ran=7>",
    "{{top.__ran=8}}",
)
TOLD_MS = 1_000
"""The map tells the page of clicks a moment later, and the page then draws itself anew."""
TABLES = ("sites", "places", "assets", "units", "organisations", "areas")
OPEN_ALL = """() => {
  const all = document.querySelectorAll('.hadr-spot');
  all.forEach((spot) => spot.dispatchEvent(new MouseEvent('mouseover', { bubbles: true })));
  hadr.map.eachLayer((layer) => { if (layer.getTooltip && layer.getTooltip()) layer.openTooltip(); });
  all.forEach((spot) => spot.click());
  const lines = Object.values(hadr.map._layers).filter((line) => line.options && line.options.hadr === 'touch');
  lines.slice(0, 5).forEach((line) => line.fire('click', { latlng: line.getCenter() }));
}"""


def hostile() -> Scenario:
    """The tutorial with a hostile name in every table that has names, and hostile notes and sources."""
    base, bad = load("tutorial"), cycle(HOSTILE)

    def renamed(rows: Mapping[str, Any]) -> dict[str, Any]:
        said = {"name": lambda: next(bad), "note": lambda: next(bad), "source": lambda: next(bad)}
        known = {id: [field for field in said if hasattr(row, field)] for id, row in rows.items()}
        return {id: replace(row, **{field: said[field]() for field in known[id]}) for id, row in rows.items()}

    return replace(base, title=f"{HOSTILE[4]} {HOSTILE[0]}", **{name: renamed(getattr(base, name)) for name in TABLES})


def nothing_ran(page: Any, where: str) -> None:
    """Fail where a name became an element or ran, in the page or any frame; a map drawn anew is looked at anew."""
    try:
        looked_at(page, where)
    except Error:  # a frame may go while it is looked at
        looked_at(page, where)


def looked_at(page: Any, where: str) -> None:
    """Open all that opens, and look into every frame."""
    settled(page)
    for chart in page.locator("[data-testid=stVegaLiteChart]").all():
        if chart.is_visible():
            chart.hover()
    for frame in page.frames:
        if "streamlit_folium" in frame.url:
            frame.wait_for_function("window.hadr && hadr.ready")
            frame.evaluate(OPEN_ALL)
            page.wait_for_timeout(TOLD_MS)
    settled(page)
    for frame in page.frames:
        assert frame.evaluate("[window.__ran, top.__ran]") == [None, None], where
        assert frame.locator("img[src=x], svg[onload], a[href^=javascript], img[src*=example]").count() == 0, where


def plan_twice(page: Any) -> None:
    go(page, "Plan")
    set_number(page, "Seconds", 3)
    for name in HOSTILE[:2]:
        page.get_by_label("Name of the plan").fill(name)
        page.get_by_label("Name of the plan").press("Enter")
        settled(page)
        page.get_by_role("button", name="Make a plan").click()
        page.get_by_role("button", name="Open plan").first.wait_for()
        settled(page)
    page.get_by_role("button", name="Open plan").nth(1).wait_for()
    nothing_ran(page, "Plan")
    page.get_by_role("button", name="Open plan").first.click()
    picture(page)


def test_hostile_names_run_on_no_page_and_in_no_file(visit: Visit, tmp_path: Path) -> None:
    upload = tmp_path / "=cmd <img src=x onerror=top.__ran=9>.zip"
    with zipfile.ZipFile(upload, "w") as archive:
        for name, content in members(hostile()).items():
            archive.writestr(name, content)
    page = visit(height=1000)
    sit_down(page, "Eve <img src=x onerror=top.__ran=9>")
    page.locator("input[type=file]").set_input_files(str(upload))
    page.get_by_role("button", name="Store and open").click()
    page.frame_locator(MAP).first.locator(".leaflet-container").wait_for()
    nothing_ran(page, "Situation")
    page.get_by_text("What looks odd").click()
    nothing_ran(page, "what looks odd")

    plan_twice(page)
    for title in ("Picture", "Schedule", "Why", "Steer", "Compare", "Hand out", "Start"):
        go(page, title)
        if title == "Why":
            page.get_by_role("button", name="Ask why not").click()
            page.get_by_text("You may go on working").wait_for(state="hidden", timeout=150_000)
        if title == "Steer":
            page.get_by_text("Pick on the map").click()
            page.frame_locator(MAP).first.locator(".leaflet-container").wait_for()
        if title == "Compare":
            page.get_by_label("Because").fill(" ".join(HOSTILE))
            page.get_by_role("button", name="Decide").click()
        if title == "Hand out":
            handed_out(page, tmp_path)
        nothing_ran(page, title)


def handed_out(page: Any, folder: Path) -> None:
    """The tasking as it prints, the page as a file of its own, and the workbook."""
    page.get_by_text("As printed").click()
    page.frame_locator("[data-testid=stIFrame]").first.get_by_role("heading", name="Acknowledgement").wait_for()
    nothing_ran(page, "as printed")
    alone = page.context.new_page()
    alone.set_content(taken(page, "Page", folder).read_text("utf-8"))
    nothing_ran_alone(alone)
    alone.close()
    for sheet in load_workbook(taken(page, "Workbook", folder)).worksheets:
        assert [cell.value for row in sheet.iter_rows() for cell in row if cell.data_type == "f"] == []


def nothing_ran_alone(page: Any) -> None:
    assert page.evaluate("window.__ran") is None
    assert page.locator("img[src=x], svg[onload], a[href^=javascript]").count() == 0
    assert "onerror" in page.locator("body").inner_text()
