"""Lines about goods and units that change hands between the reader and others, as far as it needs to know."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from hadr_planner.domain.plan import Plan, Sortie, Stop
from hadr_planner.domain.scenario import Scenario
from hadr_planner.replay.goods import UNIT
from hadr_planner.report.wording import MODES, clean, item_name, node_name, owner_name

from .hands import LEAST_T, Hand, Passing, hands
from .need_to_know import NEED_TO_KNOW, Deed
from .noun import Kind, Task
from .own import Own

WORDS = {
    Deed.OWNS: "stocks there",
    Deed.CARRIES: "another carrier",
    Deed.MAKES: "a unit that makes them there",
    Deed.HANDS_OVER: "a partner",
    Deed.TRAVELS: "the unit",
}
Group = tuple[bool, Deed, str, str, str, str, int]


def goods(scenario: Scenario, plan: Plan, mine: Own) -> Iterator[Task]:
    """Goods that the reader puts down and another takes up, or the other way round: a line for each day.

    Tonnes are added up by place, item, what each side does, whom the reader may know, and day.
    """
    carriers = {sortie.id: sortie for sortie in plan.sorties}
    groups: defaultdict[Group, list[Passing]] = defaultdict(list)
    for passing in hands(scenario, plan):
        giving = mine.has(passing.giver)
        if giving == mine.has(passing.taker):
            continue
        reader, other = (passing.giver, passing.taker) if giving else (passing.taker, passing.giver)
        due = NEED_TO_KNOW.get((reader.deed, other.deed))
        if due:
            named = _named(scenario, carriers, other) if due.named else ""
            mode = _mode(scenario, carriers, other) if due.mode else ""
            day = int(passing.from_h // 24)
            groups[giving, other.deed, named, mode, passing.node, passing.item, day].append(passing)
    for (giving, deed, named, mode, node, item, _), found in groups.items():
        tonnes = round(sum(passing.tonnes for passing in found), 3)
        if tonnes >= LEAST_T:
            yield Task(
                kind=Kind.CHANGE_OF_HANDS,
                from_h=min(passing.from_h for passing in found),
                until_h=max(passing.until_h for passing in found),
                node=node,
                place=node_name(scenario, node),
                what=f"{item_name(scenario, item)} {'goes on to' if giving else 'comes from'} {named or WORDS[deed]}",
                tonnes=tonnes,
                mode=mode,
                other=named,
            )


def _named(scenario: Scenario, carriers: dict[str, Sortie], hand: Hand) -> str:
    match hand.deed:
        case Deed.CARRIES:
            return owner_name(scenario, carriers[hand.id].owner)
        case Deed.HANDS_OVER:
            return owner_name(scenario, scenario.partnerships[hand.id].organisation)
        case Deed.OWNS:
            return owner_name(scenario, hand.id)
    return owner_name(scenario, scenario.units[hand.id].owner)


def _mode(scenario: Scenario, carriers: dict[str, Sortie], hand: Hand) -> str:
    if hand.deed is not Deed.CARRIES:
        return ""
    return MODES[scenario.assets[carriers[hand.id].asset].type.mode]


def units(scenario: Scenario, plan: Plan, mine: Own) -> Iterator[Task]:
    """Units of the reader that others carry, and units of others that the reader carries."""
    for sortie in plan.sorties:
        carrying = sortie.id in mine.numbers
        reader, other = (Deed.CARRIES, Deed.TRAVELS) if carrying else (Deed.TRAVELS, Deed.CARRIES)
        due = NEED_TO_KNOW[reader, other]
        for stop, unit, tonnes, aboard in _boardings(sortie):
            if carrying == (unit in mine.units):
                continue
            owner = scenario.units[unit].owner if carrying else sortie.owner
            named = owner_name(scenario, owner) if due.named else WORDS[other]
            yield Task(
                kind=Kind.CHANGE_OF_HANDS,
                from_h=stop.on_block_h,
                until_h=stop.off_block_h,
                node=stop.node,
                place=node_name(scenario, stop.node),
                who=clean(scenario.units[unit].name),
                what=f"{'boards' if aboard else 'alights'}, {'of' if carrying else 'carried by'} {named}",
                tonnes=round(tonnes, 3),
                mode=MODES[scenario.assets[sortie.asset].type.mode] if due.mode or carrying else "",
                other=named,
                sortie=sortie.id if carrying else "",
            )


def _boardings(sortie: Sortie) -> Iterator[tuple[Stop, str, float, bool]]:
    for stop in sortie.stops:
        for aboard, moved in ((False, stop.unloads), (True, stop.loads)):
            for item, tonnes in moved.items():
                if item.startswith(UNIT):
                    yield stop, item.removeprefix(UNIT), tonnes, aboard
