"""LICENCE in planner's words."""

from __future__ import annotations

from worlds import UNITS, agreement, said, stay, unit, world

from hadr_planner.decisions import Decisions
from hadr_planner.domain.accord import AgreementKind
from hadr_planner.rules.host import licence

KIND = AgreementKind.MEDICAL_LICENCE


def test_a_foreign_clinic_waits_for_its_licence() -> None:
    """It may arrive and set up before H+12, and work from then on."""
    s = world(units=UNITS, agreements=[agreement("PHL", "USA", KIND, from_h=12, held_by="Ministry of Health")])
    assert said(licence, s, stay("usa_clinic", "alpha", 6, 9, 30)) == [
        "USA has no medical licence in PHL before H+12 (Ministry of Health): usa_clinic works at alpha from H+9 to H+30"
    ]
    assert said(licence, s, stay("usa_clinic", "alpha", 6, 12, 30)) == []


def test_a_state_that_licensed_others_refuses_who_has_none() -> None:
    """Only Japan's teams were licensed; the United States' engineers need none."""
    s = world(
        units=[*UNITS, unit("usa_sappers", "sappers", "hub")],
        agreements=[agreement("PHL", "JPN", KIND)],
    )
    assert len(said(licence, s, stay("usa_clinic", "alpha", 6, 12, 30))) == 1
    assert said(licence, s, stay("usa_sappers", "alpha", 6, 12, 30)) == []


def test_where_nobody_is_licensed_everybody_is() -> None:
    """No row of that kind, no rule."""
    s = world(units=UNITS)
    assert said(licence, s, stay("usa_clinic", "alpha", 6, 12, 30)) == []


def test_work_is_offered_from_the_licence_on() -> None:
    """A clinic that is set up before its licence waits for it, rather than come late or not at all."""
    s = world(units=UNITS, agreements=[agreement("PHL", "USA", KIND, from_h=24)])
    x = Decisions(s)
    licence.impose(x)
    clinic = list(x.scenario.units).index("usa_clinic")
    open_to_it = [k for k in range(len(x.stay)) if x.stay.unit[k] == clinic and x.stay.upper[k] > 0]
    waiting = [k for k in open_to_it if x.stay.arrived_h[k] <= 12]
    assert waiting
    assert all(s.clock.edges_h[x.stay.first[k]] >= 24 for k in open_to_it)
