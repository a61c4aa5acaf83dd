"""Where the reference tables and the built-in scenarios lie: in the package, or beside it in a source tree."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]


def data_dir() -> Path:
    """Folder of the reference tables and maps."""
    return _installed_or_beside("data")


def scenarios_dir() -> Path:
    """Folder of the built-in scenarios."""
    return _installed_or_beside("scenarios")


def _installed_or_beside(name: str) -> Path:
    installed = PACKAGE / f"_{name}"
    return installed if installed.is_dir() else PACKAGE.parent / name
