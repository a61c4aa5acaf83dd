"""What maps fetch is kept by the browser for as long as it stays the same, and is fetched all at once."""

from __future__ import annotations

import re

import pytest

from hadr_planner.ui.served import FRAME, KEPT, SCRIPTS, address, hastened

PLAIN = [(b"content-type", b"text/javascript"), (b"Cache-Control", b"public")]


def answer(path: str, query: str = "") -> dict[bytes, bytes]:
    """Headers of an answer, once hastened."""
    return dict(hastened({"path": path, "query_string": query.encode()}, PLAIN))


def test_a_file_under_its_digest_is_kept_for_good() -> None:
    path, query = address("maps", "player.js").removeprefix("..").split("?")
    assert answer(f"/component{path}", query)[b"cache-control"] == KEPT
    assert b"Cache-Control" not in answer(f"/component{path}", query)


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/component/hadr_planner.ui.served.of_maps/player.js", ""),
        ("/component/hadr_planner.ui.served.of_maps/player.js", "v=1"),
        ("/", "0123456789abcdef"),
        ("/component/streamlit_folium.st_folium/static/js/main.js", ""),
        (FRAME, ""),
    ],
)
def test_what_may_change_under_its_address_is_asked_for_again(path: str, query: str) -> None:
    assert answer(path, query)[b"Cache-Control"] == b"public"


def test_a_maps_own_program_has_its_digest_in_its_name() -> None:
    assert answer("/component/streamlit_folium.st_folium/static/js/main.521860b0.js")[b"cache-control"] == KEPT


def test_a_frame_names_every_script_that_a_map_will_run() -> None:
    named = re.findall(r"<([^>]+)>; rel=preload", answer(FRAME)[b"link"].decode())
    scripts = [address("maps", f"{one}.js") for one in SCRIPTS]
    assert named == [address("leaflet", "leaflet.js"), *scripts]
