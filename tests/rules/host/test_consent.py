"""CONSENT in planner's words."""

from __future__ import annotations

from worlds import UNITS, agreement, asset, said, sortie, stay, stop, world

from hadr_planner.domain.accord import AgreementKind
from hadr_planner.rules.host import consent

KIND = AgreementKind.CONSENT
TRIP = stop("hub", 5, 6), stop("field", 7, 8), stop("hub", 9)


def test_nobody_foreign_comes_before_consent() -> None:
    """Consent to the United States from H+6; a lifter loads at the hub from H+5."""
    s = world(agreements=[agreement("PHL", "USA", KIND, from_h=6, held_by="Foreign Affairs")])
    assert said(consent, s, sortie(s, "usa_lifters", *TRIP)) == [
        "USA has no consent in PHL before H+6 (Foreign Affairs): s1 of usa_lifters is at hub from H+5 to H+6"
    ]


def test_consent_from_that_hour_is_enough() -> None:
    """Consent from H+5, loading from H+5, whoever it was given to."""
    for guest in ("USA", "*"):
        s = world(agreements=[agreement("PHL", guest, KIND, from_h=5)])
        assert said(consent, s, sortie(s, "usa_lifters", *TRIP)) == []


def test_consent_ends() -> None:
    """Consent until H+8 with an extension from H+9: the stop at the field is covered, the way back isn't taken up."""
    rows = [agreement("PHL", "USA", KIND, until_h=8), agreement("PHL", "*", KIND, from_h=9)]
    s = world(agreements=rows)
    assert said(consent, s, sortie(s, "usa_lifters", *TRIP)) == []
    late = sortie(s, "usa_lifters", stop("hub", 6, 7), stop("field", 8, 9), stop("hub", 10))
    assert said(consent, s, late) == [
        "USA has no consent in PHL before H+9: s1 of usa_lifters is at field from H+8 to H+9"
    ]


def test_a_state_with_rows_refuses_who_has_none() -> None:
    """Only Japan was invited."""
    s = world(agreements=[agreement("PHL", "JPN", KIND)])
    assert said(consent, s, sortie(s, "usa_lifters", *TRIP))[0].startswith("USA has no consent in PHL after H+5")


def test_the_host_itself_and_a_state_without_rows_ask_nobody() -> None:
    """The host's own trucks need none; and where no state has a row, nobody does."""
    s = world(agreements=[agreement("PHL", "JPN", KIND)])
    assert said(consent, s, sortie(s, "phl_trucks", stop("depot", 5, 6), stop("alpha", 9, 10), stop("depot", 13))) == []
    free = world()
    assert said(consent, free, sortie(free, "usa_lifters", *TRIP)) == []


def test_organisations_need_consent_only_if_they_have_a_row() -> None:
    """WFP comes as a partner; another organisation was admitted from H+10 only."""
    s = world(
        ["wfp_trucks", asset("ngo_trucks", "truck", "quay", owner="ngo_mobile")],
        agreements=[agreement("PHL", "JPN", KIND), agreement("PHL", "ngo_mobile", KIND, from_h=10)],
    )
    trip = stop("quay", 5, 6), stop("alpha", 7, 8), stop("quay", 9)
    assert said(consent, s, sortie(s, "wfp_trucks", *trip)) == []
    assert len(said(consent, s, sortie(s, "ngo_trucks", *trip))) == 3


def test_a_unit_needs_consent_from_arrival_to_the_end_of_its_work() -> None:
    """The clinic arrives at H+6, before its consent at H+8; from H+8 on it may."""
    s = world(units=UNITS, agreements=[agreement("PHL", "USA", KIND, from_h=8, until_h=30)])
    assert said(consent, s, stay("usa_clinic", "alpha", 6, 12, 30)) == [
        "USA has no consent in PHL before H+8: usa_clinic stays at alpha from H+6 to H+30"
    ]
    assert said(consent, s, stay("usa_clinic", "alpha", 8, 12, 30)) == []
