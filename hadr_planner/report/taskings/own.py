"""What in a scenario and plan belongs to a reader."""

from __future__ import annotations

from dataclasses import dataclass

from hadr_planner.domain.force import Asset, Unit
from hadr_planner.domain.plan import Plan, Sortie
from hadr_planner.domain.scenario import Scenario

from .hands import Hand
from .need_to_know import Deed
from .reader import Reader, ReaderKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """What is a reader's own.

    Parameters
    ----------
    stocks
        Owners whose goods count as the reader's.
    """

    assets: frozenset[str]
    units: frozenset[str]
    sorties: tuple[Sortie, ...]
    partnerships: frozenset[str]
    stocks: frozenset[str]
    numbers: frozenset[str]

    def has(self, hand: Hand) -> bool:
        """Whether one side of a passing is the reader."""
        match hand.deed:
            case Deed.CARRIES:
                return hand.id in self.numbers
            case Deed.OWNS:
                return hand.id in self.stocks
            case Deed.HANDS_OVER:
                return hand.id in self.partnerships
        return hand.id in self.units


def own(scenario: Scenario, plan: Plan, reader: Reader) -> Own:
    """Pools, units, sorties, goods and hand-overs of a nation, partner or component; nothing for a site."""
    by_component, by_owner = reader.kind is ReaderKind.COMPONENT, reader.kind is not ReaderKind.SITE

    def theirs(holder: Asset | Unit) -> bool:
        return holder.component == reader.id if by_component else by_owner and holder.owner == reader.id

    assets = frozenset(asset.id for asset in scenario.assets.values() if theirs(asset))
    sorties = tuple(sortie for sortie in plan.sorties if sortie.asset in assets)
    partnerships = [p.id for p in scenario.partnerships.values() if p.organisation == reader.id]
    return Own(
        assets=assets,
        units=frozenset(unit.id for unit in scenario.units.values() if theirs(unit)),
        sorties=tuple(sorted(sorties, key=lambda sortie: (sortie.start_h, sortie.id))),
        partnerships=frozenset(partnerships if reader.kind is ReaderKind.PARTNER else ()),
        stocks=frozenset({reader.id} if by_owner and not by_component else ()),
        numbers=frozenset(sortie.id for sortie in sorties),
    )
