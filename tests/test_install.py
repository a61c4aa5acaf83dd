"""What ``pip install .`` leaves behind works from any folder, with its tables and scenarios inside."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[1]
BUILD = "import sys; from hatchling.build import build_wheel; print(build_wheel(sys.argv[1]))"
WHERE = "from hadr_planner.io import home; print(home.data_dir(), home.scenarios_dir())"

MAKE = "from hadr_planner.store import open_store; open_store('desk.sqlite').close()"
DESK = """\
from streamlit.testing.v1 import AppTest
from hadr_planner.ui.asgi import ROUTER
at = AppTest.from_file(str(ROUTER), default_timeout=120).run()
print(ROUTER, [one.value for one in at.exception], [one.label for one in at.text_input])
"""


def run(*words: str | Path, cwd: Path, path: Path | None = None) -> str:
    env = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run(
        [str(word) for word in words], cwd=cwd, env=env | ({"PYTHONPATH": str(path)} if path else {}),
        capture_output=True, text=True, check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    return folder / run(sys.executable, "-c", BUILD, folder, cwd=ROOT).split()[-1]


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("installed")
    pip = (sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", "--no-compile")
    run(*pip, "--target", folder, wheel, cwd=folder)
    return folder


def shipped(folder: str) -> set[str]:
    """Files of a folder of the source tree that belong into the wheel."""
    files = (path.relative_to(ROOT) for path in (ROOT / folder).rglob("*") if path.is_file())
    return {path.as_posix() for path in files if "build" not in path.parts and "__pycache__" not in path.parts}


@pytest.mark.parametrize("folder", ["data", "scenarios"])
def test_tables_and_scenarios_are_inside(wheel: Path, folder: str) -> None:
    names = {name for name in ZipFile(wheel).namelist() if name.startswith(f"hadr_planner/_{folder}/")}
    assert names == {f"hadr_planner/_{name}" for name in shipped(folder)}
    assert len(names) > 5


def test_every_file_of_the_package_is_inside(wheel: Path) -> None:
    """Scripts, styles, symbols and the store's revisions, too, not only what Python imports."""
    names = {name for name in ZipFile(wheel).namelist() if name.startswith("hadr_planner/")}
    inside = {name for name in names if not name.startswith(("hadr_planner/_data/", "hadr_planner/_scenarios/"))}
    assert inside == shipped("hadr_planner")
    wanted = ("ui/offmap/static/scene.js", "ui/shell.css", "report/assets/leaflet.js", "store/migrations/env.py")
    assert {f"hadr_planner/{name}" for name in wanted} <= inside


def test_nothing_else_is_inside(wheel: Path) -> None:
    names = ZipFile(wheel).namelist()
    assert {name.split("/")[0].split("-")[0] for name in names} == {"hadr_planner"}
    assert [name for name in names if "build_sea_mask" in name or "test_" in name] == []


def test_a_store_is_made_from_any_folder(installed: Path, tmp_path: Path) -> None:
    run(sys.executable, "-c", MAKE, cwd=tmp_path, path=installed)
    assert (tmp_path / "desk.sqlite").stat().st_size > 0


def test_the_desk_opens_from_any_folder(installed: Path, tmp_path: Path) -> None:
    said = run(sys.executable, "-W", "ignore", "-c", DESK, cwd=tmp_path, path=installed)
    assert said == f"{installed / 'hadr_planner' / 'ui' / 'router.py'} [] ['Your name']\n"


def test_hadr_works_from_any_folder(installed: Path, tmp_path: Path) -> None:
    said = run(installed / "bin" / "hadr", "validate", "tutorial", cwd=tmp_path, path=installed)
    assert "(tutorial)" in said
    places = run(sys.executable, "-c", WHERE, cwd=tmp_path, path=installed).split()
    assert [Path(place).is_relative_to(installed) for place in places] == [True, True]
