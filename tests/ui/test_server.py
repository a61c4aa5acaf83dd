"""How the desk is served: to this machine, under a policy, without telling anybody."""

from __future__ import annotations

import asyncio
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hadr_planner.ui import server
from hadr_planner.ui.asgi import MARK, Guard, policy
from hadr_planner.ui.chunks import links
from hadr_planner.ui.rooted import MARK as MARK_IN_PAGE
from hadr_planner.ui.rooted import TOLD, Rooted

PAGE = b"<html><head><script>window.prerenderReady = false</script></head></html>"
CONFIG = Path(__file__).parents[2] / ".streamlit" / "config.toml"


def answer(headers: list[tuple[bytes, bytes]], kind: bytes = b"text/html; charset=utf-8") -> dict[str, str]:
    """Headers of an answer that passed the guard."""
    told: list[Any] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", kind)]})

    async def send(message: Any) -> None:
        told.append(message)

    async def receive() -> Any:
        return {}

    asyncio.run(Guard(app)({"type": "http", "headers": headers}, receive, send))
    return {name.decode(): value.decode() for name, value in told[0]["headers"]}


def rooted(asked: list[tuple[bytes, bytes]], parts: list[bytes]) -> tuple[dict[str, str], bytes]:
    """Headers and body of a page that is sent in parts; the page is asked for whole."""
    told: list[Any] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        assert (b"accept", b"text/html") not in scope["headers"] or len(scope["headers"]) == 1
        headers = [(b"content-type", b"text/html"), (b"etag", b"1"), (b"content-length", b"%d" % len(PAGE))]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        for place, part in enumerate(parts, 1):
            await send({"type": "http.response.body", "body": part, "more_body": place < len(parts)})

    async def send(message: Any) -> None:
        told.append(message)

    async def receive() -> Any:
        return {}

    asyncio.run(Rooted(app)({"type": "http", "method": "GET", "headers": asked}, receive, send))
    headers = {name.decode(): value.decode() for name, value in told[0]["headers"]}
    return headers, b"".join(message["body"] for message in told[1:])


def flattened(tree: dict[str, Any], within: str = "") -> Iterator[tuple[str, Any]]:
    """Settings by their dotted names."""
    for key, value in tree.items():
        if isinstance(value, dict):
            yield from flattened(value, f"{within}{key}.")
        else:
            yield f"{within}{key}", value


def test_a_page_may_load_nothing_from_elsewhere() -> None:
    said = answer([(b"host", b"127.0.0.1:8501")])["content-security-policy"]
    assert "default-src 'self'" in said
    assert "connect-src 'self' ws://127.0.0.1:8501 wss://127.0.0.1:8501 data: blob:" in said
    assert "http" not in said
    assert " ws: " not in said


def test_a_strange_host_puts_nothing_into_the_policy() -> None:
    assert "evil" not in policy("a; script-src http://evil")


def test_a_browser_is_marked_once_and_only_by_pages() -> None:
    assert MARK in answer([])["set-cookie"]
    assert "HttpOnly" in answer([])["set-cookie"]
    assert "set-cookie" not in answer([(b"cookie", f"{MARK}=abc".encode())])
    assert "set-cookie" not in answer([], kind=b"text/javascript")


@pytest.mark.parametrize("parts", [[PAGE], [PAGE[:9], PAGE[9:30], PAGE[30:]]])
def test_a_page_is_told_where_its_server_is(parts: list[bytes]) -> None:
    said, body = rooted([(b"accept", b"text/html"), (b"accept-encoding", b"gzip"), (b"if-none-match", b"1")], parts)
    assert b"window.__streamlit = { BACKEND_BASE_URL:" in body
    assert body.replace(TOLD, MARK_IN_PAGE).replace(links(), b"") == PAGE
    assert links() + b"</head>" in body
    assert said == {"content-type": "text/html", "content-length": str(len(body))}


def test_a_maps_frame_is_told_nothing() -> None:
    frame = PAGE.replace(MARK_IN_PAGE, b"")
    assert rooted([(b"accept", b"text/html")], [frame])[1] == frame


def test_whatever_is_no_page_passes_as_it_is() -> None:
    said, body = rooted([(b"accept", b"*/*"), (b"accept-encoding", b"gzip")], [PAGE])
    assert body == PAGE
    assert said["etag"] == "1"


def test_streamlits_page_has_the_line_that_is_looked_for() -> None:
    import streamlit

    page = Path(streamlit.__file__).parent / "static" / "index.html"
    assert page.read_bytes().count(MARK_IN_PAGE) == 1


def test_both_ways_of_starting_have_the_same_settings() -> None:
    written = tomllib.loads(CONFIG.read_text("utf-8"))
    flat = dict(flattened(written))
    given = server.settings("127.0.0.1", 8501)
    assert flat["server.address"] == "127.0.0.1"
    assert {key: given[key] for key in flat} == flat
    assert given["browser.gatherUsageStats"] is False
    assert given["client.showErrorDetails"] == "none"


def test_streamlit_knows_every_setting() -> None:
    from streamlit import config

    known = config.get_config_options()
    assert set(server.settings("127.0.0.1", 8501)) <= set(known)


def test_only_an_address_of_this_machine_counts_as_local() -> None:
    assert [server.local(host) for host in ("127.0.0.1", "::1", "localhost", "0.0.0.0", "10.0.0.3", "example.org")] == [
        True, True, True, False, False, False,
    ]  # fmt: skip
    assert "*" not in server.hosts("127.0.0.1")


def test_a_taken_port_is_seen() -> None:
    import socket

    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen()
        assert not server.free("127.0.0.1", door.getsockname()[1])
