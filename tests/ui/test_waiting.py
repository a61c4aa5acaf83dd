"""What a page waits for is shown, also where it comes in the moment between looking and waiting."""

from __future__ import annotations

from concurrent.futures import Future

import pytest
from streamlit.testing.v1 import AppTest

from hadr_planner.ui import films


class Late(Future):
    """An answer that comes just after somebody has looked for it."""

    looked = False

    def done(self) -> bool:
        was, self.looked = self.looked, True
        return was and super().done()


def page() -> None:
    import streamlit as st

    from hadr_planner.ui import films

    found = films.film(None, None, 300)
    if found is not None:
        st.markdown(found)


def test_a_film_that_is_made_just_too_late_is_shown_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that found no film draws itself anew, even if the film was there a moment later."""
    made = Late()
    made.set_result("the film")
    monkeypatch.setattr(films, "begin", lambda scenario, plan: made)
    shown = AppTest.from_function(page).run()
    assert not shown.exception
    assert [text.value for text in shown.markdown] == ["the film"]


def clicked_page() -> None:
    """A click asks for another page's address just before the clock of this page draws it anew."""
    import streamlit as st
    from streamlit.runtime.scriptrunner import get_script_run_ctx
    from streamlit.runtime.scriptrunner_utils.script_requests import RerunData

    from hadr_planner.ui import waiting

    context = get_script_run_ctx()
    if context.query_string == "page=plan":
        st.markdown("the page that was chosen")
    elif "drawn" not in st.session_state:
        st.session_state.drawn = True
        context.script_requests.request_rerun(RerunData(query_string="page=plan"))
        waiting.anew()
    else:
        st.markdown("the page as it was")


def test_a_page_chosen_while_a_clock_draws_anew_is_not_lost() -> None:
    shown = AppTest.from_function(clicked_page).run()
    assert not shown.exception
    assert [text.value for text in shown.markdown] == ["the page that was chosen"]
