"""Vendor Leaflet and build the offline basemap; needs npm and a connection, is never run by users.

Run ``python data/build/vendor_map.py`` from the source tree. It packs two npm packages, checks that
they are the versions named here, and writes

* ``hadr_planner/report/assets/``: ``leaflet.js``, ``leaflet.css``, their licence and ``MANIFEST.json``;
* ``data/basemap/natural_earth.zip``: coast and borders, 10m in cells of ten degrees and 50m whole.

Leaflet's default attribution prefix links to its web site; the link is taken out so that a report
can't lead outside, and what is left is written as changed in the manifest. Images that its style
sheet names (default marker, layer switch) are not used by the reports and are taken out likewise.
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import tarfile
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.affinity import translate

ROOT = Path(__file__).resolve().parents[2]
ASSETS = ROOT / "hadr_planner" / "report" / "assets"
BASEMAP = ROOT / "data" / "basemap"
LEAFLET = "leaflet@1.9.4"
WORLD_ATLAS = "world-atlas@2.0.2"
CELL_DEG = 10
STAMP = (2020, 1, 1, 0, 0, 0)


def unpacked(package: str, folder: Path) -> Path:
    """Download one npm package and unpack it."""
    listing = subprocess.run(
        ["npm", "pack", "--json", package], cwd=folder, check=True, capture_output=True, text=True
    ).stdout
    tarball = folder / json.loads(listing)[0]["filename"]
    target = folder / package.replace("@", "-")
    with tarfile.open(tarball) as archive:
        archive.extractall(target, filter="data")
    return target / "package"


def vendor_leaflet(package: Path) -> dict[str, Any]:
    """Copy script, style and licence without their outside links; return the manifest entry."""
    script = (package / "dist" / "leaflet.js").read_text("utf-8")
    script, links = re.subn(r"""prefix:'<a href="https://leafletjs\.com".*?Leaflet</a>\"""", 'prefix:"Leaflet"', script)
    script = re.sub(r"\n?//# sourceMappingURL=.*", "", script)
    style = (package / "dist" / "leaflet.css").read_text("utf-8")
    style = re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)
    style = re.sub(r"(?:background-image|behavior):\s*url\([^)]*\);", "", style)
    if links != 1 or "url(" in style or "</script" in script:
        raise SystemExit("leaflet is not as expected: look at it before vendoring")
    files = {
        "leaflet.js": script,
        "leaflet.css": style,
        "leaflet.LICENSE.txt": (package / "LICENSE").read_text("utf-8"),
    }
    for name, text in files.items():
        (ASSETS / name).write_text(text, "utf-8")
    return {
        "package": LEAFLET,
        "licence": "BSD-2-Clause",
        "origin": "npm",
        "changed": "attribution prefix without link or flag; style sheet without images or comments",
        "sha256": {name: hashlib.sha256(text.encode()).hexdigest() for name, text in files.items()},
    }


def arcs(topology: dict[str, Any]) -> list[np.ndarray]:
    """Decode a topology's arcs to longitudes and latitudes."""
    scale, shift = np.array(topology["transform"]["scale"]), np.array(topology["transform"]["translate"])
    return [np.cumsum(np.array(arc), axis=0) * scale + shift for arc in topology["arcs"]]


def rings(polygon: list[list[int]], lines: list[np.ndarray]) -> list[np.ndarray]:
    """Join arcs to closed rings; a negative number is an arc taken backwards."""
    parts = [[lines[i] if i >= 0 else lines[~i][::-1] for i in ring] for ring in polygon]
    return [np.vstack([part[0], *(p[1:] for p in part[1:])]) for part in parts]


def unwrapped(ring: np.ndarray) -> np.ndarray:
    """Make longitudes continuous across 180 degrees."""
    ring = ring.copy()
    ring[1:, 0] -= np.cumsum(np.round(np.diff(ring[:, 0]) / 360) * 360)
    return ring


def polygons(geometry: shapely.Geometry) -> list[shapely.Polygon]:
    """Return the polygons in any geometry."""
    if geometry.geom_type == "Polygon":
        return [geometry] if not geometry.is_empty else []
    return [part for child in getattr(geometry, "geoms", ()) for part in polygons(child)]


def flat(ring_set: list[np.ndarray]) -> Iterator[shapely.Polygon]:
    """Cut a polygon that was stitched over the antimeridian or a pole again for a flat map."""
    if len(ring_set[0]) < 4:
        return
    shell, *holes = (unwrapped(ring) for ring in ring_set if len(ring) >= 4)
    if abs(shell[-1, 0] - shell[0, 0]) > 180:
        pole = -90 if shell[:, 1].mean() < 0 else 90
        shell = np.vstack([shell, [shell[-1, 0], pole], [shell[0, 0], pole]])
    whole = shapely.make_valid(shapely.Polygon(shell, holes))
    for turn in (-1, 0, 1):
        window = shapely.box(-180 + 360 * turn, -90, 180 + 360 * turn, 90)
        for part in polygons(whole.intersection(window)):
            yield translate(part, -360 * turn)


def land(topology: dict[str, Any]) -> list[shapely.Polygon]:
    """Return all land as polygons between -180 and 180 degrees."""
    lines = arcs(topology)
    groups = [p for g in topology["objects"]["land"]["geometries"] for p in g["arcs"]]
    return [part for polygon in groups for part in flat(rings(polygon, lines))]


def borders(topology: dict[str, Any]) -> list[shapely.LineString]:
    """Return the lines that two countries share."""
    lines, uses = arcs(topology), Counter[int]()
    for country in topology["objects"]["countries"]["geometries"]:
        groups = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
        uses.update({i if i >= 0 else ~i for polygon in groups for ring in polygon for i in ring})
    return [shapely.LineString(lines[i]) for i, count in uses.items() if count > 1 and np.ptp(lines[i][:, 0]) < 180]


def compact(shapes: Iterator[shapely.Geometry], digits: int) -> list[Any]:
    """Turn polygons into lists of rings, and lines into lists of points."""

    def points(line: shapely.Geometry) -> list[list[float]]:
        return np.round(np.asarray(line.coords), digits).tolist()

    return [[points(r) for r in (s.exterior, *s.interiors)] if s.geom_type == "Polygon" else points(s) for s in shapes]


def page(ground: shapely.STRtree, lines: shapely.STRtree, box: shapely.Polygon, digits: int) -> str:
    """Write the part of the world inside a box as JSON."""
    soil = [p for i in ground.query(box) for p in polygons(ground.geometries[i].intersection(box))]
    cuts = [lines.geometries[i].intersection(box) for i in lines.query(box)]
    strokes = [p for c in cuts for p in shapely.get_parts(c) if p.geom_type == "LineString"]
    if not soil and not strokes:
        return ""
    return json.dumps(
        {"land": compact(iter(soil), digits), "borders": compact(iter(strokes), digits)}, separators=(",", ":")
    )


def build_basemap(package: Path) -> dict[str, Any]:
    """Write the archive of cells; return the manifest entry."""
    target = BASEMAP / "natural_earth.zip"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:

        def put(name: str, text: str) -> None:
            if text:
                archive.writestr(zipfile.ZipInfo(name, STAMP), text, zipfile.ZIP_DEFLATED, 9)

        for scale, digits in (("50m", 2), ("10m", 3)):
            topology = json.loads((package / f"countries-{scale}.json").read_text("utf-8"))
            ground, lines = shapely.STRtree(land(topology)), shapely.STRtree(borders(topology))
            if scale == "50m":
                put("50m.json", page(ground, lines, shapely.box(-180, -90, 180, 90), digits))
                continue
            for west in range(-180, 180, CELL_DEG):
                for south in range(-90, 90, CELL_DEG):
                    box = shapely.box(west, south, west + CELL_DEG, south + CELL_DEG)
                    put(f"10m/{west}_{south}.json", page(ground, lines, box, digits))
    return {
        "package": WORLD_ATLAS,
        "licence": "data public domain (Natural Earth); packaging ISC",
        "origin": "npm",
        "changed": "cut at 180 degrees and in cells of ten degrees, rounded to 0.001 degrees",
        "sha256": {target.name: hashlib.sha256(target.read_bytes()).hexdigest()},
    }


def main() -> None:
    """Fetch both packages and write everything that is built from them."""
    ASSETS.mkdir(parents=True, exist_ok=True)
    BASEMAP.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        leaflet = vendor_leaflet(unpacked(LEAFLET, Path(name)))
        atlas = build_basemap(unpacked(WORLD_ATLAS, Path(name)))
    (ASSETS / "MANIFEST.json").write_text(json.dumps([leaflet], indent=2) + "\n", "utf-8")
    (BASEMAP / "MANIFEST.json").write_text(json.dumps([atlas], indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
