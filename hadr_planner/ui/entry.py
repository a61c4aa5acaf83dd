"""Who sits down: by an identity provider where one is configured, else by giving a name and a role."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from hadr_planner.errors import HadrError
from hadr_planner.people import Claims, Person, Role, person_of

from . import handles
from .words import plain

PERSON = "person"
MARK = "hadr_desk"
ROLES: Mapping[Role, str] = {
    Role.PLANNER: "Planner: keep the scenario, make plans, steer, decide, hand out",
    Role.CONTROLLER: "Controller: keep scenarios and the trail",
    Role.OBSERVER: "Observer: look, change nothing",
    Role.NATION: "Nation: see plans, take your own nation's tasking",
}


def person() -> Person | None:
    """Who sits here, if anybody has sat down."""
    try:
        vouched = provided()
    except HadrError as error:
        st.error(plain(error, 1_000), icon=":material/lock:")
        st.stop()
    if vouched:
        return _vouched_for()
    known = st.session_state.get(PERSON) or handles.browsers().get(mark())
    if isinstance(known, Person):
        st.session_state[PERSON] = known
        return known
    return None


def provided() -> bool:
    """Whether an identity provider is configured.

    Raises
    ------
    HadrError
        Where the secrets are there and can't be read: nobody may come in as if there were none.
    """
    return "auth" in _secrets()


def form() -> None:
    """Ask who sits down."""
    _, middle, _ = st.columns([1, 2, 1])
    with middle, st.container(key="entry"):
        st.title("HADR planner", anchor=False)
        st.write("Who carries what, where and when, with a proven bound and the reasons.")
        if provided():
            if not st.user.is_logged_in:
                st.button("Log in", on_click=st.login, type="primary")
            return
        _ask()


def leave() -> None:
    """Stand up."""
    handles.forget(mark())
    st.session_state.clear()
    if provided():
        st.logout()


def _vouched_for() -> Person | None:
    if not st.user.is_logged_in:
        return None
    try:
        return person_of(st.user.to_dict(), Claims.configured(_secrets().get("hadr", {})))
    except HadrError as error:
        st.error(plain(error, 1_000))
        st.button("Log out", on_click=st.logout)
        return None


def _ask() -> None:
    from hadr_planner.io.nations import NATIONS
    from hadr_planner.report.wording import nation_title

    name = st.text_input("Your name", max_chars=80, placeholder="as it is to stand beside what you do")
    role = st.radio("You are here as", list(ROLES), format_func=lambda role: ROLES[role])
    nations = sorted(NATIONS)
    nation = st.selectbox("For which nation", nations, None, nation_title) if role is Role.NATION else None
    if st.button("Sit down", type="primary"):
        try:
            sat = Person(name.strip(), role, nation or "")
        except HadrError as error:
            st.error(plain(error))
            return
        st.session_state[PERSON] = sat
        if mark():
            handles.remember(mark(), sat)
        st.rerun()
    st.caption("Nothing leaves this machine. Name and role are kept beside every change that you make.")


def mark() -> str:
    """The mark that the server gave this browser; empty where there is none."""
    return str(st.context.cookies.get(MARK, ""))


def _secrets() -> Mapping[str, Any]:
    from streamlit.errors import StreamlitSecretNotFoundError

    try:
        return st.secrets.to_dict()
    except StreamlitSecretNotFoundError as error:
        if any(Path(file).exists() for file in st.get_option("secrets.files")):
            raise HadrError("The desk's secrets can't be read, so nobody is let in: mend secrets.toml.") from error
        return {}

