"""PORT_CALL in planner's words."""

from __future__ import annotations

from worlds import agreement, said, sortie, stop, world

from hadr_planner.domain.accord import AgreementKind
from hadr_planner.rules.host import port_call

KIND = AgreementKind.PORT_CALL


def test_a_foreign_craft_waits_for_leave() -> None:
    """Leave from H+6.5; the craft loads from H+6, and the slot must be wholly within."""
    s = world(agreements=[agreement("PHL", "USA", KIND, from_h=6.5)])
    assert said(port_call, s, sortie(s, "usa_lighters", stop("quay", 6, 7), stop("shore", 9, 10))) == [
        "USA has no leave for port calls in PHL before H+6.5: s1 of usa_lighters is at quay from H+6 to H+7"
    ]


def test_with_leave_it_calls() -> None:
    """An hour later it may; and the host's own ferries never ask."""
    s = world(agreements=[agreement("PHL", "USA", KIND, from_h=6.5)])
    assert said(port_call, s, sortie(s, "usa_lighters", stop("quay", 7, 8), stop("shore", 10, 11))) == []
    assert said(port_call, s, sortie(s, "phl_ferries", stop("haven", 2, 5), stop("quay", 9, 12))) == []


def test_aircraft_make_no_port_calls() -> None:
    """A helicopter that fetches cargo at the quay is not a ship."""
    s = world(agreements=[agreement("PHL", "JPN", KIND)])
    assert said(port_call, s, sortie(s, "usa_choppers", stop("field", 6), stop("quay", 7, 8), stop("field", 9))) == []
