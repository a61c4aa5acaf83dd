"""iCalendar (RFC 5545): an event for each sortie, drive, stay and other line, in UTC.

Orders are confirmed events; requests and proposals are tentative until somebody says yes.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from hadr_planner.domain.plan import Directive, Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.report import tables
from hadr_planner.report.taskings import Tasking
from hadr_planner.report.taskings.noun import Task
from hadr_planner.report.wording import clean, node_name

if TYPE_CHECKING:
    from icalendar import Event

MAKER = "-//hadr_planner//plan//EN"
SHORTEST = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One event.

    Parameters
    ----------
    key
        What it is known by, from one edition to the next.
    """

    key: str
    start: datetime
    end: datetime
    summary: str
    place: str
    notes: str
    category: str
    directive: Directive | None
    at: tuple[float, float] | None = None


def render(scenario: Scenario, plan: Plan) -> bytes:
    """Write every sortie, drive and stay."""
    entries = [*_sorties(scenario, plan), *_drives(scenario, plan), *_stays(scenario, plan)]
    return _written(clean(scenario.title), scenario.id, scenario.start, entries)


def render_tasking(tasking: Tasking) -> bytes:
    """Write every line of one reader."""
    where = {spot.node: (spot.lat, (spot.lon + 180) % 360 - 180) for spot in tasking.spots}
    entries = [_entry(tasking, task, where.get(task.node)) for task in tasking.tasks]
    title = f"{tasking.title}: {tasking.name}"
    return _written(title, f"{tasking.scenario}/{tasking.reader}", tasking.start, entries)


def _entry(tasking: Tasking, task: Task, at: tuple[float, float] | None) -> Entry:
    said = f"{task.directive} ({task.ask} must say yes)" if task.ask else str(task.directive or "for information")
    notes = [
        said,
        f"to {task.to}" if task.to else "",
        f"{task.tonnes:g} t" if task.tonnes else "",
        task.mode,
        task.sortie,
    ]
    return Entry(
        key=f"{task.kind}/{task.sortie or task.what}/{task.who}/{task.node}/{task.from_h:g}",
        start=tasking.when(task.from_h),
        end=tasking.when(task.until_h),
        summary=f"{task.who}: {task.what}" if task.who else task.what,
        place=task.place,
        notes="\n".join(note for note in notes if note),
        category=task.kind.value,
        directive=task.directive,
        at=at,
    )


def _sorties(scenario: Scenario, plan: Plan) -> Iterator[Entry]:
    starts = {sortie.id: sortie for sortie in plan.sorties}
    for row in tables.sorties(scenario, plan):
        sortie = starts[str(row["sortie"])]
        yes = f" ({row['ask']} must say yes)" if row["ask"] else ""
        yield Entry(
            key=sortie.id,
            start=scenario.when(sortie.start_h),
            end=scenario.when(sortie.end_h),
            summary=f"{row['asset']} #{row['tail']}: {row['from']} - {row['to']}",
            place=str(row["from"]),
            notes=f"{row['directive']}{yes}\n{row['nation']}\n{row['load'] or 'empty'}",
            category="sortie",
            directive=sortie.directive,
        )


def _drives(scenario: Scenario, plan: Plan) -> Iterator[Entry]:
    for drive in plan.drives:
        yield Entry(
            key=f"drive/{drive.unit}/{drive.start_h:g}",
            start=scenario.when(drive.start_h),
            end=scenario.when(drive.end_h),
            summary=f"{clean(scenario.units[drive.unit].name)} drives to {node_name(scenario, drive.to)}",
            place=node_name(scenario, drive.from_),
            notes="",
            category="drive",
            directive=None,
        )


def _stays(scenario: Scenario, plan: Plan) -> Iterator[Entry]:
    for stay in plan.stays:
        yield Entry(
            key=f"stay/{stay.unit}/{stay.node}/{stay.from_h:g}",
            start=scenario.when(stay.from_h),
            end=scenario.when(stay.until_h),
            summary=f"{clean(scenario.units[stay.unit].name)} works",
            place=node_name(scenario, stay.node),
            notes=stay.directive.value,
            category="stay",
            directive=stay.directive,
        )


def _written(title: str, whose: str, dated: datetime, entries: Iterable[Entry]) -> bytes:
    from icalendar import Calendar

    calendar = Calendar()
    for name, value in (("prodid", MAKER), ("version", "2.0"), ("x-wr-calname", title)):
        calendar.add(name, value)
    seen: Counter[str] = Counter()
    for entry in entries:
        seen[entry.key] += 1
        calendar.add_component(_event(entry, f"{whose}/{entry.key}/{seen[entry.key]}", dated))
    return bytes(calendar.to_ical())


def _event(entry: Entry, key: str, dated: datetime) -> Event:
    from icalendar import Event as Component

    event = Component()
    event.add("uid", f"{hashlib.sha256(key.encode()).hexdigest()[:32]}@hadr-planner")
    event.add("dtstamp", dated.astimezone(UTC))
    event.add("dtstart", entry.start.astimezone(UTC))
    event.add("dtend", max(entry.end, entry.start + SHORTEST).astimezone(UTC))
    event.add("summary", entry.summary)
    event.add("location", entry.place)
    event.add("description", entry.notes)
    event.add("categories", [entry.category])
    event.add("status", "TENTATIVE" if entry.directive in (Directive.REQUEST, Directive.PROPOSAL) else "CONFIRMED")
    if entry.at:
        event.add("geo", entry.at)
    return event
