"""What a folder, a zip or a workbook holds, as tables and trees."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from ..domain.scenario import Area
from .areas import read_geojson, read_geopackage
from .caps import AREA_BYTES, HEAD_BYTES, INJECTS_BYTES, TABLE_BYTES
from .csv_sheet import read_csv
from .ledger import Ledger
from .nearest import did_you_mean, shown
from .sheet import Sheet
from .tables import TABLES
from .tree import Node, read_yaml

HEAD, INJECTS, GEOJSON, GEOPACKAGE = "scenario.yaml", "injects.yaml", "areas.geojson", "areas.gpkg"
SIZES: Mapping[str, int] = {
    HEAD: HEAD_BYTES,
    INJECTS: INJECTS_BYTES,
    GEOJSON: AREA_BYTES,
    GEOPACKAGE: AREA_BYTES,
} | {f"{name}.csv": TABLE_BYTES for name in TABLES}
BESIDE = frozenset({"", ".md", ".txt", ".pdf", ".png", ".jpg", ".jpeg", ".svg", ".json", ".html"})


@dataclass(slots=True, kw_only=True)
class Bundle:
    """A scenario as found, not yet understood.

    Parameters
    ----------
    name
        Of the folder or file; stands in for an absent id.
    head_file
        What faults of the head are quoted against.
    """

    name: str
    head_file: str = HEAD
    head: Node | None = None
    tables: dict[str, Sheet] = field(default_factory=dict)
    injects_file: str = INJECTS
    injects: Node | None = None
    areas: dict[str, Area] = field(default_factory=dict)


def wanted(name: str, ledger: Ledger) -> bool:
    """Whether a file of this name is read; a strange name that looks like a table is a fault."""
    if name in SIZES:
        return True
    if name.startswith((".", "~$")) or name in ("Thumbs.db", "desktop.ini"):
        return False
    path = PurePosixPath(name.lower())
    stems = {PurePosixPath(known).stem: known for known in reversed(list(SIZES))}
    if path.suffix not in BESIDE or path.stem in stems:
        meant = f"; did you mean {stems[path.stem]!r}?" if path.stem in stems else did_you_mean(name, SIZES)
        ledger.add(shown(name).strip("'\""), f"is not a file of a scenario{meant}")
    return False


def bundle_of(name: str, members: Mapping[str, bytes], ledger: Ledger) -> Bundle:
    """Bundle of a folder's or zip's files by name."""
    bundle = Bundle(name=name)
    for file, content in members.items():
        if file == HEAD:
            bundle.head = read_yaml(file, content, ledger)
        elif file == INJECTS:
            bundle.injects = read_yaml(file, content, ledger)
        elif file == GEOJSON:
            bundle.areas |= read_geojson(file, content, ledger)
        elif file == GEOPACKAGE:
            bundle.areas |= read_geopackage(file, content, ledger)
        else:
            bundle.tables[file.removesuffix(".csv")] = read_csv(file, content, ledger)
    if HEAD not in members:
        ledger.add(HEAD, "is missing")
    if GEOJSON in members and GEOPACKAGE in members:
        ledger.add(GEOPACKAGE, f"both {GEOJSON} and {GEOPACKAGE} are there; wanted one")
    return bundle
