"""Worlds in which every row bears a mark of its own, plans for them, and who may see which mark.

A mark is a word of fixed length that occurs nowhere else, so a mark found in a file shows that its row is in there.
"""

from __future__ import annotations

import io
import re
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from enum import Enum
from pathlib import Path
from typing import Any

from hadr_planner.domain.accord import Caveat, CaveatKind
from hadr_planner.domain.plan import Directive, Drive, HandOver, Plan, Service, Sortie, Status, Stay, Stop
from hadr_planner.domain.scenario import Scenario
from hadr_planner.report.taskings import Reader, ReaderKind

FREE = ("source", "note", "reason", "held_by", "scope", "issued_by", "access")
"""Texts that no tasking needs, save the reader's own caveats."""
TABLES = (
    "sites", "places", "roads", "needs", "supplies", "assets", "units", "agreements", "caveats", "organisations",
    "partnerships", "orders", "requests",
)  # fmt: skip


@dataclass
class Marks:
    """Marks given out, by what they replace."""

    of: dict[tuple[str, str], str] = field(default_factory=dict)

    def __call__(self, kind: str, text: str) -> str:
        """The mark of a text of a kind."""
        return self.of.setdefault((kind, text), f"zq{len(self.of):05d}x")

    @property
    def all(self) -> frozenset[str]:
        """Every mark given out."""
        return frozenset(self.of.values())


def marked(scenario: Scenario, plan: Plan) -> tuple[Scenario, Plan, Marks]:
    """The same world and plan, with ids of rows, names, owners and free texts replaced by marks throughout."""
    mark = Marks()
    ids = {id: mark("id", id) for table in TABLES for id in getattr(scenario, table)}
    holders = (*scenario.assets.values(), *scenario.units.values(), *scenario.supplies.values())
    owners = {holder.owner for holder in holders if holder.owner} | {scenario.host}
    ids |= {owner: mark("owner", owner) for owner in sorted(owners) if owner not in scenario.organisations}
    ids |= {f"unit:{id}": f"unit:{ids[id]}" for id in scenario.units}
    ids |= {sortie.id: mark("sortie", sortie.id) for sortie in plan.sorties}

    def swap(value: Any, path: str) -> Any:
        if isinstance(value, str) and not isinstance(value, Enum):
            return ids.get(value, value)
        if isinstance(value, tuple):
            return tuple(swap(one, path) for one in value)
        if isinstance(value, Mapping):
            return {swap(key, path): swap(one, path) for key, one in value.items()}
        if is_dataclass(value) and not isinstance(value, type):
            return row(value, path)
        return value

    def row(value: Any, path: str) -> Any:
        changed = {}
        for one in fields(value):
            old = getattr(value, one.name)
            if one.name in ("type", "kind", "item", "items", "confidence", "geometry", "component"):
                continue
            if one.name in FREE:
                changed[one.name] = mark("text", f"{path}/{getattr(value, 'id', '')}/{one.name}")
            elif one.name == "name":
                changed[one.name] = mark("name", f"{path}/{value.id}")
            else:
                changed[one.name] = swap(old, path)
        return replace(value, **changed)

    world = {table: {ids[id]: row(one, table) for id, one in getattr(scenario, table).items()} for table in TABLES}
    command = replace(scenario.command, lead=swap(scenario.command.lead, ""))
    assumptions = (mark("text", "assumption"),)
    scenario = replace(scenario, **world, host=ids[scenario.host], command=command, assumptions=assumptions)
    rows = {name: swap(getattr(plan, name), "") for name in ("sorties", "drives", "stays", "hand_overs", "services")}
    return scenario, replace(plan, **rows, why=mark("text", "why")), mark


def crowded(scenario: Scenario) -> Scenario:
    """The same world with a caveat of every nation, asset and unit, so that there is something to leak."""
    owners = {one.owner for one in (*scenario.assets.values(), *scenario.units.values())}
    holders = sorted(owners | set(scenario.assets) | set(scenario.units))
    found = [Caveat(id=f"held_{k}", holder=holder, kind=CaveatKind.NO_NIGHT) for k, holder in enumerate(holders)]
    return replace(scenario, caveats={caveat.id: caveat for caveat in found})


def invented(scenario: Scenario, shift: int = 0) -> Plan:
    """A plan that uses everything there is: no rule is asked, for no tasking asks one.

    Every pool flies three sorties with goods and, some of them, a unit of somebody; every unit stays and works;
    every partner hands over what is needed, out of the site's own stock and those nearby.
    """
    nodes = [*scenario.places, *scenario.sites]
    goods = [item.id for item in scenario.catalogue.items.values() if item.kind.value == "cargo"]
    units = list(scenario.units)
    horizon_h = scenario.clock.horizon_h
    sorties = []
    for k, asset in enumerate(scenario.assets.values()):
        base = asset.base if asset.base in scenario.places else scenario.assets[asset.base].base
        for flight in range(3):
            at = (k + flight + shift) % len(nodes)
            start_h = (2.0 * k + 7 * flight + shift) % max(horizon_h - 4, 1)
            lying = [s.item for s in scenario.supplies.values() if s.place == base] or goods
            load = {lying[(k + flight) % len(lying)]: 2.0}
            if units and (k + flight) % 3 == 0:
                load[f"unit:{units[(k + shift) % len(units)]}"] = 1.0
            stops = (
                Stop(node=base, on_block_h=start_h, off_block_h=start_h + 0.5, loads=load),
                Stop(node=nodes[at], on_block_h=start_h + 1, off_block_h=start_h + 1.5, unloads=load),
                Stop(node=base, on_block_h=start_h + 2, off_block_h=start_h + 2.5),
            )
            directive = list(Directive)[(k + flight) % 3]
            flown = Sortie(
                id=f"{asset.id}-{flight}", asset=asset.id, tail=1 + flight % max(asset.count, 1), owner=asset.owner,
                directive=directive, ask="" if directive is Directive.ORDER else asset.owner, stops=stops,
                under_way_h=1.0,
            )  # fmt: skip
            sorties.append(flown)
    return Plan(
        scenario=scenario.id, digest=scenario.digest, program="test", seed=0, status=Status.FEASIBLE, why="",
        value=123456.0, bound=234567.0, sorties=tuple(sorties), drives=tuple(_drives(scenario, nodes, shift)),
        stays=tuple(_stays(scenario, nodes, shift)), hand_overs=tuple(_hand_overs(scenario)),
        services=tuple(_services(scenario, shift)),
    )  # fmt: skip


def _drives(scenario: Scenario, nodes: list[str], shift: int) -> Iterator[Drive]:
    for k, unit in enumerate(scenario.units.values()):
        yield Drive(unit=unit.id, from_=unit.origin, to=nodes[(k + shift) % len(nodes)], start_h=1, end_h=2)


def _stays(scenario: Scenario, nodes: list[str], shift: int) -> Iterator[Stay]:
    for k, unit in enumerate(scenario.units.values()):
        yield Stay(
            unit=unit.id, node=nodes[(k + shift) % len(nodes)], arrived_h=2, from_h=3,
            until_h=scenario.clock.horizon_h, directive=Directive.REQUEST, ask=unit.owner,
        )  # fmt: skip


def _hand_overs(scenario: Scenario) -> Iterator[HandOver]:
    for k, need in enumerate(one for one in scenario.needs.values() if one.kind.value == "cargo"):
        near = [need.site, *(place.id for place in scenario.places.values() if place.serves == need.site)]
        for partnership in scenario.partnerships.values():
            if partnership.site == need.site:
                period = k % scenario.clock.periods
                yield HandOver(
                    need=need.id, partnership=partnership.id, from_=near[k % len(near)], period=period, day=0,
                    tonnes=0.5,
                )  # fmt: skip


def _services(scenario: Scenario, shift: int) -> Iterator[Service]:
    needs = [need.id for need in scenario.needs.values() if need.kind.value != "cargo"]
    for k, unit in enumerate(scenario.units):
        if needs:
            period = k % scenario.clock.periods
            yield Service(need=needs[(k + shift) % len(needs)], unit=unit, period=period, day=-1, quantity=3)


# ---- who may see what: a second opinion, from the plan alone ---------------------------------------------------------


def allowed(scenario: Scenario, plan: Plan, reader: Reader) -> frozenset[str]:
    """Marks that a reader may see."""
    site = reader.kind is ReaderKind.SITE
    return frozenset(_site(scenario, plan, reader.id) if site else _own(scenario, plan, reader))


def _site(scenario: Scenario, plan: Plan, site: str) -> Iterator[str]:
    """Its own name, the places that serve it out of their stocks, the partners there; no nation, asset or unit."""
    yield from (site, scenario.sites[site].name)
    for act in plan.hand_overs:
        if scenario.needs[act.need].site == site:
            partner = scenario.partnerships[act.partnership].organisation
            yield from (act.from_, scenario.node(act.from_).name, *_named(scenario, partner))
    for act in plan.services:
        """Help at the site may be for people of another one."""
        if any(stay.unit == act.unit and stay.node == site for stay in plan.stays):
            yield from _place(scenario, scenario.needs[act.need].site)


def _own(scenario: Scenario, plan: Plan, reader: Reader) -> Iterator[str]:
    def theirs(one: Any) -> bool:
        return reader.id == (one.component if reader.kind is ReaderKind.COMPONENT else one.owner)

    component = reader.kind is ReaderKind.COMPONENT
    assets = {asset.id: asset for asset in scenario.assets.values() if theirs(asset)}
    units = {unit.id: unit for unit in scenario.units.values() if theirs(unit)}
    sorties = [sortie for sortie in plan.sorties if sortie.asset in assets]
    supplies = [s for s in scenario.supplies.values() if not component and s.owner == reader.id]
    acts = [a for a in plan.hand_overs if scenario.partnerships[a.partnership].organisation == reader.id]
    if not component:
        yield from _named(scenario, reader.id)
    for one in (*assets.values(), *units.values()):
        yield from (one.id, one.name, *_named(scenario, one.owner))
    yield from _caveats(scenario, {reader.id, *assets, *units} if not component else set())
    nodes = {supply.place for supply in supplies} | {act.from_ for act in acts}
    nodes |= {scenario.needs[act.need].site for act in acts}
    for sortie in sorties:
        yield sortie.id
        nodes |= {stop.node for stop in sortie.stops}
        for item in (item for stop in sortie.stops for item in stop.loads if item.startswith("unit:")):
            unit = scenario.units[item.removeprefix("unit:")]
            yield from (unit.id, unit.name, *_named(scenario, unit.owner))
    nodes |= {node for drive in plan.drives if drive.unit in units for node in (drive.from_, drive.to)}
    nodes |= {stay.node for stay in plan.stays if stay.unit in units}
    nodes |= {scenario.needs[act.need].site for act in plan.services if act.unit in units}
    for sortie in plan.sorties:
        for stop in sortie.stops:
            if any(item.removeprefix("unit:") in units for item in (*stop.loads, *stop.unloads)):
                nodes.add(stop.node)
                yield from _named(scenario, sortie.owner)
    for node in nodes:
        yield from _place(scenario, node)
    yield from _met(scenario, plan, sorties, supplies, acts, {stay.node for stay in plan.stays if stay.unit in units})


def _met(scenario: Scenario, plan: Plan, sorties: Any, supplies: Any, acts: Any, works: set[str]) -> Iterator[str]:
    """Owners and partners who deal with the same item at the same place, where the table lets them be named."""
    drops = {(stop.node, item) for sortie in sorties for stop in sortie.stops for item in stop.unloads}
    picks = {(stop.node, item) for sortie in sorties for stop in sortie.stops for item in stop.loads}
    gives = {(act.from_, scenario.needs[act.need].item) for act in acts}
    lies = {(supply.place, supply.item) for supply in supplies}
    for supply in scenario.supplies.values():
        if supply.owner and (supply.place, supply.item) in picks | gives:
            yield from _named(scenario, supply.owner)
    for act in plan.hand_overs:
        key = act.from_, scenario.needs[act.need].item
        if key in drops | lies or act.from_ in works:
            yield from _named(scenario, scenario.partnerships[act.partnership].organisation)
    for sortie in plan.sorties:
        if any((stop.node, item) in lies for stop in sortie.stops for item in stop.loads):
            yield from _named(scenario, sortie.owner)


def _named(scenario: Scenario, owner: str) -> tuple[str, ...]:
    organisation = scenario.organisations.get(owner)
    return (owner, organisation.name) if organisation else (owner,)


def _place(scenario: Scenario, node: str) -> tuple[str, ...]:
    """A site or place; a road that is mended is named by its id."""
    table: Mapping[str, Any] = scenario.sites if node in scenario.sites else scenario.places
    return (node, table[node].name) if node in table else (node,)


def _caveats(scenario: Scenario, holders: set[str]) -> Iterator[str]:
    for caveat in scenario.caveats.values():
        if caveat.holder in holders:
            yield from (caveat.holder, caveat.held_by, caveat.reason)


# ---- what a file holds ----------------------------------------------------------------------------------------------

MARK = re.compile(rb"zq\d{5}x")


def found(suffix: str, content: bytes) -> frozenset[str]:
    """Every mark in a file, however it is packed."""
    return frozenset(mark.decode() for part in parts(suffix, content) for mark in MARK.findall(part))


def parts(suffix: str, content: bytes) -> Iterator[bytes]:
    """The file as it is, unfolded, and all that is packed in it."""
    yield content
    yield content.replace(b"\r\n ", b"").replace(b"\r\n\t", b"")
    if suffix in ("xlsx", "zip"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield name.encode()
                yield archive.read(name)
    if suffix == "gpkg":
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "x.gpkg"
            path.write_bytes(content)
            base = sqlite3.connect(path)
            tables = [name for (name,) in base.execute("select name from sqlite_master where type = 'table'")]
            for table in tables:
                if not table.startswith("rtree"):
                    yield repr(base.execute(f'select * from "{table}"').fetchall()).encode()
            base.close()
