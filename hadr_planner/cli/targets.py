"""Files to be written, tried before the work begins."""

from __future__ import annotations

import os
from pathlib import Path

from hadr_planner.errors import HadrError


def writable(path: str, suffix: str = "") -> Path:
    """Path at which a file can be written.

    Raises
    ------
    HadrError
        Where it is a folder, lies in a place that can't be written to, or ends otherwise than it should.
    """
    target = Path(path)
    if suffix and target.suffix.lower() != suffix:
        raise HadrError(f"{path}: wanted a name that ends in {suffix}")
    if target.is_dir():
        raise HadrError(f"{path}: is a folder; wanted a file")
    folder = next(parent for parent in target.absolute().parents if parent.exists())
    if not (folder.is_dir() and os.access(folder, os.W_OK)):
        raise HadrError(f"{path}: can't be written: {folder} is no folder that may be written to")
    return target
