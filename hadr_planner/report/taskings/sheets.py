"""A tasking as tables, by the name of the sheet or file that holds each."""

from __future__ import annotations

from hadr_planner.report.tables import Row, stamp

from .edition import edition
from .noun import Call, Stretch, Task, Tasking
from .reader import ReaderKind

INFORMATION = "information"
TASK_COLUMNS = (
    "line",
    "kind",
    "directive",
    "ask",
    "from_h",
    "until_h",
    "from",
    "until",
    "who",
    "place",
    "to",
    "what",
    "tonnes",
    "mode",
    "other",
    "sortie",
)


def task_rows(tasking: Tasking) -> list[Row]:
    """Every line, in order of time, with ``TASK_COLUMNS``."""
    return [_task(tasking, number, task) for number, task in enumerate(tasking.tasks, 1)]


def _task(tasking: Tasking, number: int, task: Task) -> Row:
    return {
        "line": number,
        "kind": task.kind.value,
        "directive": task.directive.value if task.directive else INFORMATION,
        "ask": task.ask,
        "from_h": round(task.from_h, 3),
        "until_h": round(task.until_h, 3),
        "from": stamp(tasking.when(task.from_h)),
        "until": stamp(tasking.when(task.until_h)),
        "who": task.who,
        "place": task.place,
        "to": task.to,
        "what": task.what,
        "tonnes": task.tonnes,
        "mode": task.mode,
        "other": task.other,
        "sortie": task.sortie,
    }


def sheets(tasking: Tasking) -> dict[str, list[Row]]:
    """Every table by the title of its sheet; a site has no sorties, stops, legs, assets and caveats."""
    head = {"tasking": _head(tasking), "lines": task_rows(tasking)}
    spots: list[Row] = [
        {"place": spot.name, "kind": spot.kind, "lat": spot.lat, "lon": round((spot.lon + 180) % 360 - 180, 5)}
        for spot in tasking.spots
    ]
    if tasking.reader.kind is ReaderKind.SITE:
        return {**head, "places": spots}
    return {
        **head,
        "stops": [_call(tasking, call) for call in tasking.calls],
        "legs": [_stretch(tasking, stretch) for stretch in tasking.stretches],
        "places": spots,
        "assets": [
            {
                "asset": pool.name,
                "type": pool.type,
                "tails": pool.tails,
                "sorties": pool.sorties,
                "under_way_h": pool.under_way_h,
            }
            for pool in tasking.pools
        ],
        "caveats": [
            {
                "holder": limit.holder,
                "kind": limit.kind,
                "value": limit.value,
                "strength": limit.strength,
                "held_by": limit.held_by,
                "reason": limit.reason,
            }
            for limit in tasking.limits
        ],
    }


def _head(tasking: Tasking) -> list[Row]:
    return [
        {"what": "for", "value": tasking.name},
        {"what": "operation", "value": tasking.title},
        {"what": "H+0", "value": stamp(tasking.start)},
        {"what": "edition", "value": edition(tasking)},
        {"what": "lines", "value": len(tasking.tasks)},
    ]


def _call(tasking: Tasking, call: Call) -> Row:
    return {
        "sortie": call.sortie,
        "stop": call.stop,
        "place": call.place,
        "on_block_h": round(call.on_block_h, 3),
        "off_block_h": round(call.off_block_h, 3),
        "on_block": stamp(tasking.when(call.on_block_h)),
        "off_block": stamp(tasking.when(call.off_block_h)),
        "action": call.action,
        "item": call.item,
        "tonnes": call.tonnes,
    }


def _stretch(tasking: Tasking, stretch: Stretch) -> Row:
    return {
        "sortie": stretch.sortie,
        "who": stretch.who,
        "mode": stretch.mode,
        "from": stretch.place,
        "to": stretch.to,
        "depart_h": round(stretch.depart_h, 3),
        "arrive_h": round(stretch.arrive_h, 3),
        "depart": stamp(tasking.when(stretch.depart_h)),
        "arrive": stamp(tasking.when(stretch.arrive_h)),
        "tonnes": stretch.tonnes,
        "load": stretch.load,
    }
