"""Who a tasking is for: a nation, a component, a partner or a site."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from hadr_planner.domain.force import Asset, Unit
from hadr_planner.domain.scenario import Scenario
from hadr_planner.errors import HadrError
from hadr_planner.io.nearest import did_you_mean, shown
from hadr_planner.report.wording import clean


class ReaderKind(StrEnum):
    """What a reader is."""

    NATION = "nation"
    COMPONENT = "component"
    PARTNER = "partner"
    SITE = "site"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """For whom a tasking is made.

    Parameters
    ----------
    id
        Owner (nation or partner), name of a component, or id of a site.
    """

    kind: ReaderKind
    id: str

    def __str__(self) -> str:
        return self.id if self.kind is ReaderKind.NATION else f"{self.kind}:{self.id}"


def readers(scenario: Scenario) -> tuple[Reader, ...]:
    """Everybody to whom something could be handed out: nations, components, partners, sites."""
    found = dict.fromkeys(_readers(scenario))
    order = list(ReaderKind)
    return tuple(sorted(found, key=lambda reader: (order.index(reader.kind), reader.id)))


def _readers(scenario: Scenario) -> Iterator[Reader]:
    holders: list[Asset | Unit] = [*scenario.assets.values(), *scenario.units.values()]
    owners = {holder.owner for holder in holders} | {supply.owner for supply in scenario.supplies.values()}
    owners |= {partnership.organisation for partnership in scenario.partnerships.values()}
    for owner in owners - {""}:
        kind = ReaderKind.PARTNER if owner in scenario.organisations else ReaderKind.NATION
        yield Reader(kind=kind, id=owner)
    for component in {holder.component for holder in holders} - {""}:
        yield Reader(kind=ReaderKind.COMPONENT, id=component)
    for site in scenario.sites:
        yield Reader(kind=ReaderKind.SITE, id=site)


def reader_of(scenario: Scenario, words: str) -> Reader:
    """Reader that is written ``USA``, ``component:air``, ``partner:wfp`` or ``site:tacloban``.

    Raises
    ------
    HadrError
        Where the scenario knows none of that name.
    """
    known = {str(reader): reader for reader in readers(scenario)}
    asked = words.removeprefix(f"{ReaderKind.NATION}:")
    if asked not in known:
        raise HadrError(
            f"nobody to hand out to is called {shown(words)}; wanted a nation, component:ID, partner:ID or site:ID"
            f" of the scenario{did_you_mean(asked, known)}"
        )
    return known[asked]


def name_of(scenario: Scenario, reader: Reader) -> str:
    """The reader in words."""
    match reader.kind:
        case ReaderKind.SITE:
            return clean(scenario.sites[reader.id].name)
        case ReaderKind.PARTNER:
            return clean(scenario.organisations[reader.id].name)
        case ReaderKind.COMPONENT:
            return f"{clean(reader.id)} component"
    return clean(reader.id)
