"""Files made from a plan; the suffix of the file names the module here that writes it."""

from __future__ import annotations

import os
import tempfile
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.errors import HadrError


def formats() -> tuple[str, ...]:
    """Suffixes that can be written, without the dot."""
    return tuple(sorted(module.name for module in iter_modules(__path__)))


def export(scenario: Scenario, plan: Plan, path: str | Path) -> Path:
    """Write a plan in the format that the path's suffix names.

    The file appears whole or not at all. An unknown suffix or an unwritable place is a ``HadrError``.
    """
    target = Path(path)
    suffix = target.suffix.removeprefix(".").lower()
    if suffix not in formats():
        raise HadrError(f"can't export to {target.name!r}: wanted a file ending in .{', .'.join(formats())}")
    content: bytes = import_module(f"{__name__}.{suffix}").render(scenario, plan)
    _write(target, content)
    return target


def _write(target: Path, content: bytes) -> None:
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    except OSError as error:
        raise HadrError(f"can't write {target}: {error.strerror}") from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(name, 0o644)
        os.replace(name, target)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise HadrError(f"can't write {target}: {error.strerror}") from error
