"""Tells a page where its server is, so that it does not go looking for it, and what it will want to fetch later."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from .chunks import links

MARK = b"window.prerenderReady = false"
TOLD = MARK + b";\n      window.__streamlit = { BACKEND_BASE_URL: new URL('.', location.href).href }"
"""The server is where the page's own scripts come from: in the folder of its address."""
END = b"</head>"
PACKED = frozenset({b"accept-encoding", b"if-none-match", b"if-modified-since", b"range"})
DATED = frozenset({b"content-length", b"etag", b"last-modified", b"accept-ranges"})
Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Asgi = Callable[[Scope, Receive, Send], Awaitable[None]]


class Rooted:
    """Writes both into Streamlit's own page; whatever else is asked for passes as it is."""

    def __init__(self, app: Asgi) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if not _for_a_page(scope):
            await self.app(scope, receive, send)
            return
        whole = [(name, value) for name, value in scope["headers"] if name not in PACKED]
        held: list[Message] = []

        async def rooted(message: Message) -> None:
            if held or _begins_a_page(message):
                held.append(message)
                if held[1:] and not message.get("more_body"):
                    await _told(held, send)
            else:
                await send(message)

        await self.app({**scope, "headers": whole}, receive, rooted)


def _for_a_page(scope: Scope) -> bool:
    asked = dict(scope.get("headers", ()))
    return scope["type"] == "http" and scope.get("method") == "GET" and b"text/html" in asked.get(b"accept", b"")


def _begins_a_page(message: Message) -> bool:
    said = dict(message.get("headers", ()))
    return bytes(said.get(b"content-type", b"")).startswith(b"text/html") and b"content-encoding" not in said


async def _told(held: list[Message], send: Send) -> None:
    start, *parts = held
    body = b"".join(part.get("body", b"") for part in parts)
    if MARK in body:
        body = body.replace(MARK, TOLD, 1).replace(END, links() + END, 1)
    kept = [(name, value) for name, value in start["headers"] if name.lower() not in DATED]
    await send({**start, "headers": [*kept, (b"content-length", b"%d" % len(body))]})
    await send({"type": "http.response.body", "body": body})
