"""A page that is left takes its clocks along: a late tick would bring its address back and blank the page after it.

The page after it opens at its top.
"""

from __future__ import annotations

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

KEY = "page_drawn"
TO_TOP = "<script>/* {page} */ document.querySelector('[data-testid=stMain]')?.scrollTo(0, 0);</script>"
"""Runs when it is first drawn for a page, for the browser keeps what stays the same from run to run."""


def leave() -> None:
    """Forget the parts of this page that are drawn by themselves; ticks that are still on their way go nowhere."""
    here = get_script_run_ctx()
    if here is not None:
        here.fragment_storage.clear()


def arrive(page: str) -> None:
    """Leave the page before, if this is another one."""
    if st.session_state.get(KEY) != page:
        st.session_state[KEY] = page
        leave()
    with st.container(key="to_top"):
        st.html(TO_TOP.format(page=page), unsafe_allow_javascript=True)
