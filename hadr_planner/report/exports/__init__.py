"""Files made from a plan or from a tasking; the suffix of the file names the module here that writes it."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType

from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.errors import HadrError
from hadr_planner.io.atomic import write_atomically
from hadr_planner.report.taskings import Tasking


def formats() -> tuple[str, ...]:
    """Suffixes that can be written, without the dot."""
    return tuple(sorted(module.name for module in iter_modules(__path__)))


def export(scenario: Scenario, plan: Plan, path: str | Path) -> Path:
    """Write a plan in the format that the path's suffix names.

    The file appears whole or not at all. An unknown suffix or an unwritable place is a ``HadrError``.
    """
    target = Path(path)
    content: bytes = _writer(target.name).render(scenario, plan)
    write_atomically(target, content)
    return target


def hand_out(tasking: Tasking, path: str | Path) -> Path:
    """Write what one reader is given; as ``export`` does, but from nothing but the tasking."""
    target = Path(path)
    write_atomically(target, handout(tasking, target.suffix))
    return target


def handout(tasking: Tasking, suffix: str) -> bytes:
    """A tasking in the format of a suffix."""
    writer = _writer(f"tasking.{suffix.removeprefix('.')}")
    if not hasattr(writer, "render_tasking"):
        raise HadrError(f"a tasking can't be written as {suffix!r}; choose another format")
    content: bytes = writer.render_tasking(tasking)
    return content


def _writer(name: str) -> ModuleType:
    suffix = Path(name).suffix.removeprefix(".").lower()
    if suffix not in formats():
        raise HadrError(f"can't export to {name!r}: wanted a file ending in .{', .'.join(formats())}")
    return import_module(f"{__name__}.{suffix}")
