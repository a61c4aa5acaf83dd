"""GeoPackage: a layer for each kind of feature, and a table that says what it is about."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.report.shapes import Feature
from hadr_planner.report.tables import stamp
from hadr_planner.report.taskings import Tasking
from hadr_planner.report.taskings.edition import edition
from hadr_planner.report.taskings.features import features as tasking_features
from hadr_planner.report.wording import clean

from .geojson import features

LAYERS = {"site": "sites", "place": "places", "leg": "legs", "task": "lines"}


def render(scenario: Scenario, plan: Plan) -> bytes:
    """Write sites, places and legs; equal plans give equal bytes."""
    about = {"title": clean(scenario.title), "start": stamp(scenario.start), "for": "", "edition": ""}
    return _written(about, scenario.start, features(scenario, plan))


def render_tasking(tasking: Tasking) -> bytes:
    """Write the places, legs and lines of one reader."""
    about = {"title": tasking.title, "start": stamp(tasking.start), "for": tasking.name, "edition": edition(tasking)}
    return _written(about, tasking.start, tasking_features(tasking))


def _written(about: dict[str, str], dated: datetime, found: list[Feature]) -> bytes:
    import pandas
    import pyogrio

    now = dated.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": now})
    try:
        with TemporaryDirectory() as folder:
            path = Path(folder) / "plan.gpkg"
            for layer, members in groupby(found, key=lambda feature: str(feature["properties"]["layer"])):
                frame = _frame(list(members))
                multi = layer == "leg"
                kind = "MultiLineString" if multi else "Point"
                pyogrio.write_dataframe(frame, path, layer=LAYERS[layer], geometry_type=kind, promote_to_multi=multi)
            pyogrio.write_dataframe(pandas.DataFrame([about]), path, layer="about")
            return path.read_bytes()
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})


def _frame(members: Sequence[Feature]) -> Any:
    import geopandas
    from shapely.geometry import shape

    rows = [
        {name: _cell(value) for name, value in member["properties"].items() if name != "layer"} for member in members
    ]
    return geopandas.GeoDataFrame(rows, geometry=[shape(member["geometry"]) for member in members], crs="EPSG:4326")


def _cell(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else value
