"""The desk for ``streamlit run app.py`` and ``uvicorn app:app``; ``hadr serve`` does the same from anywhere."""

import streamlit as st

from hadr_planner.ui.asgi import MIDDLEWARE, ROUTER, in_words

app = st.App(ROUTER, middleware=MIDDLEWARE, on_script_error=in_words)
