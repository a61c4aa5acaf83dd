"""What an identity provider says becomes a person, or is refused in words."""

from __future__ import annotations

from typing import Any

import pytest

from hadr_planner.errors import HadrError
from hadr_planner.people import Claims, Person, Role, person_of

BASE = {"sub": "f3a1", "email": "ana@example.org"}


@pytest.fixture(autouse=True)
def _nothing_configured(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ROLE_CLAIM", "NATION_CLAIM", "ROLES", "DEFAULT_ROLE"):
        monkeypatch.delenv(f"HADR_OIDC_{name}", raising=False)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("claim", ["hadr_role", "roles", "groups"])
def test_roles_by_their_own_names(claim: str, role: Role) -> None:
    """As one word or in a list, in any of the usual claims."""
    said = {**BASE, "name": "Ana", "nation": "FJI"}
    assert person_of({**said, claim: str(role)}) == Person("Ana", role, "FJI")
    assert person_of({**said, claim: ["everybody", str(role)]}) == Person("Ana", role, "FJI")


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ({"name": "Ana", "preferred_username": "ana1"}, "Ana"),
        ({"preferred_username": "ana1"}, "ana1"),
        ({"name": " "}, "ana@example.org"),
        ({"name": 7}, "ana@example.org"),
        ({"name": "A\x00n\x1b[2Ja\u202e"}, "An[2Ja"),
        ({"name": "x" * 500}, "x" * 80),
    ],
)
def test_the_first_name_that_can_be_shown(said: dict[str, Any], name: str) -> None:
    """Control characters go, and nobody has an endless name."""
    assert person_of({**BASE, **said, "roles": ["observer"]}).name == name


def test_groups_are_mapped_to_roles() -> None:
    """Where groups are mapped, only they count: a group that happens to be called planner makes no planner."""
    claims = Claims.configured({"role_claim": "groups", "roles": {"hq-j35": "planner", "hq-visitors": "observer"}})
    assert person_of({**BASE, "groups": ["hq-visitors", "hq-j35"]}, claims).role is Role.PLANNER
    assert person_of({**BASE, "groups": ["planner", "hq-visitors"]}, claims).role is Role.OBSERVER
    with pytest.raises(HadrError, match=r"has no role here: .* none of hq-j35, hq-visitors in groups"):
        person_of({**BASE, "groups": ["planner"]}, claims)


def test_a_claim_may_lie_within_another() -> None:
    claims = Claims.configured({"role_claim": "realm_access.roles", "nation_claim": "address.country"})
    said = {**BASE, "realm_access": {"roles": ["nation"]}, "address": {"country": "PHL"}}
    assert person_of(said, claims) == Person("ana@example.org", Role.NATION, "PHL")


def test_a_claim_may_have_dots_in_its_name() -> None:
    claims = Claims.configured({"role_claim": "https://example.org/roles"})
    assert person_of({**BASE, "https://example.org/roles": ["planner"]}, claims).role is Role.PLANNER


def test_the_environment_configures_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HADR_OIDC_ROLE_CLAIM", "department")
    monkeypatch.setenv("HADR_OIDC_ROLES", "J3=planner; J7=controller")
    monkeypatch.setenv("HADR_OIDC_DEFAULT_ROLE", "observer")
    roles = [person_of({**BASE, "department": word}).role for word in ("J3", "J7", "J9")]
    assert roles == [Role.PLANNER, Role.CONTROLLER, Role.OBSERVER]
    assert person_of(BASE).role is Role.OBSERVER


def test_settings_win_over_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HADR_OIDC_DEFAULT_ROLE", "planner")
    assert Claims.configured({"default_role": "observer"}).otherwise is Role.OBSERVER


@pytest.mark.parametrize("said", [{"default_role": "admiral"}, {"roles": {"j3": "boss"}}, {"roles": "j3"}])
def test_a_role_that_is_none_is_refused(said: dict[str, Any]) -> None:
    with pytest.raises(HadrError, match="no role of the desk; wanted planner, controller, observer, nation"):
        Claims.configured(said)


def test_nobody_without_a_role_comes_in() -> None:
    for said in ({}, {"roles": []}, {"roles": ["PLANNER", "planner "]}, {"roles": {"planner": True}}, {"roles": True}):
        with pytest.raises(HadrError, match=r"ana@example.org has no role here.*docs/desk_people.md"):
            person_of({**BASE, **said})


def test_nobody_without_a_name_comes_in() -> None:
    with pytest.raises(HadrError, match="gives no name"):
        person_of({"roles": ["planner"]})


def test_who_speaks_for_a_nation_has_one() -> None:
    """Spelt as everywhere: PHL, neither PH nor Philippines."""
    for country in ("", "PH", "Philippines", "phl", 608, None):
        with pytest.raises(HadrError, match="says which: three letters"):
            person_of({**BASE, "roles": ["nation"], "country": country})
    assert person_of({**BASE, "roles": ["nation"], "country": "PHL"}).nation == "PHL"


@pytest.mark.parametrize(
    ("name", "role", "nation"),
    [("", Role.PLANNER, ""), (" ", Role.PLANNER, ""), ("a\nb", Role.PLANNER, ""), ("x" * 81, Role.PLANNER, ""),
     ("Ana", Role.NATION, ""), ("Ana", Role.NATION, "FIJ1"), ("Ana", Role.PLANNER, "fji")],
)  # fmt: skip
def test_a_person_that_makes_no_sense_is_refused(name: str, role: Role, nation: str) -> None:
    with pytest.raises(HadrError):
        Person(name, role, nation)
