"""Make ``data/states.geojson`` from npm ``world-atlas`` 2.0.2 (ISC; Natural Earth 1:50m, public domain).

Run with ``pip install pycountry`` in place, on the unpacked package:
``npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz && python data/build/build_states.py package``.

One feature per state, with property ``state``: the ISO 3166 alpha-3 code of the state that answers for the airspace.
Land of dependent territories counts to the state that answers for them. Shapes are simplified together, so that
neighbours still meet, and cut at 180 degrees. Seas are nobody's here: territorial waters are not drawn.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pycountry
import shapely
import shapely.affinity
from numpy.typing import NDArray

TOLERANCE_DEG = 0.13
"""Corners are cut off where their triangle is smaller than the square of this."""
DIGITS = 2
LARGE_DEG2, ISLET_DEG2 = 2.0, 0.005
"""States of more than the first leave out islets of less than the second."""

ANSWERS_FOR = {
    "AUS": "CCK CXR HMD NFK",
    "CHN": "HKG MAC",
    "DNK": "FRO GRL",
    "FIN": "ALA",
    "FRA": "ATF BLM GLP GUF MAF MTQ MYT NCL PYF REU SPM WLF",
    "GBR": "AIA BMU CYM FLK GGY GIB IMN IOT JEY MSR PCN SGS SHN TCA VGB",
    "NLD": "ABW BES CUW SXM",
    "NOR": "BVT SJM",
    "NZL": "COK NIU TKL",
    "USA": "ASM GUM MNP PRI UMI VIR",
}
"""Territories by the state that answers for them abroad."""

NUMBERLESS = {"Somaliland": "SOM", "N. Cyprus": "CYP", "Kosovo": "XKX", "Indian Ocean Ter.": "AUS"}
"""Shapes without an ISO number, by their name in Natural Earth; XKX is a user-assigned code. Others are left out."""

NO_STATE = {"ATA"}
ONLY_IN_10M = frozenset({"TUV"})


def shapes(file: Path, only: frozenset[str] = frozenset()) -> list[tuple[str, shapely.Geometry]]:
    """Responsible state and shape of each country in a TopoJSON file, or of some only."""
    topology = json.loads(file.read_text("utf-8"))
    scale, shift = (np.array(topology["transform"][key]) for key in ("scale", "translate"))
    arcs = [np.cumsum(arc, axis=0) * scale + shift for arc in topology["arcs"]]
    items = [(code(item), item) for item in topology["objects"]["countries"]["geometries"]]
    wanted = [(state, item) for state, item in items if state and state not in NO_STATE and state in (only or {state})]
    return [(state, shape(item, arcs)) for state, item in wanted]


def code(item: dict[str, Any]) -> str:
    """Alpha-3 code of the state that answers for a country."""
    if "id" not in item:
        return NUMBERLESS.get(item["properties"]["name"], "")
    own = pycountry.countries.get(numeric=item["id"]).alpha_3
    return next((state for state, territories in ANSWERS_FOR.items() if own in territories.split()), own)


def shape(item: dict[str, Any], arcs: list[Any]) -> shapely.Geometry:
    """Stitch the arcs of a Polygon or MultiPolygon; a negative number is an arc walked back."""
    polygons = [item["arcs"]] if item["type"] == "Polygon" else item["arcs"]
    rings = [[np.vstack([arcs[n] if n >= 0 else arcs[~n][::-1] for n in ring]) for ring in rings] for rings in polygons]
    return areas(shapely.union_all([cut(shapely.make_valid(unwrapped(*polygon))) for polygon in rings]))


def unwrapped(outer: NDArray[np.float64], *holes: NDArray[np.float64]) -> shapely.Polygon:
    """A polygon whose longitudes run on across 180 degrees; holes on the same side."""
    shell = np.column_stack([np.unwrap(outer[:, 0], period=360), outer[:, 1]])
    middle = shell[:, 0].mean()
    return shapely.Polygon(
        shell, [hole + np.array([360 * round((middle - hole[:, 0].mean()) / 360), 0]) for hole in holes]
    )


def cut(land: shapely.Geometry) -> shapely.Geometry:
    """The same land, cut at 180 degrees and all of it within."""
    turns = [(turn, shapely.box(turn - 180, -90, turn + 180, 90)) for turn in (-360, 0, 360)]
    return shapely.union_all(
        [shapely.affinity.translate(shapely.intersection(land, world), -turn) for turn, world in turns]
    )


def areas(geometry: shapely.Geometry) -> shapely.Geometry:
    """The polygons in a geometry, without its stray lines and points."""
    return shapely.union_all([part for part in shapely.get_parts(geometry) if "Polygon" in part.geom_type])


def drawn(parts: list[shapely.Geometry]) -> dict[str, Any]:
    """GeoJSON of a state's land with few digits, without the islets of a large state."""
    land = areas(shapely.set_precision(shapely.union_all(parts), 10**-DIGITS))
    if land.area > LARGE_DEG2:
        land = shapely.union_all([part for part in shapely.get_parts(land) if part.area > ISLET_DEG2])
    return json.loads(shapely.to_geojson(land))


def main() -> None:
    """Write the states."""
    package = Path(sys.argv[1])
    lands = shapes(package / "countries-50m.json")
    lands += shapes(package / "countries-10m.json", ONLY_IN_10M)
    simple = shapely.coverage_simplify([land for _, land in lands], TOLERANCE_DEG)
    by_state: dict[str, list[shapely.Geometry]] = {}
    for (state, _), land in zip(lands, simple, strict=True):
        by_state.setdefault(state, []).append(land)
    features = [
        {"type": "Feature", "properties": {"state": state}, "geometry": drawn(parts)}
        for state, parts in sorted(by_state.items())
    ]
    target = Path(__file__).parents[1] / "states.geojson"
    collection = {"type": "FeatureCollection", "features": features}
    target.write_text(json.dumps(collection, separators=(",", ":")) + "\n", "utf-8")
    print(f"{target.name}: {len(features)} states, {target.stat().st_size / 1024:.0f} kB")


if __name__ == "__main__":
    main()
