"""The page in a real browser without network; skipped where no Chromium is installed and none is required."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from report.world import plan, scenario

from hadr_planner.report.exports import export

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
OFFLINE = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking")


@pytest.mark.skipif(CHROMIUM is None and "HADR_REQUIRE_BROWSER" not in os.environ, reason="needs Chromium")
def test_the_map_draws_and_no_hostile_name_runs(tmp_path: Path) -> None:
    assert CHROMIUM
    target = export(scenario(), plan(), tmp_path / "plan.html")
    done = subprocess.run(
        [
            CHROMIUM,
            *OFFLINE,
            f"--user-data-dir={tmp_path / 'profile'}",
            "--host-resolver-rules=MAP * ~NOTFOUND",
            "--enable-logging=stderr",
            "--virtual-time-budget=3000",
            "--dump-dom",
            f"file://{target}#h=2.5",
        ],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    assert "CONSOLE" not in done.stderr
    assert done.stdout.count('class="back"') == 3 + 1
    assert "H+2:30 · 8 Nov, 08:30" in done.stdout
    assert "<img" not in done.stdout
    assert done.stdout.count("leaflet-marker-icon mover") == 1
