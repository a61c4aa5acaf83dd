"""The dozen figures that everybody asks for first, each with its unit and a note."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario

from .kpis import Kpis
from .wording import amount, h_plus, large, node_name, number, percent


@dataclass(frozen=True, slots=True)
class Headline:
    """One figure.

    Parameters
    ----------
    value, unit
        As a number, for files; unset where there is none.
    text, note
        As read by people.
    """

    id: str
    title: str
    value: float | None
    unit: str
    text: str
    note: str = ""


def headlines(scenario: Scenario, plan: Plan, kpis: Kpis) -> tuple[Headline, ...]:
    """Name the first figures of a plan, in the order of their weight to people in need."""
    return (*_aid(scenario, kpis), *_hardship(kpis), *_effort(plan, kpis), *_lives(kpis))


def _aid(scenario: Scenario, kpis: Kpis) -> Iterator[Headline]:
    """What reaches people, when, and whom least."""
    given, needed = sum(kpis.handed_over_t), number(kpis.needed_t)
    yield _share("share_met", "Need met", kpis.share, "all sites, weighted by people")
    yield Headline("handed_over", "Handed over", given, "t", amount(given, "t"), f"of {needed} t needed")
    helped = f"{kpis.sites_helped} of {len(kpis.in_need)} sites get help"
    yield Headline("first_aid", "First aid", kpis.first_aid_h, "h", h_plus(kpis.first_aid_h), helped)
    worst = next((site for site in kpis.sites if site.site == kpis.worst_site), None)
    if worst:
        yield _share("worst_site", "Worst site", worst.share, node_name(scenario, worst.site))
    else:
        yield Headline("worst_site", "Worst site", None, "share", "none", "no site is in need")


def _hardship(kpis: Kpis) -> Iterator[Headline]:
    """How long people go without, and how unevenly."""
    days = kpis.person_days
    yield Headline("deprivation", "Time without", days, "person-days", large(days), "person-days, all items")
    yield Headline("gini", "Unevenness", kpis.gini, "Gini, 0 to 1", f"{kpis.gini:.2f}", "Gini over sites; 0 is even")


def _effort(plan: Plan, kpis: Kpis) -> Iterator[Headline]:
    """What is flown, sailed and driven, and by whom."""
    count = len(plan.sorties)
    note = f"{number(sum(t.under_way_h for t in kpis.nations))} h under way, {len(kpis.nations)} owners"
    yield Headline("sorties", "Sorties", float(count), "sorties", number(count), note)
    yield _share("military_share", "Military share", kpis.military_share, "of goods lifted")


def _lives(kpis: Kpis) -> Iterator[Headline]:
    """Who is treated and rescued, where anybody is in need of it."""
    if kpis.patients_needed:
        note = f"of {number(kpis.patients_needed)} in need of care"
        yield Headline("patients", "Patients treated", kpis.patients, "people", number(int(kpis.patients)), note)
    if kpis.rescued_needed:
        note = f"of {number(kpis.rescued_needed)} trapped or stranded"
        yield Headline("rescued", "People rescued", kpis.rescued, "people", number(int(kpis.rescued)), note)


def _share(id: str, title: str, share: float, note: str) -> Headline:
    return Headline(id, title, share, "share", percent(share), note)
