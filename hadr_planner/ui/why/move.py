"""Why not this move? Plain fields, then the rules against it."""

from __future__ import annotations

import streamlit as st

from hadr_planner import steer
from hadr_planner.domain.catalogue import NeedKind
from hadr_planner.domain.plan import Plan
from hadr_planner.domain.scenario import Scenario
from hadr_planner.explain import Move, Outcome, Verdict
from hadr_planner.people import Action
from hadr_planner.report.naming import named
from hadr_planner.report.wording import clean, dtg, h_plus, item_name, node_name, number, owner_title, sortie_name
from hadr_planner.ui import wishing
from hadr_planner.ui.asking import answer_of, asker
from hadr_planner.ui.desk import Desk
from hadr_planner.ui.steer.edits import Step, apply, edits_of
from hadr_planner.ui.waiting import until_answered
from hadr_planner.ui.words import plain
from hadr_planner.wishes import Insist

from . import form
from .example import examples
from .reasons import objections

UNIT = "unit:"
HEADS = {
    Outcome.BARRED: ("error", ":material/block:", "Rules are against it"),
    Outcome.HELPS: ("success", ":material/check_circle:", "Nothing is against it, and the plan would gain"),
    Outcome.NEED_MET: ("info", ":material/info:", "Nothing is against it; nothing that it could bring is lacking"),
    Outcome.NOTHING_TO_CARRY: ("info", ":material/info:", "Nothing is against it; what is lacking lies spare nowhere"),
    Outcome.BRINGS_STOCK: ("info", ":material/info:", "Nothing is against it; it only brings stock"),
    Outcome.NOT_WORTH_IT: ("info", ":material/info:", "Nothing is against it; the plan would not gain"),
}
ASKED = "why_move"
TOLERANCE_H = 6.0


def section(desk: Desk, scenario: Scenario, plan: Plan) -> None:
    """Draw form and verdict."""
    fields, verdict = st.columns([2, 3], gap="medium")
    with fields:
        move = _form(desk, scenario)
        if st.button("Ask why not", type="primary", width="stretch", disabled=move is None):
            desk.kept[ASKED] = move
    with verdict:
        asked = desk.kept.get(ASKED)
        if asked is None:
            st.markdown("**What can be asked here**")
            st.markdown("\n".join(f"* {plain(one, 400)}" for one in examples(scenario, plan, move)))
            st.caption("A move that is asked for is only tried: the plan itself is not changed.")
            return
        future = asker().ask(scenario, plan, "move", asked)
        until_answered([future], "Asking every rule …")
        if future.done():
            found, why = answer_of(future)
            if found is None:
                st.error(plain(named(scenario, why), 1_000))
            else:
                _verdict(desk, scenario, plan, found)


def _form(desk: Desk, scenario: Scenario) -> Move | None:
    nodes = {id: node_name(scenario, id) for id in (*scenario.sites, *scenario.places)}
    assets = {id: f"{clean(a.name)} · {owner_title(scenario, a.owner)}" for id, a in scenario.assets.items()}
    if not assets or len(nodes) < 2:
        st.caption("The scenario has no asset, or nowhere to go.")
        return None
    held = form.recall(desk, list(assets), list(nodes))
    asset = st.selectbox("Asset", list(assets), format_func=assets.__getitem__, key=form.key("asset"))
    to = st.selectbox("goes to", list(nodes), format_func=nodes.__getitem__, key=form.key("to"))
    start = st.selectbox(
        "loads at",
        [id for id in nodes if id != to],
        index=None,
        format_func=nodes.__getitem__,
        placeholder="wherever it can best take on what is wanted",
        key=form.key("start"),
    )
    items = _items(scenario)
    item = st.selectbox(
        "with",
        list(items),
        index=None,
        format_func=items.__getitem__,
        placeholder="what helps most there",
        key=form.key("item"),
    )
    hour, tonnes = st.columns(2)
    at_h = hour.number_input(
        "from hour H+",
        0.0,
        float(scenario.clock.horizon_h),
        None,
        scenario.clock.slot_h,
        placeholder="any",
        key=form.key("at_h"),
    )
    load_t = tonnes.number_input(
        "tonnes",
        0.0,
        100_000.0,
        None,
        1.0,
        placeholder="as much as fits",
        disabled=item is None,
        key=form.key("tonnes"),
    )
    held.update(asset=asset, to=to, start=start, item=item, at_h=at_h, tonnes=load_t)
    return Move(
        asset=asset, to=to, start=start or "", at_h=at_h, item=item or "", tonnes=(load_t or None) if item else None
    )


def _items(scenario: Scenario) -> dict[str, str]:
    goods = {id: clean(item.name) for id, item in scenario.catalogue.items.items() if item.kind is NeedKind.CARGO}
    return goods | {f"{UNIT}{id}": f"Unit: {clean(unit.name)}" for id, unit in scenario.units.items()}


def _verdict(desk: Desk, scenario: Scenario, plan: Plan, found: Verdict) -> None:
    kind, icon, words = HEADS[found.outcome]
    more = f"{'+' if found.gain >= 0 else ''}{number(found.gain)}"
    gain = f" (value {more} person-days)" if found.outcome is not Outcome.BARRED else ""
    getattr(st, kind)(plain(f"{words}{gain}"), icon=icon)
    st.dataframe(
        [
            {
                "call": node_name(scenario, stop.node),
                "on block": f"{h_plus(stop.on_block_h)} · {dtg(scenario.when(stop.on_block_h))}",
                "off block": f"{h_plus(stop.off_block_h)} · {dtg(scenario.when(stop.off_block_h))}",
                "loads": ", ".join(f"{number(t, 1)} t {item_name(scenario, i)}" for i, t in stop.loads.items()),
                "unloads": ", ".join(f"{number(t, 1)} t {item_name(scenario, i)}" for i, t in stop.unloads.items()),
            }
            for stop in found.sortie.stops
        ],
        hide_index=True,
        width="stretch",
    )
    objections(scenario, plan, found.objections)
    if found.outcome is Outcome.BARRED and found.possible_from_h is not None:
        st.markdown(f"Nothing would be against it from **{plain(h_plus(found.possible_from_h))}**.")
    elif found.outcome is Outcome.BARRED and found.hours_tried > 1:
        st.caption(f"{number(found.hours_tried)} hours of departure were tried; rules are against every one of them.")
    if found.outcome is not Outcome.BARRED:
        _act(desk, scenario, plan, found)


def _act(desk: Desk, scenario: Scenario, plan: Plan, found: Verdict) -> None:
    wish = Insist(
        asset=found.move.asset,
        route=tuple(stop.node for stop in found.sortie.stops[:2]),
        start_h=found.at_h,
        tolerance_h=TOLERANCE_H,
    )
    may = desk.may(Action.STEER) and desk.scenario_id is not None
    insist, add = st.columns(2)
    if insist.button("Insist on it in the next search", disabled=not may, icon=":material/push_pin:", width="stretch"):
        wishing.wish(desk, wish)
        st.toast("Written down as a wish: search on from the page Steer or Plan.", icon=":material/push_pin:")
    if add.button("Put it into the plan by hand", disabled=not may, icon=":material/add:", width="stretch"):
        with st.spinner("Editing the plan …"):
            _add(desk, scenario, plan, found)
        st.rerun()


def _add(desk: Desk, scenario: Scenario, plan: Plan, found: Verdict) -> None:
    after = steer.add(scenario, plan, found.move)
    known = {sortie.id for sortie in plan.sorties}
    new = next(sortie for sortie in after.sorties if sortie.id not in known)
    name = sortie_name(scenario, new)
    step = Step(plan=after, said=f"{name} added", sortie=new.id, wish=steer.lock(after, new.id))
    apply(desk, edits_of(desk).done(step))
    desk.kept.pop(ASKED, None)
    st.toast(f"{plain(name)} is in the plan; the page Steer says what it breaks.", icon=":material/add:")
