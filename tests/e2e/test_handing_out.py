"""Handing out in a real browser: a planner takes one reader's files and everybody's; a nation takes its own."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from desk_steps import go, open_built_in, picture, set_number, settled, sit_down

Visit = Callable[..., Any]
FILES = {"Page": "html", "Workbook": "xlsx", "Calendar": "ics", "GeoPackage": "gpkg"}


def taken(page: Any, name: str, folder: Path) -> Path:
    """Presses a download button; where the file is now."""
    with page.expect_download() as waiting:
        page.get_by_test_id("stDownloadButton").get_by_role("button", name=name).click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def planned(page: Any) -> None:
    """A plan of the tutorial, made and opened."""
    open_built_in(page)
    go(page, "Plan")
    set_number(page, "Seconds", 3)
    page.get_by_role("button", name="Make a plan").click()
    page.get_by_role("button", name="Open plan").first.click()
    picture(page)
    settled(page)


@pytest.fixture
def at_hand_out(visit: Visit) -> Any:
    page = visit(height=1000)
    sit_down(page, "Hana")
    planned(page)
    go(page, "Hand out")
    page.get_by_text("edition", exact=False).first.wait_for()
    settled(page)
    return page


def test_a_planner_takes_a_tasking_in_several_formats(at_hand_out: Any, tmp_path: Path) -> None:
    for name, suffix in FILES.items():
        path = taken(at_hand_out, name, tmp_path)
        assert path.name == f"nation_AUS.{suffix}"
        assert path.stat().st_size > 500
    assert "FJI" not in (tmp_path / "nation_AUS.html").read_text("utf-8").replace("comes from FJI", "")
    at_hand_out.get_by_text("As printed").click()
    printed = at_hand_out.frame_locator("[data-testid=stIFrame]").first
    printed.get_by_role("heading", name="Acknowledgement").wait_for()


def test_a_planner_takes_everybodys_taskings_in_one_archive(at_hand_out: Any, tmp_path: Path) -> None:
    at_hand_out.get_by_role("button", name="Pack all taskings").click()
    at_hand_out.get_by_role("button", name="Take all").wait_for(timeout=150_000)
    settled(at_hand_out)
    with zipfile.ZipFile(taken(at_hand_out, "Take all", tmp_path)) as archive:
        assert {"nation_AUS/nation_AUS.html", "site_labasa/site_labasa.ics"} <= set(archive.namelist())
        assert archive.testzip() is None
