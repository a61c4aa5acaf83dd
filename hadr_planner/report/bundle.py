"""Many taskings in one archive, a folder for each reader."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario

from .exports import handout
from .exports.zip import packed
from .taskings import Tasking, readers, tasking
from .taskings.file_name import file_stem

USUAL = ("html", "xlsx", "ics", "geojson")
Watch = Callable[[int], None]


def everybody(scenario: Scenario, plan: Plan) -> tuple[Tasking, ...]:
    """Tasking of every reader who has any line."""
    found = (tasking(scenario, plan, reader) for reader in readers(scenario))
    return tuple(one for one in found if one.tasks)


def bundle(taskings: Sequence[Tasking], suffixes: Sequence[str] = USUAL, watch: Watch | None = None) -> bytes:
    """Archive of taskings, each in several formats; ``watch`` is told how many are done."""
    return packed(_files(taskings, suffixes, watch or (lambda done: None)))


def _files(taskings: Sequence[Tasking], suffixes: Sequence[str], watch: Watch) -> Iterator[tuple[str, bytes]]:
    for done, one in enumerate(taskings, 1):
        stem = file_stem(one.reader)
        for suffix in suffixes:
            yield f"{stem}/{stem}.{suffix}", handout(one, suffix)
        watch(done)
