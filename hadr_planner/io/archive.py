"""The files of a zip, read with care: no path tricks, no links, no bombs."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Mapping

from .bundle import SIZES, wanted
from .caps import MEMBERS, WHOLE_BYTES
from .ledger import Ledger
from .nearest import shown

_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError, OverflowError)


def zip_members(file: str, content: bytes, ledger: Ledger) -> tuple[str, dict[str, bytes]]:
    """Name of the single top folder (or empty), and contents by file name."""
    entries = unpacked(file, content, ledger)
    folder = _top(entries)
    members: dict[str, bytes] = {}
    for path, inside in entries.items():
        name = path.removeprefix(f"{folder}/") if folder else path
        if path.startswith("__MACOSX/") or name.startswith("."):
            continue
        if "/" in name:
            ledger.add(file, f"{shown(path)} lies in a folder; wanted the files at the top, or in one folder")
        elif wanted(name, ledger):
            if len(inside) > SIZES[name]:
                ledger.add(name, f"is larger than {SIZES[name] / 1e6:g} MB")
            else:
                members[name] = inside
    return folder, members


def unpacked(file: str, content: bytes, ledger: Ledger) -> dict[str, bytes]:
    """Contents by path; sizes are counted while unpacking, whatever the entries claim."""
    entries: dict[str, bytes] = {}
    left = WHOLE_BYTES
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            listed = archive.infolist()
            if len(listed) > MEMBERS:
                ledger.add(file, f"holds {len(listed):,} entries; at most {MEMBERS} are read")
                return {}
            for entry in listed:
                wrong = _unsafe(entry) or (entry.filename in entries and "comes twice")
                if wrong:
                    ledger.add(file, f"{shown(entry.filename)} {wrong}")
                    continue
                if entry.is_dir():
                    continue
                with archive.open(entry) as packed:
                    inside = packed.read(left + 1)
                left -= len(inside)
                if left < 0:
                    ledger.add(file, f"unpacks to more than {WHOLE_BYTES // 1_000_000} MB")
                    return {}
                entries[entry.filename] = inside
    except _BROKEN as error:
        ledger.add(file, f"can't be read as a zip: {error}")
        return {}
    return entries


def _unsafe(entry: zipfile.ZipInfo) -> str | None:
    path = entry.filename
    if path.startswith("/") or ".." in path.split("/") or "\\" in path or ":" in path or "\0" in path:
        return "is not a plain relative path; refused"
    if stat.S_ISLNK(entry.external_attr >> 16):
        return "is a link; refused"
    if entry.flag_bits & 0x1:
        return "is encrypted; wanted a plain zip"
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return "is packed in an unusual way; wanted deflate"
    return None


def _top(entries: Mapping[str, bytes]) -> str:
    paths = [path for path in entries if not path.startswith("__MACOSX/")]
    tops = {path.partition("/")[0] for path in paths}
    return tops.pop() if len(tops) == 1 and all("/" in path for path in paths) else ""
