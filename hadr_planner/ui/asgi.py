"""The desk as a web application: what the browser may load and ask, and a mark by which a reload is recognised."""

from __future__ import annotations

import logging
import secrets
import threading
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from http.cookies import CookieError, SimpleCookie
from importlib import import_module
from pathlib import Path
from typing import Any

from starlette.middleware import Middleware

from .entry import MARK
from .rooted import Asgi, Message, Receive, Rooted, Scope, Send
from .served import hastened

ROUTER = Path(__file__).with_name("router.py")
"""The script that Streamlit runs for every visitor."""
POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' {sockets} data: blob:; "
    "worker-src 'self' blob:; frame-src 'self' blob: data:; frame-ancestors 'self'; form-action 'self'; "
    "object-src 'none'; base-uri 'self'"
)
HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
HEAVY = (
    "hadr_planner.ui.collect", "hadr_planner.ui.start", "pandas", "folium.plugins", "altair",
    "hadr_planner.report.kpis",
)  # fmt: skip
"""Nothing in here may declare a component: those count only once the server runs."""


class Guard:
    """Adds the content security policy and the browser's mark to every answer."""

    def __init__(self, app: Asgi) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        asked = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        added = {**HEADERS, "content-security-policy": policy(asked.get("host", ""))}
        fresh = {"set-cookie": f"{MARK}={secrets.token_urlsafe(24)}; Path=/; HttpOnly; SameSite=Strict"}
        marked = _marked(asked.get("cookie", ""))

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                said = list(message.get("headers", []))
                page = any(name.lower() == b"content-type" and value.startswith(b"text/html") for name, value in said)
                extra = added | (fresh if page and not marked else {})
                own = [(name.encode(), value.encode()) for name, value in extra.items()]
                message["headers"] = [*hastened(scope, said), *own]
            await send(message)

        await self.app(scope, receive, guarded)


def policy(host: str) -> str:
    """Content security policy for a page asked of this host: nothing comes from anywhere else, nothing goes there."""
    plain = host if all(sign.isalnum() or sign in ".:-[]" for sign in host) else ""
    return POLICY.format(sockets=f"ws://{plain} wss://{plain}" if plain else "")


def in_words(error: Exception) -> bool:
    """Tell of a mistake of the program's own in words; the server's log holds the rest."""
    import streamlit as st

    logging.getLogger(__name__).error("a page failed", exc_info=error)
    st.error(
        "This page failed, and that is the program's mistake, not yours. What you stored is safe. "
        "Go to another page or reload; the server's log says what happened.",
        icon=":material/error:",
    )
    return True


@asynccontextmanager
async def warming(app: object) -> AsyncIterator[dict[str, Any]]:
    """Load what every visitor will want, beside the first answers."""
    threading.Thread(target=_warm, name="hadr-warming", daemon=True).start()
    yield {}


def _warm() -> None:
    for name in HEAVY:
        import_module(name)


OPTIONS: Mapping[str, Any] = {
    "middleware": (Middleware(Guard), Middleware(Rooted)),
    "lifespan": warming,
    "on_script_error": in_words,
}
"""What ``st.App`` gets beside the script."""


def _marked(cookie: str) -> bool:
    try:
        return MARK in SimpleCookie(cookie)
    except CookieError:
        return False
