"""The command line answers at once: help, version and mistakes load nothing heavy."""

from __future__ import annotations

import subprocess
import sys

import pytest

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


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["plan", "--help"], ["verify"], ["nonsense"]])
def test_nothing_heavy_is_loaded_for_a_word_of_help(words: list[str]) -> None:
    done = subprocess.run([sys.executable, "-c", ASK.format(words=words)], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.rpartition("LOADED")[2].split())
    assert "typer" in loaded
    assert loaded & NOT_NEEDED == set()


def test_reading_a_scenario_loads_no_solver() -> None:
    words = ["validate", "no_such_scenario"]
    done = subprocess.run([sys.executable, "-c", ASK.format(words=words)], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.rpartition("LOADED")[2].split())
    assert "hadr_planner" in loaded
    assert loaded & {"ortools", "folium", "streamlit"} == set()
