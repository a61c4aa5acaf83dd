"""One reader's tasking as a page to be read, printed and signed: no script, no network, no other file."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from datetime import datetime
from importlib.resources import files

from hadr_planner.domain.plan import Directive
from hadr_planner.report.taskings.edition import edition
from hadr_planner.report.taskings.noun import Task, Tasking
from hadr_planner.report.taskings.reader import ReaderKind
from hadr_planner.report.wording import h_plus
from hadr_planner.report.wording import number as figure

from .chart_map import chart_map
from .grid import grid
from .markup import Markup, join, short, tag

ANSWER = "☐ yes ☐ limits ☐ no".replace(" ", "\u00a0")
Group = tuple[Directive | None, str, str]
GROUPS: tuple[Group, ...] = (
    (Directive.ORDER, "Orders", "To be carried out."),
    (Directive.REQUEST, "Requests", "Nothing happens until the one named says yes."),
    (Directive.PROPOSAL, "Proposals", "Put to the host; nothing happens until the one named says yes."),
    (None, "For information", "Where goods and units change hands with others, as far as this reader needs to know."),
)
SITE_GROUPS: tuple[Group, ...] = (
    (Directive.ORDER, "Ordered", "To be expected."),
    (Directive.REQUEST, "Requested", "Comes only if whoever was asked says yes."),
    (Directive.PROPOSAL, "Proposed", "Comes only if the host says yes."),
)
"""Nothing is asked of a site: its groups say how firm it is that something comes."""


def groups(tasking: Tasking) -> tuple[Group, ...]:
    """Directives in the order in which they are shown, each with a title and a note."""
    return SITE_GROUPS if tasking.reader.kind is ReaderKind.SITE else GROUPS


def counts(tasking: Tasking) -> list[tuple[str, int]]:
    """How many lines each group has, by its title."""
    return [(title, len([t for t in tasking.tasks if t.directive is one])) for one, title, _ in groups(tasking)]


def handout_page(tasking: Tasking) -> str:
    """Write the whole page."""
    number = edition(tasking)
    style = files("hadr_planner.report").joinpath("assets", "handout.css").read_text("utf-8")
    body = tag(
        "body",
        _header(tasking, number),
        _map(tasking),
        *_groups(tasking),
        _stops(tasking),
        _assets(tasking),
        _limits(tasking),
        _receipt(tasking, number),
        tag("footer", f"{tasking.scenario} · edition {number} · for {tasking.name} only. ", _credit(tasking)),
    )
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=_policy(style)),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light"),
        tag("title", short(f"Tasking for {tasking.name}: {tasking.title}", 120)),
        tag("style", Markup(style)),
    )
    return f"<!doctype html>\n{tag('html', head, body, lang='en')}\n"


def _policy(style: str) -> str:
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _credit(tasking: Tasking) -> str:
    return "Map: Natural Earth, public domain; borders are de-facto lines and take no side." if tasking.spots else ""


def _date(when: datetime) -> str:
    return f"{when.day} {when:%b %H:%M}"


def _header(tasking: Tasking, number: str) -> Markup:
    chips = [tag("span", f"{count} {title.lower()}", class_="chip") for title, count in counts(tasking) if count]
    start = tasking.start
    line = f"{tasking.title} · H+0 is {start.day} {start:%B %Y %H:%M} ({start.tzname()}); all times in that zone"
    return tag(
        "header",
        tag("p", f"Tasking · {tasking.reader.kind} · edition {number}", class_="over"),
        tag("h1", tasking.name),
        tag("p", line),
        tag("p", *chips, class_="chips") if chips else tag("p", "Nothing is asked of this reader."),
    )


def _map(tasking: Tasking) -> Markup:
    drawn = chart_map(tasking)
    used = dict.fromkeys(stretch.mode for stretch in tasking.stretches)
    keys = [tag("span", tasking.modes[mode], class_=f"key {mode}") for mode in used]
    return tag("figure", drawn, tag("figcaption", *keys)) if drawn else Markup("")


def _groups(tasking: Tasking) -> Iterator[Markup]:
    asked = () if tasking.reader.kind is ReaderKind.SITE else (Directive.REQUEST, Directive.PROPOSAL)
    for directive, title, note in groups(tasking):
        rows = [
            _row(tasking, line, task, answered=directive in asked)
            for line, task in enumerate(tasking.tasks, 1)
            if task.directive is directive
        ]
        if rows:
            heads = ["Line", "From", "Until", "What", "Who", "Where", "Load or work", "t", "By"]
            heads += ["Answer"] if directive in asked else []
            yield tag("section", tag("h2", title), tag("p", note, class_="note"), grid(heads, rows, (0, 7)))


def _row(tasking: Tasking, line: int, task: Task, *, answered: bool) -> list[str]:
    where = f"{task.place} → {task.to}" if task.to and task.to != task.place else task.place
    cells = [
        str(line),
        _time(tasking, task.from_h),
        _time(tasking, task.until_h),
        f"{task.kind} {task.sortie}".strip(),
        task.who,
        where,
        task.what,
        figure(task.tonnes, 1) if task.tonnes else "",
        task.mode,
    ]
    return [*cells, join(task.ask, tag("br"), ANSWER)] if answered else cells


def _time(tasking: Tasking, hour: float) -> Markup:
    return join(_date(tasking.when(hour)), tag("small", f" {h_plus(hour)}"))


def _stops(tasking: Tasking) -> Markup:
    rows = [
        [
            call.sortie,
            str(call.stop),
            call.place,
            _time(tasking, call.on_block_h),
            _time(tasking, call.off_block_h),
            f"{call.action} {call.item}".strip(),
            "" if call.tonnes is None else figure(call.tonnes, 1),
        ]
        for call in tasking.calls
    ]
    heads = ("Sortie", "Stop", "Place", "On block", "Off block", "Load or unload", "t")
    return tag("section", tag("h2", "Stops"), grid(heads, rows, (1, 6))) if rows else Markup("")


def _assets(tasking: Tasking) -> Markup:
    rows = [
        [pool.name, pool.type, str(pool.tails), str(pool.sorties) if pool.sorties else "none", figure(pool.under_way_h)]
        for pool in tasking.pools
    ]
    heads = ("Asset", "Type", "Tails", "Sorties", "Hours under way")
    return tag("section", tag("h2", "Assets"), grid(heads, rows, (2, 3, 4))) if rows else Markup("")


def _limits(tasking: Tasking) -> Markup:
    rows = [
        [limit.holder, limit.kind.replace("_", " "), limit.value, limit.strength, limit.held_by, limit.reason]
        for limit in tasking.limits
    ]
    heads = ("Holder", "Caveat", "Value", "Strength", "Held by", "Reason")
    note = tag("p", "The reader's own caveats, as the plan took them.", class_="note")
    return tag("section", tag("h2", "Caveats"), note, grid(heads, rows)) if rows else Markup("")


def _receipt(tasking: Tasking, number: str) -> Markup:
    fields = ("Received by (name and post)", "Date and time", "Signature", "Lines refused or limited, and why")
    lines = [tag("div", tag("span", field), class_="field") for field in fields]
    said = f"Edition {number} received for {tasking.name}."
    return tag("section", tag("h2", "Acknowledgement"), tag("p", said, class_="note"), *lines, class_="receipt")
