"""What all visitors share: the store, the jobs, and who sits at which browser."""

from __future__ import annotations

import hashlib
import os
from collections import OrderedDict
from pathlib import Path

import streamlit as st

from hadr_planner.jobs import Jobs
from hadr_planner.people import Person
from hadr_planner.store import Store, open_store
from hadr_planner.store.place import file_of, place, user_folder

JOBS = "HADR_JOBS"
MOST_BROWSERS = 1_000


@st.cache_resource(show_spinner="Opening the store …", on_release=lambda store: store.close())
def store() -> Store:
    """Open the store named by ``HADR_STORE``, or this user's own."""
    return open_store()


@st.cache_resource(show_spinner=False, on_release=lambda jobs: jobs.close())
def jobs() -> Jobs:
    """Open the folder of the searches; those that an earlier server began are found again."""
    return Jobs(jobs_folder())


def jobs_folder() -> Path:
    """Folder of the searches: ``HADR_JOBS``, else one that belongs to the store, for orders name its scenarios."""
    named = os.environ.get(JOBS)
    if named:
        return Path(named)
    at = place()
    file = file_of(at)
    if file:
        return file.with_suffix(".jobs")
    address = at.render_as_string(hide_password=True)
    return user_folder() / f"{hashlib.sha256(address.encode()).hexdigest()[:16]}.jobs"


@st.cache_resource(show_spinner=False)
def browsers() -> OrderedDict[str, Person]:
    """Who sits at which browser, by the mark that the server gave it; forgotten when the server stops."""
    return OrderedDict()


def remember(mark: str, person: Person) -> None:
    """Keep who sits at a browser, so that a reload needs no second entry."""
    known = browsers()
    known[mark] = person
    known.move_to_end(mark)
    while len(known) > MOST_BROWSERS:
        known.popitem(last=False)


def forget(mark: str) -> None:
    """Let a browser go."""
    browsers().pop(mark, None)
