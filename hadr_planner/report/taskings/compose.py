"""Put a tasking together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.report.routes import frame
from hadr_planner.report.wording import MODES, clean, node_name

from . import meetings, moves, work
from .noun import Limit, Pool, Spot, Task, Tasking
from .own import Own, own
from .reader import Reader, ReaderKind, name_of
from .site import site_lines


def tasking(scenario: Scenario, plan: Plan, reader: Reader) -> Tasking:
    """All that a reader is given of a plan: its own lines, and of others what it needs to know.

    Lines are in order of time. The files made from a tasking are made from nothing else.
    """
    mine = own(scenario, plan, reader)
    lines = site_lines(scenario, plan, reader.id) if reader.kind is ReaderKind.SITE else _lines(scenario, plan, mine)
    tasks = tuple(sorted(lines, key=lambda task: (task.from_h, task.until_h, task.kind, task.sortie, task.place)))
    calls = tuple(moves.calls(scenario, mine))
    nodes = [node for task in tasks for node in (task.node, task.to_node)] + [call.node for call in calls]
    return Tasking(
        reader=reader,
        name=name_of(scenario, reader),
        scenario=scenario.id,
        title=clean(scenario.title),
        start=scenario.start,
        tasks=tasks,
        calls=calls,
        stretches=tuple(moves.stretches(scenario, plan, mine)),
        spots=tuple(_spots(scenario, nodes)),
        pools=tuple(_pools(scenario, mine)),
        limits=tuple(_limits(scenario, mine, reader)),
        modes={mode.value: words for mode, words in MODES.items()},
    )


def _lines(scenario: Scenario, plan: Plan, mine: Own) -> Iterator[Task]:
    def own_name(unit: str) -> str | None:
        return scenario.units[unit].name if unit in mine.units else None

    yield from moves.sorties(scenario, mine)
    yield from moves.drives(scenario, plan, mine)
    yield from work.stays(scenario, plan, own_name)
    yield from work.services(scenario, plan, own_name)
    yield from work.hand_overs(scenario, plan, lambda act: act.partnership in mine.partnerships)
    yield from meetings.goods(scenario, plan, mine)
    yield from meetings.units(scenario, plan, mine)


def _spots(scenario: Scenario, nodes: Iterable[str]) -> Iterator[Spot]:
    window = frame(scenario)
    for id in dict.fromkeys(nodes):
        kind = "site" if id in scenario.sites else scenario.places[id].kind.value if id in scenario.places else ""
        if kind:
            node = scenario.node(id)
            name = node_name(scenario, id)
            yield Spot(node=id, name=name, kind=kind, lat=round(node.lat, 5), lon=round(window.lon(node.lon), 5))


def _pools(scenario: Scenario, mine: Own) -> Iterator[Pool]:
    for asset in (asset for asset in scenario.assets.values() if asset.id in mine.assets):
        own_sorties = [sortie for sortie in mine.sorties if sortie.asset == asset.id]
        yield Pool(
            asset=asset.id,
            name=clean(asset.name),
            type=clean(asset.type.name),
            tails=asset.count,
            sorties=len(own_sorties),
            under_way_h=round(sum(sortie.under_way_h for sortie in own_sorties), 2),
        )


def _limits(scenario: Scenario, mine: Own, reader: Reader) -> Iterator[Limit]:
    """Caveats of the reader itself; a component sees none, for they are its nations' own."""
    if reader.kind in (ReaderKind.COMPONENT, ReaderKind.SITE):
        return
    holders = {reader.id} | mine.assets | mine.units
    for caveat in (caveat for caveat in scenario.caveats.values() if caveat.holder in holders):
        yield Limit(
            holder=clean(caveat.holder),
            kind=caveat.kind.value,
            value=clean(caveat.value),
            strength=caveat.strength.value,
            held_by=clean(caveat.held_by),
            reason=clean(caveat.reason),
        )
