"""Vendor the symbols that the desk's maps draw; needs npm, node, pip and a connection, is never run by users.

Run ``python data/build/vendor_assets.py`` from the source tree. It fetches two packages of the versions
named here and writes, into ``hadr_planner/ui/offmap/static/``,

* ``app6.json``: military symbols by kind and affiliation, drawn once by milsymbol;
* ``ocha.json``: the humanitarian icons that are used, as shapes without colour or size of their own;
* the packages' licence texts and ``MANIFEST.json``.

Leaflet and the basemap are vendored by ``vendor_map.py`` and shared with the reports.
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import tarfile
import tempfile
import zipfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "hadr_planner" / "ui" / "offmap" / "static"
MILSYMBOL = "milsymbol@3.0.4"
ICONS = "wagtail-humanitarian-icons==2.0.0"

AFFILIATIONS = {"friend": "3", "neutral": "4"}
"""How milsymbol writes them; a plan of relief has no other."""

APP6 = {
    "fixed_wing": "01-110107",
    "helicopter": "01-110200",
    "ship": "30-130108",
    "hospital_ship": "30-130107",
    "amphibious_ship": "30-120306",
    "carrier": "30-120100",
    "landing_craft": "30-120308",
    "truck": "15-140600",
    "medical": "10-161400",
    "sar": "10-141800",
    "engineer": "10-140700",
    "water": "10-164800",
    "airfield_services": "10-161000",
    "survey": "10-130900",
    "headquarters": "10-165200",
    "airfield": "20-120803",
    "seaport": "10-163300",
    "beach": "10-163600",
    "anchorage": "20-121309",
    "landing_zone": "20-121305",
    "warehouse": "10-163400",
    "base": "10-160600",
}
"""Symbol set and entity of APP-6D by kind."""

OCHA = {
    "fixed_wing": "airport",
    "helicopter": "helicopter",
    "ship": "ship",
    "hospital_ship": "hospital",
    "amphibious_ship": "ship",
    "carrier": "ship",
    "landing_craft": "boat",
    "truck": "truck",
    "medical": "medical-supply",
    "sar": "search-and-rescue",
    "engineer": "debris-management",
    "water": "potable-water",
    "airfield_services": "logistics",
    "survey": "needs-assessment",
    "headquarters": "coordination",
    "airfield": "airport",
    "seaport": "port",
    "beach": "storm-surge",
    "anchorage": "ferry",
    "landing_zone": "helipad",
    "warehouse": "food-warehouse",
    "base": "permanent-camp",
}
"""Icon by kind."""

DRAW = """
const ms = require(process.argv[1]), asked = JSON.parse(process.argv[2]), drawn = {};
for (const [kind, codes] of Object.entries(asked)) {
  drawn[kind] = {};
  for (const [affiliation, code] of Object.entries(codes)) {
    const symbol = new ms.Symbol(code, { size: 20, frame: true });
    if (!symbol.isValid()) throw new Error(kind + ": no such symbol: " + code);
    drawn[kind][affiliation] = symbol.asSVG();
  }
}
process.stdout.write(JSON.stringify(drawn));
"""


def code(entity: str, identity: str) -> str:
    """Symbol identification code of twenty digits."""
    symbol_set, of = entity.split("-")
    return f"100{identity}{symbol_set}0000{of}0000"


def app6(folder: Path) -> tuple[str, dict[str, Any]]:
    """Draw the military symbols with milsymbol; return them and their manifest entry."""
    listing = subprocess.run(
        ["npm", "pack", "--json", MILSYMBOL], cwd=folder, check=True, capture_output=True, text=True
    ).stdout
    with tarfile.open(folder / json.loads(listing)[0]["filename"]) as archive:
        archive.extractall(folder, filter="data")
    asked = {kind: {name: code(entity, digit) for name, digit in AFFILIATIONS.items()} for kind, entity in APP6.items()}
    library = folder / "package" / "dist" / "milsymbol.js"
    drawn = subprocess.run(
        ["node", "-e", DRAW, str(library), json.dumps(asked)], check=True, capture_output=True, text=True
    ).stdout
    (STATIC / "milsymbol.LICENSE.txt").write_text((folder / "package" / "LICENSE").read_text("utf-8"), "utf-8")
    return drawn, {
        "package": MILSYMBOL,
        "licence": "MIT",
        "origin": "npm",
        "changed": "not shipped itself: symbols drawn once and kept as SVG",
    }


def ocha(folder: Path) -> tuple[str, dict[str, Any]]:
    """Take the shapes of the icons in use; return them and their manifest entry."""
    subprocess.run(["pip", "download", "--no-deps", "-q", ICONS, "-d", str(folder)], check=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        files = {Path(name).stem: name for name in archive.namelist() if name.endswith(".svg")}
        drawn = {kind: _shape(archive.read(files[icon]).decode("utf-8")) for kind, icon in OCHA.items()}
    return json.dumps(drawn), {
        "package": ICONS,
        "licence": "icons: public domain, as OCHA states; packaging: MIT",
        "origin": "PyPI",
        "changed": "only the icons in use; without ids and names",
    }


def _shape(svg: str) -> dict[str, Any]:
    """View box and shapes of an icon; refuses all but groups, paths and plain shapes."""
    found = re.search(r'viewBox="([\d. -]+)"[^>]*>(.*)</svg>', svg, re.DOTALL)
    if not found:
        raise SystemExit("an icon is not as expected: look at it before vendoring")
    inner = re.sub(r'\s+data-name="[^"]*"', "", found[2]).strip()
    if set(re.findall(r"<(\w+)", inner)) - {"g", "path", "circle", "rect", "ellipse", "polygon"} or "url(" in inner:
        raise SystemExit("an icon holds more than shapes: look at it before vendoring")
    return {"box": [float(part) for part in found[1].split()], "shapes": inner}


def main() -> None:
    """Fetch both packages and write what is made from them."""
    STATIC.mkdir(parents=True, exist_ok=True)
    entries = []
    for name, make in (("app6.json", app6), ("ocha.json", ocha)):
        with tempfile.TemporaryDirectory() as folder:
            text, entry = make(Path(folder))
        (STATIC / name).write_text(text + "\n", "utf-8")
        entries.append(entry | {"sha256": {name: hashlib.sha256((STATIC / name).read_bytes()).hexdigest()}})
    (STATIC / "MANIFEST.json").write_text(json.dumps(entries, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
