"""Everybody's tasking in one archive, a folder for each reader."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario

from .exports import handout
from .exports.zip import packed
from .taskings import Reader, readers, tasking
from .taskings.file_name import file_stem

USUAL = ("html", "xlsx", "ics", "geojson")


def bundle(
    scenario: Scenario,
    plan: Plan,
    suffixes: Sequence[str] = USUAL,
    watch: Callable[[Reader, int, int], None] | None = None,
) -> bytes:
    """Archive with the tasking of every reader who has any line.

    Parameters
    ----------
    scenario, plan
        What was known, and what is to be done.
    suffixes
        Formats in which each tasking is written.
    watch
        Told whose turn it is, how many came before, and how many there are.
    """
    return packed(_files(scenario, plan, suffixes, watch))


def _files(
    scenario: Scenario,
    plan: Plan,
    suffixes: Sequence[str],
    watch: Callable[[Reader, int, int], None] | None,
) -> Iterator[tuple[str, bytes]]:
    everybody = readers(scenario)
    for done, reader in enumerate(everybody):
        if watch:
            watch(reader, done, len(everybody))
        given = tasking(scenario, plan, reader)
        for suffix in suffixes if given.tasks else ():
            stem = file_stem(reader)
            yield f"{stem}/{stem}.{suffix}", handout(given, suffix)
