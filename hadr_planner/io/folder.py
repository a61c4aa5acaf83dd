"""The files of a scenario folder, read with care."""

from __future__ import annotations

import stat
from pathlib import Path

from .bundle import SIZES, wanted
from .caps import MEMBERS, WHOLE_BYTES
from .ledger import Ledger


def folder_members(folder: Path, ledger: Ledger) -> dict[str, bytes]:
    """Contents by file name; links that lead out of the folder and oversized files are faults."""
    members: dict[str, bytes] = {}
    try:
        paths = sorted(path for path in folder.iterdir() if not path.is_dir())
    except OSError as error:
        ledger.add(folder.name, f"can't be read: {error.strerror}")
        return members
    if len(paths) > MEMBERS:
        ledger.add(folder.name, f"holds {len(paths):,} files; at most {MEMBERS} are read")
        return members
    for path in paths:
        if wanted(path.name, ledger):
            content = _read(path, folder, ledger)
            if content is not None:
                members[path.name] = content
    if sum(map(len, members.values())) > WHOLE_BYTES:
        ledger.add(folder.name, f"is larger than {WHOLE_BYTES // 1_000_000} MB")
    return members


def capped(path: Path, cap: int, ledger: Ledger) -> bytes | None:
    """Content of a regular file no larger than a cap; ``None`` with a fault otherwise."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            ledger.add(path.name, "is not a regular file")
            return None
        with path.open("rb") as file:
            content = file.read(cap + 1)
    except OSError as error:
        ledger.add(path.name, f"can't be read: {error.strerror}")
        return None
    if len(content) > cap:
        ledger.add(path.name, f"is larger than {cap / 1e6:g} MB")
        return None
    return content


def _read(path: Path, folder: Path, ledger: Ledger) -> bytes | None:
    if path.is_symlink() and not path.resolve().is_relative_to(folder.resolve()):
        ledger.add(path.name, "is a link that leads out of the folder; refused")
        return None
    return capped(path, SIZES[path.name], ledger)
