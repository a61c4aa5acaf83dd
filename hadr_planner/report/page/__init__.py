"""The report as one page that needs nothing else: no server, no network, no other file."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from importlib.resources import files

from hadr_planner.domain.limit import LimitCurve
from hadr_planner.domain.plan import Plan, Status
from hadr_planner.domain.scenario import Scenario
from hadr_planner.report import measures, tables
from hadr_planner.report.headlines import headlines
from hadr_planner.report.kpis import Kpis, Tally
from hadr_planner.report.wording import (
    STATUSES,
    amount,
    bound,
    gap,
    h_plus,
    item_name,
    node_name,
    number,
    owner_name,
    percent,
)

from . import charts
from .gantt import gantt
from .grid import bar, card, grid, rest
from .limits import binding, limits
from .markup import Markup, embedded, join, short, tag
from .theatre import theatre

MOST_SORTIES = 300
MOST_UNMET = 100
GRADES = {Status.OPTIMAL: "good", Status.FEASIBLE: "fair", Status.STOPPED: "fair", Status.NO_PLAN: "poor"}


def page(scenario: Scenario, plan: Plan, kpis: Kpis, limit: LimitCurve | None = None) -> str:
    """Write the whole page; with a limit curve, what the plan hands over is drawn below it."""
    scripts = [_asset("leaflet.js"), _asset("page.js")]
    body = tag(
        "body",
        _header(scenario, plan),
        _tiles(scenario, plan, kpis),
        tag("main", *_sections(scenario, plan, kpis, limit)),
        _footer(scenario, plan),
        tag("script", embedded(theatre(scenario, plan, kpis)), type="application/json", id="theatre"),
        *(tag("script", Markup(script)) for script in scripts),
    )
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=_policy(scripts)),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("title", short(scenario.title, 120)),
        tag("style", Markup(_asset("leaflet.css") + _asset("page.css"))),
    )
    return f"<!doctype html>\n{tag('html', head, body, lang='en')}\n"


def _asset(name: str) -> str:
    return files("hadr_planner.report").joinpath("assets", name).read_text("utf-8")


def _policy(scripts: list[str]) -> str:
    digests = (base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts)
    allowed = " ".join(f"'sha256-{digest}'" for digest in digests)
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src data:;"
        " base-uri 'none'; form-action 'none'"
    )


def _header(scenario: Scenario, plan: Plan) -> Markup:
    days = number(scenario.clock.horizon_h / 24)
    end = scenario.start + timedelta(hours=scenario.clock.horizon_h)
    chips = [
        tag("span", STATUSES[plan.status], class_=f"chip {GRADES[plan.status]}"),
        tag(
            "span",
            f"Value {number(plan.value)} person-days of need met · bound {bound(plan)}",
            class_="chip",
            title="weighted by the aims; no plan that obeys the rules is above the bound",
        ),
        tag("span", f"Gap {gap(plan)}", class_="chip", title="share by which some plan could still be better"),
        tag("span", f"{days} days · {h_plus(scenario.clock.horizon_h)}", class_="chip"),
    ]
    hazard = f"{scenario.hazard.capitalize()} · " if scenario.hazard else ""
    nations = len({asset.owner for asset in scenario.assets.values()})
    line = (
        f"{hazard}host {scenario.host} · {_date(scenario.start)} to {_date(end)}"
        f" ({scenario.start.tzname()}) · {len(scenario.sites)} sites · {nations} nations and agencies"
    )
    why = tag("p", plan.why, class_="why") if plan.why else ""
    return tag("header", tag("h1", scenario.title), tag("div", *chips, class_="chips"), tag("p", line), why)


def _date(when: datetime) -> str:
    return f"{when.day} {when:%B %Y %H:%M}"


def _tiles(scenario: Scenario, plan: Plan, kpis: Kpis) -> Markup:
    tiles = [
        tag(
            "div",
            tag("span", figure.title, class_="label"),
            tag("strong", figure.text),
            tag("span", figure.note, class_="hint"),
            class_="tile",
        )
        for figure in headlines(scenario, plan, kpis)
    ]
    return tag("div", *tiles, class_="tiles", style=f"--tiles:{len(tiles)};--half:{-(-len(tiles) // 2)}")


def _sections(scenario: Scenario, plan: Plan, kpis: Kpis, limit: LimitCurve | None) -> Iterator[Markup]:
    yield _map()
    yield tag(
        "div",
        card("Need met over time", charts.curves(scenario, kpis), note="share of the whole horizon's need"),
        card("Handed over by day", charts.days(kpis), note="tonnes"),
        class_="side",
    )
    if limit is not None:
        note = "tonnes by each hour; no plan that obeys the rules is above the limit"
        yield card("Handed over against the limit", limits(scenario, plan, limit), note=note, class_="half")
        yield card("What holds the limit down", binding(scenario, limit), note="share of the limit", class_="half")
    yield card("Sites", _sites(kpis), note="least served first", class_="half")
    yield card("Left unmet", _unmet(scenario, kpis), note="most people first", class_="half")
    yield card("Schedule", gantt(scenario, plan), class_="full")
    yield card("Nations and agencies", _effort(scenario, kpis.nations, nation=True), class_="half")
    yield card("Platform types", _effort(scenario, kpis.types, nation=False), class_="half")
    yield card("Airfields and ports", _capacity(scenario, kpis), class_="half")
    yield card("Units", _units(scenario, plan), class_="half")
    yield card("Sorties", _sorties(scenario, plan), class_="full")
    yield card("Assumptions and sources", _assumptions(scenario), class_="full")


def _map() -> Markup:
    player = tag(
        "div",
        tag("button", "▶", type="button", id="play", aria_label="Play the plan"),
        tag("input", type="range", id="clock", min="0", max="1", step="any", value="1", aria_label="Hour of the plan"),
        tag("output", "", id="hour"),
        class_="player",
    )
    legend = tag("div", "", id="legend", class_="legend")
    quiet = tag("noscript", tag("p", "The map needs scripts; everything else on this page does not.", class_="quiet"))
    drawing = tag("div", id="map", role="application", aria_label="Map of the plan")
    return card("Map", drawing, legend, player, quiet, class_="map")


def _sites(kpis: Kpis) -> Markup:
    ordered = sorted(kpis.sites, key=lambda site: (site.share, -site.people, site.site))
    rows = [
        (
            tag("span", short(s.name, 60), title=s.name),
            number(s.people),
            number(s.needed_t),
            bar(s.share, percent(s.share)),
            h_plus(s.first_aid_h),
            number(s.person_hours / 24),
        )
        for s in ordered
    ]
    return grid(("Site", "People", "Need t", "Met", "First aid", "Person-days without"), rows, (1, 2, 4, 5))


def _unmet(scenario: Scenario, kpis: Kpis) -> Markup:
    rows = [
        (
            short(node_name(scenario, gap.site), 60),
            item_name(scenario, gap.item),
            amount(gap.left, gap.unit),
            amount(gap.needed, gap.unit),
            number(gap.people_without),
            bar(1 - gap.share_left, percent(1 - gap.share_left)),
        )
        for gap in kpis.unmet[:MOST_UNMET]
    ]
    table = grid(("Site", "Item", "Left", "Needed", "People without", "Met"), rows, (2, 3, 4))
    return join(table, rest(MOST_UNMET, len(kpis.unmet), "needs"))


def _effort(scenario: Scenario, tallies: tuple[Tally, ...], *, nation: bool) -> Markup:
    types = {asset.type.id: asset.type.name for asset in scenario.assets.values()}
    total = sum(tally.lifted_t for tally in tallies) or 1.0
    rows = [
        (
            short(owner_name(scenario, t.key) if nation else types.get(t.key, t.key), 60),
            number(t.sorties),
            number(t.under_way_h),
            number(t.lifted_t),
            percent(t.lifted_t / total),
            number(t.units_t),
        )
        for t in tallies
    ]
    return grid(
        ("Who" if nation else "Type", "Sorties", "Hours under way", "Goods t", "Share", "Units t"), rows, range(1, 6)
    )


def _capacity(scenario: Scenario, kpis: Kpis) -> Markup:
    rows = []
    for row in measures.capacity_rows(scenario, kpis):
        share = row["share_used"]
        used = "not known" if share is None else bar_of_use(float(share))
        discharged = "–" if row["discharged_t"] is None else number(float(row["discharged_t"]))
        count = "not known" if row["number"] is None else str(row["number"])
        rows.append((short(str(row["place"]), 60), str(row["what"]), count, used, str(row["peak"]), discharged))
    return grid(("Place", "What", "Number", "Hours used", "Peak", "Discharged t"), rows, (2, 4, 5))


def bar_of_use(share: float) -> Markup:
    """A share of capacity as a neutral bar."""
    width = f"width:{min(share, 1.0) * 100:.1f}%"
    track = tag("span", tag("span", style=width, class_="fill use"), class_="track")
    return tag("span", track, tag("span", percent(share), class_="pct"), class_="bar")


def _units(scenario: Scenario, plan: Plan) -> Markup:
    rows = [
        (
            short(str(row["unit"]), 60),
            str(row["nation"]),
            short(str(row["at"]), 40),
            h_plus(stay.arrived_h),
            h_plus(stay.from_h),
            h_plus(stay.until_h),
        )
        for stay, row in zip(plan.stays, tables.stays(scenario, plan), strict=True)
    ]
    return grid(("Unit", "Nation", "At", "Arrived", "Works from", "Until"), rows, (3, 4, 5))


def _sorties(scenario: Scenario, plan: Plan) -> Markup:
    columns = ("sortie", "asset", "tail", "nation", "directive", "from", "to")
    rows = [
        (
            *(short(str(row[name]), 80) for name in columns),
            h_plus(float(row["start_h"] or 0)),
            h_plus(float(row["end_h"] or 0)),
            short(str(row["load"]), 120) or "empty",
        )
        for row in tables.sorties(scenario, plan)[:MOST_SORTIES]
    ]
    heads = ("No.", "Asset", "Tail", "Owner", "Directive", "From", "To", "Start", "End", "Load")
    return join(grid(heads, rows, (2, 7, 8)), rest(MOST_SORTIES, len(plan.sorties), "sorties"))


def _assumptions(scenario: Scenario) -> Markup:
    made = tag("ul", *(tag("li", sentence) for sentence in scenario.assumptions)) if scenario.assumptions else ""
    origins = _origins(scenario)
    counts = Counter(confidence for confidence, _ in origins)
    words = ", ".join(f"{count} {confidence}" for confidence, count in counts.most_common())
    sources = sorted({source for _, source in origins if source})
    return join(
        tag("p", f"Rows of the scenario by confidence: {words or 'none'}."),
        made,
        tag("details", tag("summary", f"{len(sources)} sources"), tag("ul", *(tag("li", s) for s in sources)))
        if sources
        else "",
    )


def _origins(scenario: Scenario) -> list[tuple[str, str]]:
    """Confidence and source of every row."""
    found = [(row.confidence.value, row.source) for row in scenario.sites.values()]
    found += [(row.confidence.value, row.source) for row in scenario.places.values()]
    found += [(row.confidence.value, row.source) for row in scenario.needs.values()]
    found += [(row.confidence.value, row.source) for row in scenario.supplies.values()]
    found += [(row.confidence.value, row.source) for row in scenario.assets.values()]
    found += [(row.confidence.value, row.source) for row in scenario.tracks.values()]
    return found + [(row.confidence.value, row.source) for row in scenario.units.values()]


def _footer(scenario: Scenario, plan: Plan) -> Markup:
    return tag(
        "footer",
        f"{plan.program} · scenario {scenario.id}, digest {plan.digest[:16]} · seed {plan.seed}. "
        "Map: Natural Earth, public domain; borders are de-facto lines and take no side. "
        "Drawn with Leaflet (BSD-2-Clause).",
    )
