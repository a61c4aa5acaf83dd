"""Files made from a plan; the suffix of the file names the module here that writes it."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.errors import HadrError
from hadr_planner.io.atomic import write_atomically


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
    write_atomically(target, content)
    return target
