"""Whatever a row names must exist: ids are looked up, by name too, or the nearest one is offered."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ..domain.accord import CaveatKind, OrderKind
from ..domain.catalogue import Mode, NeedKind
from ..domain.doubt import DoubtKind
from ..domain.geography import FOREVER_H
from . import cells
from .head import Head
from .lookup import References, not_a_nation
from .nations import NATIONS, nation_hint
from .nearest import did_you_mean, shown
from .rows import Row

EVERYONE = "*"
MILITARY = "military"
SPANS = (("from_h", "until_h"), ("ready_h", "until_h"), ("opens_h", "closes_h"))
ONE_NAMESPACE = ("sites", "places", "roads", "assets", "units", "organisations")


def check_references(refs: References, head: Head) -> None:
    """Look up everything that rows and head name."""
    if head.host and head.host not in NATIONS:
        head.fault(refs.ledger, "host", not_a_nation(head.host))
    if head.command.lead and head.command.lead not in NATIONS | refs.ids["organisations"]:
        what = f"lead: {shown(head.command.lead)} is neither a nation nor in organisations"
        head.fault(refs.ledger, "command", what + refs.owner_hint(head.command.lead))
    _check_namespace(refs)
    for name, rows in refs.tables.items():
        for row in rows:
            _CHECKS[name](refs, row)
            _check_spans(refs, row)


def _site(refs: References, row: Row) -> None:
    refs.nation(row, "country")


def _place(refs: References, row: Row) -> None:
    refs.nation(row, "country")
    refs.refer(row, "serves", "sites", also=(cells.NONE,))


def _road(refs: References, row: Row) -> None:
    refs.refer(row, "from_", "sites", "places")
    refs.refer(row, "to", "sites", "places")
    if row.values.get("from_") == row.values.get("to") and row.sound:
        row.fault(refs.ledger, "to", "is where the road begins")


def _need(refs: References, row: Row) -> None:
    refs.refer(row, "item", "items")
    item = refs.catalogue.items.get(row.values.get("item", ""))
    kind = row.values.get("kind", item.kind if item else None)
    if kind is NeedKind.REPAIR:
        refs.refer(row, "site", "sites", "places", "roads")
    else:
        refs.refer(row, "site", "sites")


def _supply(refs: References, row: Row) -> None:
    refs.refer(row, "place", "places")
    refs.refer(row, "item", "items")
    refs.owner(row, "owner")


def _asset(refs: References, row: Row) -> None:
    _type(refs, row, refs.catalogue.asset_types)
    refs.owner(row, "owner")
    refs.refer(row, "base", "places", "assets")
    refs.refer_each(row, "forward", "places")
    ship = refs.pools.get(row.values.get("base", ""))
    if ship is None:
        return
    kind = refs.catalogue.asset_types.get(ship.values.get("type", ""))
    if ship.overrides.get("mode", kind.mode if kind else Mode.SHIP) is not Mode.SHIP:
        row.fault(refs.ledger, "base", f"{ship.id!r} is not a ship; wanted a place or a ship")
    elif ship.values.get("base") in refs.pools:
        row.fault(refs.ledger, "base", f"the ship {ship.id!r} must itself be based at a place")


def _unit(refs: References, row: Row) -> None:
    _type(refs, row, refs.catalogue.unit_types)
    refs.owner(row, "owner")
    refs.refer(row, "origin", "places")
    for field in ("serves", "makes"):
        for item in row.overrides.get(field, ()):
            if item not in refs.ids["items"]:
                row.fault(refs.ledger, field, refs.missing(item, "items"))


def _type(refs: References, row: Row, types: Mapping[str, object]) -> None:
    word = row.values.get("type")
    if word is not None and word not in types:
        row.fault(refs.ledger, "type", f"{shown(word)} is not in the catalogue{did_you_mean(word, types)}")


def _agreement(refs: References, row: Row) -> None:
    refs.nation(row, "state")
    refs.owner(row, "guest", also=(EVERYONE,))


def _caveat(refs: References, row: Row) -> None:
    holder = row.values.get("holder")
    found = holder if holder in NATIONS else refs.found(holder or "", "organisations", "assets", "units")
    if found:
        row.values["holder"] = found
    elif holder:
        offered = refs.known("organisations", "assets", "units") | NATIONS
        what = f"{shown(holder)} is no nation, organisation, asset or unit"
        row.fault(refs.ledger, "holder", what + (nation_hint(holder) or did_you_mean(holder, offered)))
    kind, value = row.values.get("kind"), row.values.get("value", "")
    if kind is CaveatKind.NO_PLACE and value not in NATIONS:
        _wanted(refs, row, "value", "sites", "places")
    elif kind is CaveatKind.NO_CARGO:
        _wanted(refs, row, "value", "items")
    elif kind is CaveatKind.LAST_DAY:
        _as_hours(refs, row)
    elif kind is CaveatKind.RADIUS and not _is_amount(value):
        row.fault(refs.ledger, "value", f"{kind}: wanted a number of 0 or more, got {shown(value)}")


def _as_hours(refs: References, row: Row) -> None:
    """A last day as hours after start, however its time is written."""
    try:
        row.values["value"] = f"{cells.hours_after(row.values.get('value', ''), refs.start):g}"
    except cells.UnreadableError as error:
        row.fault(refs.ledger, "value", f"until_h: {error}")


def _wanted(refs: References, row: Row, field: str, *tables: str) -> None:
    if not row.values.get(field):
        row.fault(refs.ledger, field, f"is empty; wanted an id of {' or '.join(tables)}")
    refs.refer(row, field, *tables)


def _is_amount(text: str) -> bool:
    try:
        return 0 <= float(text) <= FOREVER_H
    except ValueError:
        return False


def _organisation(refs: References, row: Row) -> None:
    """Nothing is named by an organisation."""


def _handover(refs: References, row: Row) -> None:
    refs.refer(row, "organisation", "organisations")
    refs.refer(row, "site", "sites")
    refs.refer_each(row, "items", "items")
    refused = []
    for word in row.values.get("refuses", ()):
        found = word if word == MILITARY or word in NATIONS else refs.found(word, "organisations")
        if found is None:
            what = f"{shown(word)} is neither 'military' nor a nation nor in organisations"
            row.fault(refs.ledger, "refuses", what + refs.owner_hint(word))
        refused.append(found or word)
    row.values["refuses"] = tuple(refused)


def _order(refs: References, row: Row) -> None:
    kind = row.values.get("kind")
    if kind is OrderKind.NO_FLY:
        refs.refer(row, "target", "areas", also=(EVERYONE,))
    elif kind in (OrderKind.CLOSE, OrderKind.CURFEW):
        refs.refer(row, "target", "sites", "places", "roads", also=(EVERYONE,))
    elif row.values.get("target") not in NATIONS:
        refs.refer(row, "target", *ONE_NAMESPACE, "areas", "items", also=(EVERYONE, MILITARY))
    if kind is OrderKind.CURFEW:
        _check_curfew(refs, row)
    if kind is OrderKind.CLOSE:
        _check_modes(refs, row)


def _check_curfew(refs: References, row: Row) -> None:
    try:
        cells.day_window(row.values.get("value", ""))
    except cells.UnreadableError as error:
        row.fault(refs.ledger, "value", str(error))


def _check_modes(refs: References, row: Row) -> None:
    modes = [mode.value for mode in Mode]
    for word in filter(None, (part.strip() for part in row.values.get("value", "").split(";"))):
        if word not in modes:
            what = f"a closure holds for all, or for modes; {shown(word)} is none{did_you_mean(word, modes)}"
            row.fault(refs.ledger, "value", what)


def _request(refs: References, row: Row) -> None:
    refs.refer(row, "site", "sites", "places")


def _doubt(refs: References, row: Row) -> None:
    kind = row.values.get("kind")
    if kind is DoubtKind.NATION_WITHDRAWS:
        refs.owner(row, "target")
    elif kind is DoubtKind.BREAKDOWN:
        refs.refer(row, "target", "assets", also=refs.catalogue.asset_types)
    elif kind is not None:
        refs.refer(row, "target", *_DOUBTED[kind])
    low, high = row.values.get("low", 0.0), row.values.get("high", 0.0)
    if low > high:
        row.fault(refs.ledger, "high", f"{high:g} is below low, {low:g}")
    elif kind in (DoubtKind.NEED_FACTOR, DoubtKind.RAMP_SLOWER) and low <= 0:
        row.fault(refs.ledger, "low", f"wanted a factor above 0, got {low:g}")


def _fix(refs: References, row: Row) -> None:
    """Nothing is named by a point of a track."""


def _check_spans(refs: References, row: Row) -> None:
    for first, last in SPANS:
        begin, end = row.values.get(first, 0.0), row.values.get(last, FOREVER_H)
        if last in row.values and begin >= end:
            row.fault(refs.ledger, last, f"H+{end:g} is not after {first}, H+{begin:g}")


def _check_namespace(refs: References) -> None:
    taken: dict[str, Row] = {}
    for name in ONE_NAMESPACE:
        for row in refs.tables.get(name, ()):
            other = taken.setdefault(row.id, row)
            if other.table.name != name:
                row.fault(refs.ledger, "id", f"{row.id!r} is already an id in {other.file}, line {other.line}")


_DOUBTED: Mapping[DoubtKind, tuple[str, ...]] = {
    DoubtKind.WEATHER_DAY: ("areas", "sites", "places"),
    DoubtKind.RAMP_SLOWER: ("places",),
    DoubtKind.SUPPLY_LATE: ("supplies", "places", "items"),
    DoubtKind.OPENING_LATE: ("places", "roads"),
    DoubtKind.NEED_FACTOR: ("needs", "sites", "items"),
}
_CHECKS: Mapping[str, Callable[[References, Row], None]] = {
    "sites": _site,
    "places": _place,
    "roads": _road,
    "needs": _need,
    "supplies": _supply,
    "assets": _asset,
    "units": _unit,
    "agreements": _agreement,
    "caveats": _caveat,
    "organisations": _organisation,
    "handovers": _handover,
    "orders": _order,
    "requests": _request,
    "uncertainty": _doubt,
    "tracks": _fix,
}
