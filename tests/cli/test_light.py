"""The command line answers at once: help, version and mistakes load nothing heavy."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HEAVY = {"numpy", "pandas", "geopandas", "ortools", "scipy", "shapely", "folium", "streamlit", "openpyxl", "astral"}
NOT_NEEDED = {*HEAVY, "yaml", "rapidfuzz", "rich"}
ASK = """
import sys
sys.argv = ["hadr", *{words}]
try:
    from hadr_planner.cli import main
    main()
except SystemExit:
    pass
print("LOADED", *{{name.split(".")[0] for name in sys.modules}})
"""


def loaded_by(words: list[str]) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", ASK.format(words=words)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(done.stdout.rpartition("LOADED")[2].split())


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["plan", "--help"], ["verify"], ["nonsense"]])
def test_nothing_heavy_is_loaded_for_a_word_of_help(words: list[str]) -> None:
    loaded = loaded_by(words)
    assert "typer" in loaded
    assert loaded & NOT_NEEDED == set()


def test_reading_a_scenario_loads_no_solver() -> None:
    loaded = loaded_by(["validate", "no_such_scenario"])
    assert "hadr_planner" in loaded
    assert loaded & {"ortools", "folium", "streamlit"} == set()
