"""A unit whose leave ends before the horizon is still offered work until then."""

from __future__ import annotations

from worlds import UNITS, agreement, caveat, world

from hadr_planner.decisions import Decisions
from hadr_planner.domain.accord import AgreementKind, CaveatKind
from hadr_planner.rules.host import consent
from hadr_planner.rules.nation import last_day


def ends_h(x: Decisions, unit: str) -> set[float]:
    """Hours at which the stays left to a unit end."""
    mine = x.stay.unit == list(x.scenario.units).index(unit)
    return {x.clock.edges_h[n] for n in x.stay.last[mine & (x.stay.upper > 0)]}


def test_a_unit_works_until_its_last_day() -> None:
    """The plant goes home at H+25; its last whole period ends at H+24."""
    x = Decisions(world(units=UNITS, caveats=[caveat("aus_plant", CaveatKind.LAST_DAY, "25")]))
    last_day.impose(x)
    assert ends_h(x, "aus_plant") == {24.0}


def test_a_unit_works_until_consent_ends() -> None:
    """Consent to all until H+30."""
    x = Decisions(world(units=UNITS, agreements=[agreement("PHL", "*", AgreementKind.CONSENT, until_h=30)]))
    consent.impose(x)
    assert ends_h(x, "usa_clinic") == {30.0}
