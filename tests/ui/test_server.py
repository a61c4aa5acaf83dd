"""How the desk is served: to this machine, under a policy, without telling anybody."""

from __future__ import annotations

import asyncio
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hadr_planner.ui import server
from hadr_planner.ui.asgi import MARK, Guard, policy

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
