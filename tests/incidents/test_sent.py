"""Teams of a scenario go where their work is, when and where they may."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hadr_planner.domain.accord import Agreement, AgreementKind, Caveat, CaveatKind
from hadr_planner.domain.catalogue import NeedKind
from hadr_planner.domain.force import Measure, Need, Per, Unit
from hadr_planner.domain.scenario import Scenario
from hadr_planner.errors import HadrError
from hadr_planner.incidents.sent import assign_teams
from hadr_planner.io import load


@pytest.fixture(scope="module")
def world() -> Scenario:
    """The tutorial, with three sites where people are trapped and two search teams."""
    plain = load("tutorial")
    sites = list(plain.sites)[:3]
    needs = {
        f"{site}_rescue": Need(
            id=f"{site}_rescue", site=site, item="rescue", quantity=1, unit=Measure.PEOPLE, per=Per.ONCE,
            kind=NeedKind.RESCUE,
        )
        for site in sites
    }
    origin = next(iter(plain.units.values())).origin
    units = {
        id: Unit(id=id, name=id, type=plain.catalogue.unit_types["usar_light"], owner=owner, origin=origin)
        for id, owner in (("own", plain.host), ("guest", "NZL"))
    }
    units["scouts"] = replace(units["own"], id="scouts", type=plain.catalogue.unit_types["assessment_team"])
    consent = Agreement(id="c", state=plain.host, guest="NZL", kind=AgreementKind.CONSENT, from_h=30.0)
    kept = {id: row for id, row in plain.agreements.items() if row.kind is not AgreementKind.CONSENT}
    return replace(plain, needs=needs, units=units, agreements=kept | {"c": consent})


def test_every_place_is_visited_once_and_no_order_is_better(world: Scenario) -> None:
    """Rescue needs become incidents."""
    rota = assign_teams(world)
    assert sorted(visit.incident for visit in rota.visits) == sorted(need.site for need in world.needs.values())
    assert rota.proven


def test_a_guest_sets_out_when_the_host_consents(world: Scenario) -> None:
    """Not before H+30."""
    rota = assign_teams(world, stay_h=24)
    guests = [visit for visit in rota.visits if visit.team == "guest"]
    assert all(visit.arrive_h > 30 for visit in guests)
    assert guests or {visit.team for visit in rota.visits} == {"own"}
    never = replace(world, agreements={"c": replace(world.agreements["c"], guest="AUS")})
    assert {visit.team for visit in assign_teams(never).visits} == {"own"}


def test_a_nation_goes_nowhere_that_it_refused(world: Scenario) -> None:
    """A red caveat on a place holds; with both teams refusing, the place is named as one that nobody helps."""
    site = next(iter(world.needs.values())).site
    caveats = {
        unit: Caveat(id=unit, holder=unit, kind=CaveatKind.NO_PLACE, value=site) for unit in ("own", "guest")
    }
    assert assign_teams(replace(world, caveats=caveats)).unreached == (site,)
    one = assign_teams(replace(world, caveats={"own": caveats["own"]}))
    assert {visit.team for visit in one.visits if visit.incident == site} == {"guest"}


def test_where_two_are_needed_two_begin_at_once(world: Scenario) -> None:
    """Neither begins before the other is there."""
    site = next(iter(world.needs.values())).site
    rota = assign_teams(world, together={site: 2}, seconds=10)
    both = [visit for visit in rota.visits if visit.incident == site]
    assert {visit.team for visit in both} == {"own", "guest"}
    assert both[0].begin_h == both[1].begin_h == max(visit.arrive_h for visit in both)


def test_assessment_teams_go_to_every_site_with_people(world: Scenario) -> None:
    """Whoever surveys nothing else assesses."""
    rota = assign_teams(world, "assessment", stay_h=3, seconds=10)
    assert {visit.team for visit in rota.visits} == {"scouts"}
    reached = {visit.incident for visit in rota.visits} | set(rota.unreached)
    assert reached == {site.id for site in world.sites.values() if site.affected > 0}


@pytest.mark.parametrize(
    ("work", "together", "said"),
    [("dancing", {}, "wanted one of"), ("survey", {}, "no unit does"), ("rescue", {"nowhere": 2}, "no rescue is")],
)
def test_what_cant_be_asked_is_said(world: Scenario, work: str, together: dict[str, int], said: str) -> None:
    """In words, before anything is searched."""
    with pytest.raises(HadrError, match=said):
        assign_teams(world, work, together=together)
