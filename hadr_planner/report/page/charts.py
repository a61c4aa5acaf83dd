"""Charts as SVG: coverage curves and tonnes by day."""

from __future__ import annotations

from collections.abc import Sequence

from hadr_planner.domain.scenario import Scenario
from hadr_planner.report.kpis import Kpis, SiteResult
from hadr_planner.report.wording import number, percent

from .markup import Markup, join, short, tag

WIDTH, HEIGHT = 520, 250
LEFT, RIGHT, TOP, BOTTOM = 44, 22, 10, 30
HIGHLIGHTED = 3


def curves(scenario: Scenario, kpis: Kpis) -> Markup:
    """Share of the whole horizon's need met by each hour: all sites thin, the worst ones and the total named."""
    edges_h = scenario.clock.edges_h
    in_need = [site for site in kpis.sites if site.site in kpis.in_need]
    if not in_need:
        return tag("p", "No site is in need inside the horizon.", class_="quiet")
    worst = sorted(in_need, key=lambda site: (site.share, -site.people))[:HIGHLIGHTED]
    total, due = (_mean(in_need, name) for name in ("curve", "due"))
    paths = [_path(edges_h, site.curve, "thin", site.name) for site in in_need if site not in worst]
    paths += [_path(edges_h, due, "due", "fallen due, all sites")]
    paths += [_path(edges_h, site.curve, f"worst w{i}", site.name) for i, site in enumerate(worst)]
    paths += [_path(edges_h, total, "total", "all sites")]
    names = [("total", "All sites", total[-1]), *((f"w{i}", s.name, s.share) for i, s in enumerate(worst))]
    keys = [_key(kind, f"{short(name, 26)} {percent(share)}") for kind, name, share in names]
    keys.append(_key("due", "need fallen due"))
    if len(in_need) > len(worst):
        keys.append(_key("thin", "other sites"))
    drawing = tag(
        "svg",
        _axes(edges_h),
        *paths,
        _now(),
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        role="img",
        aria_label="Share of need met over time",
        class_="chart",
    )
    return join(drawing, tag("div", *keys, class_="keys"))


def _mean(sites: Sequence[SiteResult], name: str) -> tuple[float, ...]:
    people = [site.people or 1.0 for site in sites]
    columns = zip(*(getattr(site, name) for site in sites), strict=True)
    return tuple(sum(p * v for p, v in zip(people, column, strict=True)) / sum(people) for column in columns)


def _x(hour: float, horizon_h: float) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * hour / horizon_h


def _y(share: float) -> float:
    return TOP + (HEIGHT - TOP - BOTTOM) * (1 - share)


def _path(edges_h: Sequence[float], shares: Sequence[float], kind: str, name: str) -> Markup:
    points = (f"{_x(h, edges_h[-1]):.1f},{_y(s):.1f}" for h, s in zip(edges_h, shares, strict=True))
    return tag("path", tag("title", f"{name}: {percent(shares[-1])}"), d="M" + "L".join(points), class_=f"curve {kind}")


def _axes(edges_h: Sequence[float]) -> Markup:
    horizon_h = edges_h[-1]
    parts = []
    for share in (0, 0.25, 0.5, 0.75, 1):
        y = _y(share)
        parts.append(tag("line", x1=LEFT, x2=WIDTH - RIGHT, y1=y, y2=y, class_="gridline"))
        parts.append(tag("text", f"{share * 100:.0f} %", x=LEFT - 6, y=y + 4, text_anchor="end"))
    for hour in hours(horizon_h):
        x = _x(hour, horizon_h)
        parts.append(tag("line", x1=f"{x:.1f}", x2=f"{x:.1f}", y1=TOP, y2=HEIGHT - BOTTOM, class_="gridline"))
        parts.append(tag("text", f"H+{hour}", x=f"{x:.1f}", y=HEIGHT - 10, text_anchor="middle"))
    return join(*parts)


def hours(horizon_h: float) -> range:
    """Whole hours to label on an axis: six to eight of them."""
    steps = (6, 12, 24, 48, 72, 120, 168)
    step = next((s for s in steps if horizon_h / s <= 8), 240)
    return range(0, int(horizon_h) + 1, step)


def _now() -> Markup:
    return tag("line", x1=LEFT, x2=LEFT, y1=TOP, y2=HEIGHT - BOTTOM, class_="now", data_span=WIDTH - LEFT - RIGHT)


def _key(kind: str, words: str) -> Markup:
    line = tag("svg", tag("path", d="M0 5H22", class_=f"curve {kind}"), width=22, height=10, aria_hidden="true")
    return tag("span", line, words, class_="key")


def days(kpis: Kpis) -> Markup:
    """Tonnes handed over by day, as bars."""
    tonnes = kpis.handed_over_t
    most = max(tonnes, default=0.0)
    if most <= 0:
        return tag("p", "Nothing is handed over.", class_="quiet")
    wide = (WIDTH - LEFT - RIGHT) / len(tonnes)
    parts = []
    for day, value in enumerate(tonnes):
        height = (HEIGHT - TOP - BOTTOM - 16) * value / most
        x, y = LEFT + wide * day + wide * 0.14, HEIGHT - BOTTOM - height
        parts.append(
            tag(
                "rect",
                x=f"{x:.1f}",
                y=f"{y:.1f}",
                width=f"{wide * 0.72:.1f}",
                height=f"{height:.1f}",
                rx=2,
                class_="column",
            )
        )
        middle = f"{x + wide * 0.36:.1f}"
        if len(tonnes) <= 14:
            parts.append(tag("text", number(value), x=middle, y=f"{y - 5:.1f}", text_anchor="middle", class_="strong"))
        if len(tonnes) <= 14 or day % 2 == 0:
            parts.append(tag("text", f"D+{day}", x=middle, y=HEIGHT - 10, text_anchor="middle"))
    base = tag("line", x1=LEFT, x2=WIDTH - RIGHT, y1=HEIGHT - BOTTOM, y2=HEIGHT - BOTTOM, class_="axis")
    return tag(
        "svg",
        base,
        *parts,
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        role="img",
        aria_label="Tonnes handed over by day",
        class_="chart",
    )
