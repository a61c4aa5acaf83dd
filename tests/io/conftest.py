from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from hadr_planner.errors import ScenarioError
from hadr_planner.io import load

TINY = {
    "scenario.yaml": "start: 2024-01-01T06:00:00+00:00\nhost: FJI\n",
    "sites.csv": (
        "id,name,lat,lon,affected\nnorth,North Village,-16.5,179.5,1000\nsouth,South Village,-17.5,178.5,500\n"
    ),
    "places.csv": (
        "id,name,kind,lat,lon,runway_m\n"
        "nausori,Nausori Airport,airfield,-18.04,178.56,2143\n"
        "suva,Suva Port,seaport,-18.13,178.42,\n"
    ),
    "needs.csv": "site,item,quantity\nnorth,water,3\nsouth,food,0.28\n",
    "supplies.csv": "place,item,quantity_t\nnausori,water,20\nsuva,food,5\n",
    "assets.csv": "type,owner,base,count\nuh60,AUS,nausori,2\nlcm_8,FJI,suva,1\n",
}


@pytest.fixture
def tiny(tmp_path: Path) -> Callable[..., Path]:
    """Writes the smallest scenario, with some files replaced, added or (``None``) left out."""

    def write(changes: Mapping[str, str | bytes | None] | None = None, **files: str | bytes | None) -> Path:
        folder = tmp_path / "tiny"
        folder.mkdir(exist_ok=True)
        named = {name.replace("_csv", ".csv"): text for name, text in files.items()}
        for name, text in {**TINY, **(changes or {}), **named}.items():
            if text is not None:
                (folder / name).write_bytes(text.encode() if isinstance(text, str) else text)
        return folder

    return write


@pytest.fixture
def faults() -> Callable[..., list[str]]:
    """Every fault that loading a scenario names."""

    def found(where: Path | str) -> list[str]:
        with pytest.raises(ScenarioError) as caught:
            load(where)
        return [str(fault) for fault in caught.value.faults]

    return found
