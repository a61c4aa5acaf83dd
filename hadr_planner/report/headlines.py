"""The dozen figures that everybody asks for first, each with its unit and a note."""

from __future__ import annotations

from dataclasses import dataclass

from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario

from .kpis import Kpis
from .wording import amount, h_plus, large, node_name, number, percent


@dataclass(frozen=True, slots=True, kw_only=True)
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
    worst = next((site for site in kpis.sites if site.site == kpis.worst_site), None)
    figures = [
        Headline(
            id="share_met",
            title="Need met",
            value=kpis.share,
            unit="share",
            text=percent(kpis.share),
            note="all sites, weighted by people",
        ),
        Headline(
            id="handed_over",
            title="Handed over",
            value=sum(kpis.handed_over_t),
            unit="t",
            text=amount(sum(kpis.handed_over_t), "t"),
            note=f"of {number(kpis.needed_t)} t needed",
        ),
        Headline(
            id="first_aid",
            title="First aid",
            value=kpis.first_aid_h,
            unit="h",
            text=h_plus(kpis.first_aid_h),
            note=f"{kpis.sites_helped} of {len(kpis.in_need)} sites get help",
        ),
        Headline(
            id="worst_site",
            title="Worst site",
            value=worst.share if worst else None,
            unit="share",
            text=percent(worst.share) if worst else "none",
            note=node_name(scenario, worst.site) if worst else "no site is in need",
        ),
        Headline(
            id="deprivation",
            title="Time without",
            value=kpis.person_days,
            unit="person-days",
            text=large(kpis.person_days),
            note="person-days, all items",
        ),
        Headline(
            id="gini",
            title="Unevenness",
            value=kpis.gini,
            unit="Gini, 0 to 1",
            text=f"{kpis.gini:.2f}",
            note="Gini over sites; 0 is even",
        ),
        Headline(
            id="sorties",
            title="Sorties",
            value=float(len(plan.sorties)),
            unit="sorties",
            text=number(len(plan.sorties)),
            note=f"{number(sum(t.under_way_h for t in kpis.nations))} h under way, {len(kpis.nations)} owners",
        ),
        Headline(
            id="military_share",
            title="Military share",
            value=kpis.military_share,
            unit="share",
            text=percent(kpis.military_share),
            note="of goods lifted",
        ),
    ]
    if kpis.patients_needed:
        figures.append(
            Headline(
                id="patients",
                title="Patients treated",
                value=kpis.patients,
                unit="people",
                text=number(kpis.patients),
                note=f"of {number(kpis.patients_needed)} in need of care",
            )
        )
    if kpis.rescued_needed:
        figures.append(
            Headline(
                id="rescued",
                title="People rescued",
                value=kpis.rescued,
                unit="people",
                text=number(kpis.rescued),
                note=f"of {number(kpis.rescued_needed)} trapped or stranded",
            )
        )
    return tuple(figures)
