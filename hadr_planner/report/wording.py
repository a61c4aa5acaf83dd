"""How figures and names are put into words: hours, tonnes, people, shares, statuses."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from math import ceil, isfinite

from hadr_planner.domain.catalogue import Mode
from hadr_planner.domain.plan import Plan, Sortie, Status
from hadr_planner.domain.scenario import Scenario
from hadr_planner.io.nations import nation_names

MODES = {
    Mode.FIXED_WING: "Fixed wing",
    Mode.HELICOPTER: "Helicopter",
    Mode.SHIP: "Ship",
    Mode.LANDING_CRAFT: "Landing craft",
    Mode.TRUCK: "Truck",
}
STATUSES = {
    Status.OPTIMAL: "Optimal within the gap asked for",
    Status.FEASIBLE: "Feasible, gap not closed",
    Status.STOPPED: "Stopped early, feasible",
    Status.NO_PLAN: "No plan",
}
ROUNDING = 1e-9
UNIT_PREFIX = "unit:"
MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")


def clean(text: str) -> str:
    """Text without control and direction-changing characters, so that it can't disturb a terminal or a table."""
    if text.isprintable():
        return text
    return "".join(" " if unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp", "Cs") else c for c in text)


def neutral(value: str | float | int | None) -> str | float | int | None:
    """Value that no spreadsheet takes for a formula: a quote before ``= + - @`` at the start of a text."""
    if isinstance(value, str) and value.lstrip()[:1] in ("=", "+", "-", "@", "＝", "＋", "－", "＠"):
        return f"'{value}"
    return value


def h_plus(hour: float | None) -> str:
    """Hour after start as ``H+12`` or ``H+7:30``, and before it as ``H-1:20``."""
    if hour is None:
        return "never"
    hours, minutes = divmod(abs(round(hour * 60)), 60)
    return f"H{'-' if round(hour * 60) < 0 else '+'}{hours}" + (f":{minutes:02d}" if minutes else "")


def dtg(when: datetime) -> str:
    """Date-time group in Zulu, as tasking orders write it: ``081200ZNOV13``."""
    zulu = when.astimezone(UTC)
    return f"{zulu:%d%H%M}Z{MONTHS[zulu.month - 1]}{zulu:%y}"


def local(when: datetime) -> str:
    """Day and hour on the clock of the scenario's ``start``, as people on the ground read it: ``8 Nov 20:00``."""
    return f"{when.day} {MONTHS[when.month - 1].capitalize()} {when:%H:%M}"


def zone(when: datetime) -> str:
    """How far local time is ahead of Zulu: ``UTC+8``, ``UTC-3:30``."""
    minutes = round((when.utcoffset() or timedelta()).total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    ahead = f"{'-' if minutes < 0 else '+'}{hours}" + (f":{rest:02d}" if rest else "")
    return f"UTC{ahead if minutes else ''}"


def number(value: float, digits: int = 0) -> str:
    """A figure with thousands apart: digits are kept below ten, or as many as asked for."""
    if digits == 0 and 0 < abs(value) < 10 and abs(value - round(value)) > 0.05:
        digits = 1
    return f"{value:,.{digits}f}"


def large(value: float) -> str:
    """A figure in at most five signs: 12,345 becomes 12.3 k."""
    for limit, sign in ((1e9, "bn"), (1e6, "M"), (1e4, "k")):
        if abs(value) >= limit:
            scaled = value / (1e3 if sign == "k" else limit)
            return f"{scaled:,.1f} {sign}" if scaled < 100 else f"{scaled:,.0f} {sign}"
    return number(value)


def at_most(share: float) -> str:
    """A share as the next whole percent, for what is promised not to be exceeded."""
    return f"{ceil(share * 100 - ROUNDING):d} %"


def short_of_best(gap: float) -> str:
    """A gap as the desk tells it everywhere: never smaller than it is, and not at all where it says nothing."""
    return at_most(gap) if gap < 1 else "not proven"


def percent(share: float | None) -> str:
    """A share as whole percent; never 100 % or 0 % unless it is."""
    if share is None:
        return "not known"
    if 0 < share < 0.01:
        return "< 1 %"
    if 0.99 < share < 1:
        return "> 99 %"
    return f"{share * 100:.0f} %"


def gap(plan: Plan) -> str:
    """The proven gap as percent with two digits."""
    return f"{plan.gap * 100:.2f} %" if isfinite(plan.bound) else "not proven"


def bound(plan: Plan, digits: int = 0) -> str:
    """The bound, where one was proven."""
    return number(plan.bound, digits) if isfinite(plan.bound) else "not proven"


def amount(value: float, unit: str) -> str:
    """A quantity with its unit."""
    return f"{number(value)} {unit}"


def node_name(scenario: Scenario, id: str) -> str:
    """Name of a site, place, road or carrying asset; the id where it is none of them."""
    for table in (scenario.sites, scenario.places, scenario.assets):
        if id in table:
            return clean(table[id].name)
    return clean(id)


def owner_name(scenario: Scenario, id: str) -> str:
    """Name of an organisation, or the nation's code."""
    return clean(scenario.organisations[id].name) if id in scenario.organisations else clean(id)


def owner_title(scenario: Scenario, id: str) -> str:
    """Name of an organisation, or the nation's code and name: ``PHL · Philippines``."""
    return owner_name(scenario, id) if id in scenario.organisations else nation_title(id)


def nation_title(code: str) -> str:
    """A nation's code and name; the code alone where it is none that is known."""
    name = nation_names().get(code)
    return f"{code} · {name}" if name else clean(code)


def item_name(scenario: Scenario, id: str) -> str:
    """Name of an item or of a unit that rides."""
    if id.startswith(UNIT_PREFIX):
        unit = scenario.units.get(id.removeprefix(UNIT_PREFIX))
        return clean(unit.name if unit else id)
    item = scenario.catalogue.items.get(id)
    return clean(item.name if item else id)


def sortie_name(scenario: Scenario, sortie: Sortie) -> str:
    """What a sortie is called among people: by its asset, its tail and when it begins."""
    return f"{node_name(scenario, sortie.asset)} #{sortie.tail} (from {h_plus(sortie.start_h)})"


def cargo(scenario: Scenario, load: Mapping[str, float]) -> str:
    """A load in words: ``8 t Water, 6 t AUSMAT``."""
    return ", ".join(f"{number(t)} t {item_name(scenario, item)}" for item, t in load.items())
