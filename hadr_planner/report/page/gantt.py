"""The schedule by tail: a bar for each sortie, dark under way and light on the ground."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from hadr_planner.domain.catalogue import Mode
from hadr_planner.domain.plan import Plan, Sortie
from hadr_planner.domain.scenario import Scenario
from hadr_planner.report.wording import MODES, cargo, h_plus, local, node_name, zone

from .charts import hours
from .markup import Markup, join, short, tag

WIDTH, LEFT, RIGHT, TOP, ROW = 1400, 216, 40, 26, 20
MOST_TAILS = 120


def gantt(scenario: Scenario, plan: Plan) -> Markup:
    """Draw the tails that lift most, grouped by mode."""
    tails: defaultdict[tuple[str, int], list[Sortie]] = defaultdict(list)
    for sortie in plan.sorties:
        tails[sortie.asset, sortie.tail].append(sortie)
    if not tails:
        return tag("p", "No asset moves.", class_="quiet")
    busiest = sorted(tails, key=lambda key: -sum(s.end_h - s.start_h for s in tails[key]))[:MOST_TAILS]
    order = list(Mode)
    rows = sorted(busiest, key=lambda key: (order.index(scenario.assets[key[0]].type.mode), key))
    height = TOP + ROW * len(rows) + 22
    bars = [_row(scenario, key, tails[key], i) for i, key in enumerate(rows)]
    drawing = tag(
        "svg",
        _axis(scenario, height),
        *bars,
        _now(height),
        viewBox=f"0 0 {WIDTH} {height}",
        role="img",
        aria_label="Schedule of every tail",
        class_="gantt",
    )
    return join(_legend(scenario, tails), tag("div", drawing, class_="scroll wide", tabindex="0"), _more(len(tails)))


def _x(scenario: Scenario, hour: float) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * min(hour / scenario.clock.horizon_h, 1.0)


def _row(scenario: Scenario, key: tuple[str, int], sorties: Sequence[Sortie], order: int) -> Markup:
    asset = scenario.assets[key[0]]
    y = TOP + ROW * order
    middle = y + ROW / 2
    name = f"{asset.name} #{key[1]}" if asset.count > 1 else asset.name
    label = tag("text", tag("title", name), short(name, 32), x=LEFT - 8, y=middle + 4, text_anchor="end")
    ground = " ".join(_stroke(scenario, s.start_h, s.end_h, middle) for s in sorties)
    legs = ((a.off_block_h, b.on_block_h) for s in sorties for a, b in zip(s.stops, s.stops[1:], strict=False))
    moving = " ".join(_stroke(scenario, start_h, end_h, middle) for start_h, end_h in legs)
    kind = asset.type.mode.value
    hits = [_hit(scenario, sortie, y) for sortie in sorties]
    return tag(
        "g",
        label,
        tag("path", d=ground, class_=f"ground {kind}"),
        tag("path", d=moving, class_=f"moving {kind}") if moving else "",
        *hits,
    )


def _stroke(scenario: Scenario, start_h: float, end_h: float, y: float) -> str:
    return f"M{_x(scenario, start_h):.1f} {y:g}H{_x(scenario, end_h):.1f}"


def _hit(scenario: Scenario, sortie: Sortie, y: float) -> Markup:
    way = " → ".join(short(node_name(scenario, stop.node), 40) for stop in sortie.stops)
    load = cargo(scenario, {item: t for stop in sortie.stops for item, t in stop.loads.items()})
    words = f"{sortie.id}: {way}, {h_plus(sortie.start_h)} to {h_plus(sortie.end_h)}. {short(load, 160) or 'Empty'}"
    start = _x(scenario, sortie.start_h)
    width = max(_x(scenario, sortie.end_h) - start, 1.0)
    return tag("rect", tag("title", words), x=f"{start:.1f}", y=y, width=f"{width:.1f}", height=ROW, class_="hit")


def _axis(scenario: Scenario, height: int) -> Markup:
    horizon_h = scenario.clock.horizon_h
    ends = {TOP - 11: f"local ({zone(scenario.start)})", height - 6: "hours after start"}
    parts = [tag("text", words, x=LEFT - 42, y=y, text_anchor="end") for y, words in ends.items()]
    for hour in hours(horizon_h):
        x = f"{_x(scenario, hour):.1f}"
        parts.append(tag("line", x1=x, x2=x, y1=TOP - 4, y2=height - 20, class_="gridline"))
        parts.append(tag("text", local(scenario.when(hour)), x=x, y=TOP - 11, text_anchor="middle"))
        parts.append(tag("text", f"H+{hour}", x=x, y=height - 6, text_anchor="middle"))
    return join(*parts)


def _now(height: int) -> Markup:
    return tag("line", x1=LEFT, x2=LEFT, y1=TOP - 4, y2=height - 20, class_="now", data_span=WIDTH - LEFT - RIGHT)


def _legend(scenario: Scenario, tails: Mapping[tuple[str, int], object]) -> Markup:
    used = {scenario.assets[asset].type.mode for asset, _ in tails}
    keys = [
        tag("span", tag("i", class_=f"swatch {mode.value}"), name, class_="key")
        for mode, name in MODES.items()
        if mode in used
    ]
    return tag(
        "div",
        *keys,
        tag("span", "dark: under way · light: loading, unloading, turning", class_="key quiet"),
        class_="keys",
    )


def _more(count: int) -> Markup:
    if count <= MOST_TAILS:
        return Markup("")
    return tag("p", f"The {MOST_TAILS} busiest of {count} tails.", class_="quiet")
