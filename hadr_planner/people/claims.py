"""What an identity provider says of somebody, as a person of the desk."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from hadr_planner.errors import HadrError

from .person import NAME_LENGTH, Person, Role

NAMES = ("name", "preferred_username", "email", "sub")
ROLES = ("hadr_role", "roles", "groups")
NATIONS = ("hadr_nation", "nation", "country")
STRONGEST = (Role.PLANNER, Role.CONTROLLER, Role.NATION, Role.OBSERVER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """Where the provider's claims say role and nation.

    Parameters
    ----------
    role, nation
        Names of the claims, the first that is there counts; a dot leads into a claim (``realm_access.roles``).
    roles
        Role by the provider's own name for it, such as a group; where none is given, the desk's own names count.
    otherwise
        Role of who is known but has none of them; unset where such people are sent away.
    """

    role: tuple[str, ...] = ROLES
    nation: tuple[str, ...] = NATIONS
    roles: Mapping[str, Role] = field(default_factory=dict)
    otherwise: Role | None = None

    @staticmethod
    def configured(settings: Mapping[str, Any] | None = None) -> Claims:
        """Claims as the settings say (the section ``[hadr]`` of the secrets), else the environment (``HADR_OIDC_...``).

        Raises
        ------
        HadrError
            Where a role that is named is none of the desk's.
        """
        said = {key: _setting(settings or {}, key) for key in ("role_claim", "nation_claim", "roles", "default_role")}
        pairs = [pair.partition("=")[::2] for pair in said["roles"].split(";") if pair.strip()]
        return Claims(
            role=(said["role_claim"],) if said["role_claim"] else ROLES,
            nation=(said["nation_claim"],) if said["nation_claim"] else NATIONS,
            roles={theirs.strip(): _role(ours) for theirs, ours in pairs},
            otherwise=_role(said["default_role"]) if said["default_role"] else None,
        )


def person_of(user: Mapping[str, Any], claims: Claims | None = None) -> Person:
    """Person whom an identity provider has vouched for.

    Raises
    ------
    HadrError
        Where the provider gives neither a name nor a role that the desk knows, or no nation for who speaks for one.
    """
    claims = claims or Claims.configured()
    name = next((shown for key in NAMES if (shown := _shown(user.get(key)))), "")
    if not name:
        raise HadrError(f"The identity provider gives no name: wanted one of the claims {', '.join(NAMES)}.")
    found = {role for text in _texts(user, claims.role) if (role := _known(text, claims.roles))}
    role = next((one for one in STRONGEST if one in found), claims.otherwise)
    if role is None:
        raise HadrError(
            f"{name} has no role here: the identity provider gives none of {', '.join(claims.roles or Role)} in "
            f"{' or '.join(claims.role)}. Ask whoever keeps the desk to map a group to a role (docs/desk_people.md)."
        )
    nations = [text for text in _texts(user, claims.nation) if re.fullmatch(r"[A-Z]{3}", text)]
    return Person(name, role, nations[0] if nations else "")


def _setting(settings: Mapping[str, Any], key: str) -> str:
    found = settings.get(key, os.environ.get(f"HADR_OIDC_{key.upper()}", ""))
    if isinstance(found, Mapping):
        return ";".join(f"{theirs}={ours}" for theirs, ours in found.items())
    return str(found)


def _role(word: str) -> Role:
    try:
        return Role(word.strip().lower())
    except ValueError:
        raise HadrError(f"{word.strip()[:NAME_LENGTH]!r} is no role of the desk; wanted {', '.join(Role)}.") from None


def _known(text: str, roles: Mapping[str, Role]) -> Role | None:
    return (roles or {str(role): role for role in Role}).get(text)


def _texts(user: Mapping[str, Any], names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        found: Any = user.get(name)
        if found is None and "." in name:
            found = _inside(user, name.split("."))
        many = found if isinstance(found, list | tuple) else [found]
        texts = [text for text in many if isinstance(text, str)]
        if texts:
            yield from texts
            return


def _inside(user: Any, steps: list[str]) -> Any:
    for step in steps:
        user = user.get(step) if isinstance(user, Mapping) else None
    return user


def _shown(name: Any) -> str:
    text = "".join(letter for letter in name if letter.isprintable()) if isinstance(name, str) else ""
    return text.strip()[:NAME_LENGTH]
