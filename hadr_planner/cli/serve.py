"""``hadr serve``: the desk in a browser."""

from __future__ import annotations

import os
from typing import Annotated

import typer


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on; the default is reached from this machine only.")] = (
        "127.0.0.1"
    ),
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 8501,
    store: Annotated[
        str | None, typer.Option(metavar="URL", help="Store of scenarios and plans.  [default: this user's own]")
    ] = None,
) -> None:
    """Open the desk: plan, steer, compare and hand out in a browser; Ctrl-C ends it."""
    from hadr_planner.errors import HadrError
    from hadr_planner.ui.server import free, local
    from hadr_planner.ui.server import serve as run

    from .terminal import say

    if store:
        os.environ["HADR_STORE"] = store
    if not free(host, port):
        raise HadrError(f"{host}:{port} can't be listened on; it is taken or not this machine's: name another --port.")
    if not local(host):
        say(f"{host} can be reached from other machines: put it behind a proxy that encrypts and knows who is who.")
    say(f"The desk is at http://{host}:{port} - Ctrl-C ends it.")
    run(host, port)
