"""The desk's maps: the situation, a plan in motion, and what was clicked on them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import folium
import streamlit as st
from streamlit_folium import st_folium

from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario

from . import readings
from .offmap import Player, Scene, Seek, basemap, localise
from .offmap.emblem import drawings, signs
from .offmap.film import emblems
from .offmap.safe import Packed
from .offmap.situation import LAYERS, Only
from .offmap.situation import situation as described
from .offmap.stage import corners, ground, stage, zoom

KINDS = frozenset({"site", "place", "asset", "sortie", "nation"})
MAX_ZOOM, MIN_ZOOM = 12, 2


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is chosen on the desk.

    Parameters
    ----------
    kind
        ``site``, ``place``, ``asset``, ``sortie`` or ``nation``.
    """

    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """A map and what changes on it.

    Parameters
    ----------
    map
        The same from run to run, so that the browser keeps it.
    group
        What the browser takes off and puts on again when it changes.
    """

    map: folium.Map
    group: folium.FeatureGroup


def situation(
    scenario: Scenario,
    *,
    layers: frozenset[str] = LAYERS,
    nations: Collection[str] | None = None,
    symbols: str = "ocha",
    only: Only | None = None,
    chosen: Chosen | None = None,
) -> Drawn:
    """Map of the situation: people in need, places, roads, areas, and the assets where they wait.

    Parameters
    ----------
    scenario
        What to show.
    layers
        Any of ``sites``, ``places``, ``assets``, ``areas``, ``roads`` and ``tracks``.
    nations
        Owners whose assets are shown; all where unset.
    symbols
        ``ocha`` or ``app6``.
    only
        A layer, and the ids of what is shown of it.
    chosen
        What stands out.
    """
    data = _situation(scenario, layers, None if nations is None else frozenset(nations), symbols, only)
    return Drawn(_map(scenario), _group(Scene(data | {"chosen": _pair(chosen)})))


def picture(
    scenario: Scenario,
    plan: Plan,
    film: Packed,
    *,
    hour: float,
    symbols: str = "ocha",
    chosen: Chosen | None = None,
) -> Drawn:
    """Map of a plan in motion by its film, at an hour after start; ``symbols`` is ``ocha`` or ``app6``."""
    drawn = _map(scenario)
    Player(film).add_to(drawn)
    used = emblems(scenario, plan)
    shown = {"svgs": drawings(used, symbols), "signs": signs(used, symbols)}
    return Drawn(drawn, _group(Seek({"hour": hour, "chosen": _pair(chosen), **shown})))


def show(drawn: Drawn, *, key: str, height: int = 620) -> Chosen | None:
    """Put a map on the page; what was clicked on it since the last run, or nothing.

    The hour at which its player came to rest since then is ``hour_told(key)``.
    """
    localise(drawn.map)
    localise(drawn.group)
    told = st_folium(
        drawn.map,
        key=key,
        height=height,
        use_container_width=True,
        returned_objects=["last_active_drawing"],
        feature_group_to_add=drawn.group,
    )
    news = _news(told, key)
    if isinstance(news.get("hour"), int | float):
        st.session_state[_hour_key(key)] = float(news["hour"])
    if news.get("kind") in KINDS and isinstance(news.get("id"), str):
        return Chosen(news["kind"], news["id"])
    return None


def hour_told(key: str) -> float | None:
    """Hour at which the player of a map came to rest since this was last asked; nothing where it did not."""
    hour: float | None = st.session_state.pop(_hour_key(key), None)
    return hour


def _hour_key(key: str) -> str:
    return f"{key}:hour"


def _news(told: Any, key: str) -> dict[str, Any]:
    """What the browser said, once only: every message has a number of its own."""
    feature = (told or {}).get("last_active_drawing") or {}
    news: dict[str, Any] = feature.get("properties") or {}
    stamp = (news.get("since"), news.get("n"))
    heard = f"{key}:heard"
    if None in stamp or st.session_state.get(heard) == stamp:
        return {}
    st.session_state[heard] = stamp
    return news


def _map(scenario: Scenario) -> folium.Map:
    box = corners(ground(scenario).at.values())
    (south, west), (north, east) = box
    middle = [(south + north) / 2, (west + east) / 2]
    drawn = folium.Map(middle, zoom_start=zoom(box), tiles=None, zoom_control="topright", font_size="12px")
    drawn.options.update(max_zoom=MAX_ZOOM, min_zoom=MIN_ZOOM, zoom_snap=0.25, zoom_delta=0.5)
    stage(scenario).add_to(drawn)
    basemap().add_to(drawn)
    return drawn


def _group(element: folium.MacroElement) -> folium.FeatureGroup:
    group = folium.FeatureGroup(name="shown", control=False)
    element.add_to(group)
    return group


def _pair(chosen: Chosen | None) -> list[str] | None:
    return [chosen.kind, chosen.id] if chosen else None


@st.cache_resource(hash_funcs=readings.HASHES, max_entries=16, show_spinner=False)
def _situation(
    scenario: Scenario, layers: frozenset[str], nations: frozenset[str] | None, symbols: str, only: Only | None
) -> dict[str, Any]:
    return described(scenario, layers, nations, symbols, only)
