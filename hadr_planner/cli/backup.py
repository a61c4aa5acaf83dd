"""``hadr backup``: the desk's store into one file, and back."""

from __future__ import annotations

from typing import Annotated

import typer


def backup(
    to: Annotated[str | None, typer.Option(metavar="FILE", help="Write a backup there.")] = None,
    from_: Annotated[str | None, typer.Option("--from", metavar="FILE", help="Fill an empty store from there.")] = None,
    store: Annotated[
        str | None,
        typer.Option(metavar="URL", help="Store's file or postgresql://...; else HADR_STORE, else the user's own."),
    ] = None,
) -> None:
    """Copy the desk's store into one file while others work, or fill an empty store from such a file."""
    if (to is None) == (from_ is None):
        raise typer.BadParameter("wanted either --to or --from")
    if to is not None:
        _write(to, store)
    else:
        _read(str(from_), store)


def _write(to: str, store: str | None) -> None:
    from hadr_planner.people import Person, Role
    from hadr_planner.store import open_store
    from hadr_planner.store.place import existing

    from .targets import writable
    from .terminal import say

    target = writable(to)
    with open_store(existing(store)) as opened:
        say(f"Written to {opened.as_(Person(_account(), Role.CONTROLLER)).backup(target)}")


def _account() -> str:
    from getpass import getuser

    try:
        return getuser()
    except (ImportError, KeyError, OSError):
        return "hadr backup"


def _read(backup: str, store: str | None) -> None:
    from hadr_planner.store import restore
    from hadr_planner.store.place import place, shown

    from .terminal import say

    count = restore(backup, store)
    say(f"{count:,} rows restored from {backup} to {shown(place(store))}")
