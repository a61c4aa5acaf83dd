"""Serves the desk, bound to one address and with safe settings, wherever it is started from."""

from __future__ import annotations

import ipaddress
import logging
from typing import Any

UPLOAD_MB = 25
LOOK: dict[str, str | int | bool] = {
    "theme.light.primaryColor": "#0b63a8",
    "theme.light.backgroundColor": "#ffffff",
    "theme.light.secondaryBackgroundColor": "#f3f6f8",
    "theme.light.textColor": "#17222e",
    "theme.light.borderColor": "#d3dbe2",
    "theme.light.showWidgetBorder": True,
    "theme.dark.primaryColor": "#2475b4",
    "theme.dark.backgroundColor": "#11181f",
    "theme.dark.secondaryBackgroundColor": "#1a232c",
    "theme.dark.textColor": "#e4ebf1",
    "theme.dark.borderColor": "#36424e",
    "theme.dark.showWidgetBorder": True,
    "theme.baseFontSize": 15,
    "theme.baseRadius": "0.4rem",
}


def settings(host: str, port: int) -> dict[str, Any]:
    """Streamlit's settings: no usage statistics, no look-up of addresses, no tracebacks, small uploads."""
    return {
        "server.address": host,
        "server.port": port,
        "server.headless": True,
        "server.allowedHosts": hosts(host),
        "server.maxUploadSize": UPLOAD_MB,
        "server.fileWatcherType": "none",
        "server.enableStaticServing": False,
        "server.enableXsrfProtection": True,
        "server.enableCORS": True,
        "browser.gatherUsageStats": False,
        "browser.serverAddress": host,
        "client.showErrorDetails": "none",
        "client.showErrorLinks": False,
        "client.toolbarMode": "viewer",
        "runner.magicEnabled": False,
        **LOOK,
    }


def hosts(host: str) -> list[str]:
    """Names under which the desk answers; any where it is bound to every address on purpose."""
    if host in ("0.0.0.0", "::"):
        return ["*"]
    return list(dict.fromkeys([host, "127.0.0.1", "localhost"])) if local(host) else [host]


def local(host: str) -> bool:
    """Whether only this machine can reach it."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def serve(host: str, port: int) -> None:
    """Serve until stopped."""
    import streamlit as st

    from .asgi import OPTIONS, ROUTER

    logging.getLogger("uvicorn.access").propagate = False
    st.App(ROUTER, **OPTIONS).run(config=settings(host, port))


def free(host: str, port: int) -> bool:
    """Whether this address can be listened on."""
    import socket

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((host, port))
        except OSError:
            return False
    return True
