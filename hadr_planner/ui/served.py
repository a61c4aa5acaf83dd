"""Files that the browser fetches for maps, under addresses that change with their content: it asks for each once."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from streamlit.components.v1 import declare_component

SCRIPTS = (
    "desk", "words", "symbols", "archive", "basemap", "labels", "nodes", "legend", "tracks", "routes", "packs",
    "movers", "echo", "clock", "player", "scene",
)  # fmt: skip
"""All scripts of the maps, in the order in which they run."""
FRAME = "/component/streamlit_folium.st_folium/index.html"
"""The page inside which every map is drawn."""
LASTING = re.compile(rb"^[0-9a-f]{16}$")
NAMED = re.compile(r"/component/streamlit_folium\.st_folium/static/.+\.[0-9a-f]{8}\.(?:js|css)$")
Headers = list[tuple[bytes, bytes]]
KEPT = b"public, max-age=31536000, immutable"


def folder(part: str) -> Path:
    """Where the files of ``maps`` (scripts and styles), ``leaflet`` or ``basemap`` lie."""
    from hadr_planner.io.home import data_dir

    here = Path(__file__).parent
    return {
        "maps": here / "offmap" / "static",
        "leaflet": here.parent / "report" / "assets",
        "basemap": data_dir() / "basemap",
    }[part]


def address(part: str, name: str) -> str:
    """Where the browser finds a file of a part, seen from inside a map's frame."""
    return f"../{_served(part)}/{name}?{_digest(part, name)}"


def hastened(scope: Mapping[str, Any], headers: Headers) -> Headers:
    """Headers of an answer, with what lets the browser keep it for good, or begin early to fetch what it will need."""
    path, query = scope.get("path", ""), scope.get("query_string", b"")
    if path.endswith(FRAME):
        return [*headers, (b"link", ahead())]
    if ("/component/" in path and LASTING.match(query)) or NAMED.search(path):
        return [*(pair for pair in headers if pair[0].lower() != b"cache-control"), (b"cache-control", KEPT)]
    return headers


@cache
def ahead() -> bytes:
    """Scripts that a map's frame will want, as a ``Link`` header: fetched all at once, not one after another."""
    scripts = [("leaflet", "leaflet.js"), *(("maps", f"{name}.js") for name in SCRIPTS)]
    return ", ".join(f"<{address(*script)}>; rel=preload; as=script" for script in scripts).encode()


@cache
def _served(part: str) -> str:
    served: str = declare_component(f"of_{part}", path=str(folder(part))).name
    return served


@cache
def _digest(part: str, name: str) -> str:
    return hashlib.sha256((folder(part) / name).read_bytes()).hexdigest()[:16]
