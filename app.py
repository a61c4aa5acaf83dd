"""The desk for ``streamlit run app.py`` and ``uvicorn app:app``; ``hadr serve`` does the same from anywhere."""

import streamlit as st

from hadr_planner.ui.asgi import OPTIONS, ROUTER

app = st.App(ROUTER, **OPTIONS)
