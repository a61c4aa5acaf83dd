"""The maps in a real browser without network; skipped where no Chromium is installed and none is required."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from report import world
from ui.offmap import crowded

from hadr_planner.report.kpis import kpis

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
APP = Path(__file__).with_name("app.py")
SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
)
READY = "window.hadr && hadr.ready && hadr.painted > 0"
PAINTED = """() => {
  const canvas = document.querySelector('.leaflet-ground-pane canvas');
  const dots = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
  let n = 0; for (let i = 3; i < dots.length; i += 400) if (dots[i]) n += 1; return n / (dots.length / 400);
}"""

pytestmark = pytest.mark.skipif(CHROMIUM is None and "HADR_REQUIRE_BROWSER" not in os.environ, reason="needs Chromium")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the page with one map is served."""
    log = tmp_path_factory.mktemp("maps") / "log.txt"
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port = door.getsockname()[1]
    flags = {
        "server.port": port, "server.address": "127.0.0.1", "server.headless": "true",
        "browser.gatherUsageStats": "false", "runner.magicEnabled": "false", "server.fileWatcherType": "none",
    }  # fmt: skip
    command = [sys.executable, "-m", "streamlit", "run", str(APP), *(f"--{name}={flags[name]}" for name in flags)]
    with log.open("w") as told:
        server = subprocess.Popen(command, cwd=log.parent, stdout=told, stderr=subprocess.STDOUT)
    try:
        _wait_for(f"http://127.0.0.1:{port}/_stcore/health", server, log)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(20)
    assert "Traceback" not in log.read_text("utf-8"), log.read_text("utf-8")


def _wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + 90
    while time.monotonic() < until and server.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=2).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    pytest.fail(log.read_text("utf-8"))


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, headless=True, args=list(SWITCHES))
        yield browser
        browser.close()


class Map:
    """One map in one browser window, and everything that went wrong with it."""

    def __init__(self, context: Any, address: str, query: str) -> None:
        self.outside: list[str] = []
        self.errors: list[str] = []
        context.on("request", self._asked)
        context.on("response", self._answered)
        context.on("weberror", lambda error: self.errors.append(str(error.error)))
        self.page = context.new_page()
        self.page.on("console", lambda said: self.errors.append(said.text) if said.type == "error" else None)
        self.page.set_default_timeout(60_000)
        self.page.goto(f"{address}/?{query}")
        self.frame = self._ready()

    def _asked(self, request: Any) -> None:
        if not request.url.startswith(("http://127.0.0.1", "ws://127.0.0.1", "data:", "blob:", "about:")):
            self.outside.append(request.url)

    def _answered(self, response: Any) -> None:
        if response.status >= 400:
            self.errors.append(f"{response.status} {response.url}")

    def _ready(self) -> Any:
        self.page.locator("iframe[title='streamlit_folium.st_folium']").first.wait_for()
        frame = next(frame for frame in self.page.frames if "streamlit_folium" in frame.url)
        frame.wait_for_function(READY)
        return frame

    def spot(self, kind: str, number: int = 0) -> Any:
        """Marker of a site, a place or a base."""
        return self.frame.locator(f".hadr-spot.{kind}").nth(number)

    def says(self, words: str) -> bool:
        """Whether the page comes to say this."""
        found = self.page.get_by_text(words).first
        found.wait_for()
        return bool(found.is_visible())


@pytest.fixture
def opened(chromium: Any, address: str) -> Iterator[Any]:
    """Opens maps; afterwards none may have asked for anything outside or met an error."""
    contexts, drawn = [], []

    def visit(query: str, **settings: Any) -> Map:
        context = chromium.new_context(**{"viewport": {"width": 1300, "height": 800}, **settings})
        contexts.append(context)
        drawn.append(Map(context, address, query))
        return drawn[-1]

    yield visit
    for context in contexts:
        context.close()
    assert [one.outside for one in drawn] == [[]] * len(drawn)
    assert [one.errors for one in drawn] == [[]] * len(drawn)


def test_land_is_painted_without_any_request_outside(opened: Any) -> None:
    share = opened("world=hostile").frame.evaluate(PAINTED)
    assert 0.05 < share < 0.9


def test_land_keeps_being_painted_where_the_map_moves_to(opened: Any) -> None:
    """Across 180 degrees too: the map goes to Fiji by way of the east."""
    drawn = opened("world=hostile")
    drawn.frame.evaluate("hadr.map.setView([-17.8, 538], 8, {animate: false})")
    drawn.frame.wait_for_function(f"({PAINTED})() > .02")
    assert 0.02 < drawn.frame.evaluate(PAINTED) < 0.5
    drawn.frame.evaluate("hadr.map.setView([20, 100], 3, {animate: false})")
    drawn.frame.wait_for_function(f"({PAINTED})() > .2")
    assert drawn.frame.evaluate(PAINTED) < 0.9


def test_a_click_on_a_site_is_heard_and_marked(opened: Any) -> None:
    drawn = opened("world=hostile")
    drawn.spot("site", 1).click()
    assert drawn.says("chosen: ('site', 'bravo')")
    drawn.frame.locator(".hadr-spot.site.chosen").wait_for()
    assert drawn.frame.locator(".hadr-spot.site.chosen").count() == 1


@pytest.mark.parametrize("kind", ["site", "place"])
def test_a_card_is_wide_enough_to_be_read(opened: Any, kind: str) -> None:
    """No cell of it breaks words into letters."""
    drawn = opened("world=crowded")
    drawn.spot(kind, 0).dispatch_event("mouseover")
    card = drawn.frame.locator(".leaflet-tooltip .hadr-card").first
    card.wait_for()
    box = card.bounding_box()
    assert 120 <= box["width"] <= 320
    narrow = "(card) => [...card.querySelectorAll('td')].filter((td) => td.offsetHeight > 3 * td.offsetWidth).length"
    assert card.evaluate(narrow) == 0


def test_places_can_be_chosen_from_the_keyboard(opened: Any) -> None:
    drawn = opened("world=hostile")
    drawn.spot("place", 0).focus()
    drawn.page.keyboard.press("Enter")
    assert drawn.says("chosen: ('place', 'hub')")


def test_assets_and_nations_can_be_chosen(opened: Any) -> None:
    drawn = opened("world=hostile")
    drawn.spot("base", 0).focus()
    drawn.page.keyboard.press("Enter")
    drawn.frame.get_by_role("button", name="CH-47").click()
    assert drawn.says("chosen: ('asset', 'aus_ch47')")
    drawn.frame.get_by_text("Nations and agencies").click()
    drawn.frame.locator(".owners").get_by_role("button", name="USA").click()
    assert drawn.says("chosen: ('nation', 'USA')")


@pytest.mark.parametrize("query", ["world=hostile", "world=hostile&plan=1&symbols=app6"])
def test_no_hostile_name_runs(opened: Any, query: str) -> None:
    """Every card is opened, every name is drawn; nothing of it becomes an element, and no dialogue opens."""
    drawn = opened(query)
    drawn.page.on("dialog", lambda dialog: drawn.errors.append(f"dialogue: {dialog.message}"))
    drawn.frame.evaluate("""() => {
      hadr.map.eachLayer((layer) => { if (layer.getTooltip && layer.getTooltip()) layer.openTooltip(); });
      document.querySelectorAll('.hadr-spot').forEach((spot) => spot.click());
    }""")
    drawn.frame.wait_for_function("document.querySelectorAll('.hadr-card').length > 3")
    assert "onerror" in drawn.frame.locator("body").inner_text()
    assert drawn.frame.locator("img, .hadr-card script, .hadr-names script, .hadr-card b").count() == 0
    assert drawn.says("chosen: (")


def test_an_asset_flies_along_its_leg_and_rings_fill(opened: Any) -> None:
    drawn = opened("world=hostile&plan=1")
    at = "hadr.playing.movers.tails.filter((m) => m.on).map((m) => [m.asset.id, m.marker.getLatLng()])"
    drawn.frame.evaluate("hadr.playing.clock.go(1.5)")
    [(asset, spot)] = drawn.frame.evaluate(at)
    assert asset == "usa_c130"
    assert 10.3 < spot["lat"] < 11.23
    drawn.frame.evaluate("hadr.playing.clock.go(48)")
    shares = drawn.frame.evaluate("hadr.playing.sites.map((s) => s.share)")
    expected = [site.curve[-1] for site in kpis(world.scenario(), world.plan()).sites]
    assert shares == pytest.approx(expected, abs=0.001)
    assert max(shares) > 0.4


def test_a_ramp_fills_while_an_aircraft_is_on_it(opened: Any) -> None:
    drawn = opened("world=hostile&plan=1")
    there = "hadr.playing.places.map((p) => p.there)"
    drawn.frame.evaluate("hadr.playing.clock.go(2.5)")
    assert drawn.frame.evaluate(there) == [0, 1, 0]
    drawn.frame.evaluate("hadr.playing.clock.go(17)")
    assert drawn.frame.evaluate(there) == [0, 0, 1]


def test_playing_moves_the_clock_and_a_pause_tells_the_page(opened: Any) -> None:
    drawn = opened("world=hostile&plan=1")
    drawn.frame.get_by_role("button", name="Play the plan").click()
    drawn.frame.wait_for_function("hadr.playing.clock.frames > 5 && hadr.hour > .5")
    drawn.frame.get_by_role("button", name="Pause").click()
    stopped = drawn.frame.evaluate("hadr.hour")
    drawn.page.wait_for_function("() => !document.body.innerText.includes('hour: none')")
    assert stopped > 0.5
    assert drawn.frame.evaluate("hadr.hour") == stopped, "the echo from the page moves nothing"


def test_the_hour_lines_of_charts_move_while_it_plays_and_the_page_is_not_drawn_anew(opened: Any) -> None:
    drawn = opened("world=hostile&plan=1&chart=1")
    drawn.page.wait_for_selector("svg.marks .now_marks line", state="attached")
    drawn.frame.get_by_role("button", name="Play the plan").click()
    drawn.page.wait_for_function(
        "() => parseFloat(document.querySelector('svg.marks .now_marks line').getAttribute('transform').slice(10)) > 3"
    )
    assert drawn.says("hour: none"), "the page has heard of no hour yet"


def test_less_motion_means_period_by_period(opened: Any) -> None:
    drawn = opened("world=hostile&plan=1", reduced_motion="reduce")
    drawn.frame.get_by_role("button", name="Play the plan").click()
    drawn.frame.wait_for_function("hadr.hour >= 12")
    assert drawn.frame.evaluate("hadr.playing.clock.frames === undefined && hadr.hour % 6 === 0")


def test_the_slider_works_from_the_keyboard(opened: Any) -> None:
    drawn = opened("world=hostile&plan=1")
    slider = drawn.frame.get_by_role("slider", name="Hour of the plan")
    slider.focus()
    slider.press("ArrowRight")
    assert drawn.frame.evaluate("hadr.hour") == 0.25
    assert slider.get_attribute("aria-valuetext").startswith("H+0:15")


def test_the_page_moves_the_clock_without_a_new_map(opened: Any) -> None:
    drawn = opened("world=hostile&plan=1")
    drawn.frame.evaluate("window.mark = 1")
    slider = drawn.page.get_by_role("slider", name="hour")
    slider.focus()
    slider.press("ArrowRight")
    drawn.frame.wait_for_function("hadr.hour > 0")
    assert drawn.frame.evaluate("window.mark") == 1


def test_a_route_offers_its_sorties(opened: Any) -> None:
    drawn = opened("world=hostile&plan=1")
    drawn.frame.evaluate("""() => {
      const line = hadr.map._layers, touch = Object.values(line).find((l) => l.options && l.options.hadr === 'touch');
      touch.fire('click', { latlng: touch.getCenter() });
    }""")
    assert drawn.says("chosen: ('sortie', 's0001')")
    assert drawn.frame.locator(".hadr-choices button").count() == 1


@pytest.mark.parametrize("query", ["world=crowded", "world=crowded&plan=1"])
def test_five_hundred_sites_and_a_thousand_sorties_are_drawn(opened: Any, query: str) -> None:
    drawn = opened(query)
    assert drawn.frame.locator(".hadr-spot.site").count() == 500
    layered = "[...document.querySelectorAll('.hadr-spot')].filter((e) => e.style.transform.includes('3d')).length"
    assert drawn.frame.evaluate(layered) == 0, "a layer for each marker makes every frame wait"
    assert 0 < drawn.frame.locator(".hadr-name").count() <= 70
    if "plan" in query:
        drawn.frame.evaluate("hadr.playing.clock.go(11.3)")
        assert drawn.frame.evaluate("hadr.playing.movers.moving") > 40
    drawn.spot("site", 499).dispatch_event("click")
    assert drawn.says("chosen: ('site', 'site499')")


TOUCHED = """(gliding) => {
  const { clock } = hadr.playing, spots = hadr.map.getContainer(), from = clock.now + .01;
  const seen = new MutationObserver(() => {});
  for (const pane of ['sites', 'places', 'names']) {
    seen.observe(hadr.map.getPane(pane), { attributes: true, childList: true, characterData: true, subtree: true });
  }
  for (let tick = 0; tick < 8; tick += 1) clock.go(from + tick * .4, gliding);
  return seen.takeRecords().length;
}"""


def test_a_plan_that_plays_fills_rings_for_every_few_pictures_only_and_stands_right_when_halted(opened: Any) -> None:
    frame = opened("world=crowded&plan=1").frame
    frame.evaluate("hadr.playing.clock.go(11)")
    each = frame.evaluate(TOUCHED, False)
    frame.evaluate("hadr.playing.clock.go(11)")
    gliding = frame.evaluate(TOUCHED, True)
    assert each > 500
    assert gliding < each / 3
    frame.evaluate("hadr.playing.clock.run = 1; hadr.playing.clock.stop()")
    shown = frame.evaluate("hadr.playing.sites.map((s) => [s.share, s.drawn.met.hadrGrain])")
    assert [grain for share, grain in shown if abs(200 * share - grain) > 1] == []


LAID_OUT = """() => new Promise((done) => {
  const said = [], brief = hadr.brief;
  hadr.brief = (name) => { said.push(name); return brief(name); };
  hadr.map.fire('hadr:legend'); hadr.mark(null); hadr.mark(['site', hadr.playing.sites[0].site.id]);
  requestAnimationFrame(() => requestAnimationFrame(() => {
    hadr.brief = brief;
    done([said.length, new Set(said).size, document.querySelectorAll('.hadr-name.chosen').length]);
  }));
})"""


def test_names_are_laid_out_once_for_a_picture_however_often_that_is_asked_for(opened: Any) -> None:
    laid, names, chosen = opened("world=crowded&plan=1").frame.evaluate(LAID_OUT)
    assert laid == names > 100
    assert chosen == 1


def test_a_marker_is_one_piece_to_the_browser(opened: Any) -> None:
    """Nothing in a site's drawing is turned or cut off, no picture lies in a sign's, and names have no plane."""
    frame = opened("world=crowded&plan=1").frame
    assert frame.locator(".hadr-spot.site path").count() == 1_000
    assert frame.locator(".hadr-spot.site [transform], .hadr-spot svg svg").count() == 0
    cut = "[...document.querySelectorAll('.hadr-spot svg')].filter((e) => getComputedStyle(e).overflow !== 'visible')"
    assert frame.evaluate(f"{cut}.length") == 0
    assert frame.locator(".hadr-name").count() > 5
    planes = "[...document.querySelectorAll('.hadr-name')].filter((e) => e.style.transform).length"
    assert frame.evaluate(planes) == 0


def test_scattered_signs_lie_on_one_floor_wherever_the_map_goes(opened: Any) -> None:
    frame = opened("world=crowded&plan=1").frame
    frame.evaluate("hadr.map.panBy([900, 400], { animate: false }) && 0")
    frame.evaluate("hadr.map.setZoom(hadr.map.getZoom() + 1, { animate: false }) && 0")
    bare = """() => {
      const box = (of) => of.getBoundingClientRect(), whole = box(hadr.map.getContainer());
      return ['places', 'sites', 'movers'].filter((name) => {
        const floor = box(hadr.map.getPane(name).querySelector('.hadr-floor'));
        const across = floor.left <= whole.left && floor.right >= whole.right;
        return !across || floor.top > whole.top || floor.bottom < whole.bottom;
      });
    }"""
    assert frame.evaluate(bare) == []
    assert frame.evaluate("getComputedStyle(document.querySelector('.hadr-floor')).pointerEvents") == "none"


def test_a_drag_leaves_no_card_open_behind_it(opened: Any) -> None:
    drawn = opened("world=crowded")
    left, top = drawn.frame.evaluate(
        "(() => { const b = hadr.map.getContainer().getBoundingClientRect(); return [b.left, b.top]; })()"
    )
    box = drawn.page.locator("iframe").first.bounding_box()
    x, y = box["x"] + left + box["width"] * 0.7, box["y"] + top + 280
    drawn.page.mouse.move(x, y)
    drawn.page.mouse.down()
    drawn.page.mouse.move(x - 30, y, steps=6)
    for spot in (3, 9, 27):
        drawn.frame.evaluate(
            "(n) => Object.values(hadr.map._layers).filter((l) => l.getTooltip?.())[n].fire('mouseover')",
            spot,
        )
    drawn.page.mouse.up()
    drawn.page.wait_for_timeout(600)
    assert drawn.frame.locator(".leaflet-tooltip").count() <= 1


def test_lines_to_names_lie_below_the_rings(opened: Any) -> None:
    frame = opened("world=crowded").frame
    assert frame.locator(".hadr-leader").count() > 0
    level = "(e) => Number(e.closest('.leaflet-pane[style]').style.zIndex)"
    over = "Number(hadr.map.getPane('names').style.zIndex) > Number(hadr.map.getPane('movers').style.zIndex)"
    assert frame.evaluate(over), "names are read above what passes"
    assert frame.locator(".hadr-leader").first.evaluate(level) < frame.locator(".hadr-spot.site").first.evaluate(level)


def test_assets_that_wait_at_one_place_share_a_symbol_and_rings_lie_on_top(opened: Any) -> None:
    frame = opened("world=crowded&plan=1").frame
    frame.evaluate("hadr.playing.clock.go(.9)")
    waiting = frame.locator(".hadr-mover")
    assert waiting.count() == 1
    assert waiting.locator("b").inner_text() == "46"
    level = "(name) => Number(hadr.map.getPane(name).style.zIndex)"
    assert frame.evaluate(level, "movers") < frame.evaluate(level, "sites")
    frame.evaluate("hadr.mark(['asset', 'flock'])")
    assert frame.locator(".hadr-mover .chosen").count() == 1


def test_assets_under_way_that_would_cover_each_other_share_a_symbol_with_a_list(opened: Any) -> None:
    """None is lost, none of a mode lies on another, and each can still be chosen; nearer to, they stand apart."""
    drawn = opened("world=crowded&plan=1")
    drawn.frame.evaluate("hadr.playing.clock.go(2.2)")
    shown = "hadr.playing.movers.tails.filter((m) => m.on)"
    there = drawn.frame.evaluate("hadr.playing.movers.tails.filter((m) => m.move).length")
    assert drawn.frame.evaluate(f"{shown}.reduce((n, m) => n + m.mates.length, 0)") == there
    symbols = drawn.frame.locator(".hadr-mover")
    few = symbols.count()
    assert few < there / 2
    drawn.frame.evaluate(f"{shown}.sort((a, b) => b.mates.length - a.mates.length)[0].marker.fire('click') && 0")
    listed = drawn.frame.locator(".leaflet-popup .hadr-choices button")
    assert "CH-47 flight" in listed.nth(0).inner_text()
    listed.nth(1).click()
    assert drawn.says("chosen: ('sortie', 's")
    drawn.frame.locator(".leaflet-popup").wait_for(state="detached")
    drawn.frame.evaluate("hadr.map.setZoom(hadr.map.getZoom() + 2, {animate: false}) && 0")
    assert symbols.count() > few


ROUTE = """() => {
  const touch = Object.values(hadr.map._layers).find((l) => l.options && l.options.hadr === 'touch');
  touch.fire('click', { latlng: touch.getCenter() });
}"""


@pytest.mark.parametrize("turn", ["hadr.choose('place', 'hub')", "hadr.playing.clock.go(40)"])
def test_a_list_on_the_map_goes_when_another_thing_is_chosen_or_the_hour_moves_on(opened: Any, turn: str) -> None:
    drawn = opened("world=hostile&plan=1")
    drawn.frame.evaluate(ROUTE)
    assert drawn.says("chosen: ('sortie', 's0001')")
    assert drawn.frame.locator(".leaflet-popup").count() == 1
    drawn.frame.evaluate(turn)
    drawn.frame.locator(".leaflet-popup").wait_for(state="detached")


def test_a_list_asked_for_while_the_plan_plays_halts_it(opened: Any) -> None:
    drawn = opened("world=hostile&plan=1")
    drawn.frame.get_by_role("button", name="Play the plan").click()
    drawn.frame.wait_for_function("hadr.playing.clock.frames > 5")
    drawn.frame.evaluate(ROUTE)
    assert drawn.frame.evaluate("hadr.playing.clock.run") == 0
    assert drawn.says("chosen: ('sortie', 's0001')")
    assert drawn.frame.locator(".leaflet-popup").count() == 1


def test_legs_and_assets_of_a_chosen_site_stand_out_from_the_rest(opened: Any) -> None:
    """One site of five hundred, two sorties of a thousand: the other legs are hardly seen, whatever the hour."""
    frame = opened("world=crowded&plan=1").frame
    shades = """() => hadr.playing.routes.lines.reduce((found, line) => {
      found[line.over ? 'chosen' : 'rest'].push((line.over || line.stroke).options.opacity); return found;
    }, { chosen: [], rest: [] })"""
    frame.evaluate("hadr.playing.clock.go(1.6)")
    assert len(frame.evaluate(shades)["chosen"]) == 0
    frame.evaluate("hadr.choose('site', 'site7')")
    found = frame.evaluate(shades)
    assert len(found["chosen"]) == 2
    assert max(found["rest"]) < 0.2 < min(found["chosen"])
    picked = "hadr.playing.movers.tails.filter((m) => m.picked).map((m) => m.tail.tail)"
    assert frame.evaluate(picked) == [8]
    frame.evaluate("hadr.playing.clock.go(9.5)")
    assert frame.evaluate(picked) == [], "the tail now flies to another site"
    frame.evaluate("hadr.mark(null)")
    assert len(frame.evaluate(shades)["chosen"]) == 0
    assert max(frame.evaluate(shades)["rest"]) > 0.9


def test_marking_a_choice_among_hundreds_of_routes_takes_no_time(opened: Any) -> None:
    frame = opened("world=crowded&plan=1").frame
    took = "() => { const from = performance.now(); hadr.mark(['asset', 'flock']); return performance.now() - from; }"
    assert frame.evaluate(took) < 1_500
    assert frame.evaluate("hadr.playing.routes.lines.every((line) => line.over)")


def test_hostile_names_stay_text_in_the_list_of_a_shared_symbol(opened: Any) -> None:
    drawn = opened("world=hostile&plan=1")
    drawn.frame.evaluate("hadr.playing.clock.go(1.5)")
    drawn.frame.evaluate("""() => {
      const [mover] = hadr.playing.movers.tails.filter((m) => m.on);
      mover.asset.name = "<img src=x onerror=alert(3)>";
      mover.mates = [mover, mover];
      mover.marker.openTooltip();
      mover.marker.fire('click');
    }""")
    drawn.frame.locator(".leaflet-popup .hadr-choices button").nth(1).wait_for()
    assert "onerror" in drawn.frame.locator(".leaflet-popup").inner_text()
    assert drawn.frame.locator("img, .hadr-card script").count() == 0


def test_the_open_legend_covers_no_site(opened: Any) -> None:
    frame = opened("world=crowded&plan=1").frame
    edge = frame.evaluate("document.querySelector('.hadr-legend').getBoundingClientRect().right")
    lefts = frame.evaluate(
        "[...document.querySelectorAll('.hadr-spot.site')].map((e) => e.getBoundingClientRect().left)"
    )
    assert len(lefts) == 500
    assert min(lefts) > edge


def test_the_legend_is_folded_where_the_map_is_narrow(opened: Any) -> None:
    folded = "!document.querySelector('.hadr-legend').open"
    assert opened("world=hostile").frame.evaluate(folded) is False
    assert opened("world=hostile", viewport={"width": 700, "height": 800}).frame.evaluate(folded) is True


def test_the_keyboard_stops_at_things_with_a_name_only(opened: Any) -> None:
    drawn = opened("world=hostile&plan=1")
    drawn.frame.evaluate("hadr.map.getContainer().focus()")
    name = "((e) => e.ariaLabel || e.textContent || [...(e.labels || [])].map((l) => l.textContent).join())"
    stops = []
    for _ in range(8):
        drawn.page.keyboard.press("Tab")
        stops.append(drawn.frame.evaluate(f"{name}(document.activeElement)"))
    assert len(set(stops)) > 5
    assert all(stops)


def test_dark_pages_get_dark_maps(opened: Any) -> None:
    for scheme in ("light", "dark"):
        drawn = opened("world=hostile", color_scheme=scheme)
        drawn.frame.wait_for_function("document.documentElement.dataset.theme !== undefined")
        assert drawn.frame.evaluate("document.documentElement.dataset.theme") == scheme


def test_the_legend_shows_the_symbols_that_the_map_shows(opened: Any) -> None:
    def drawings(drawn: Map, at: str) -> set[str]:
        return set(drawn.frame.locator(at).evaluate_all("(all) => all.map((svg) => svg.innerHTML)"))

    waiting = opened("world=hostile")
    assert drawings(waiting, ".hadr-fleet svg") <= drawings(waiting, ".hadr-legend .signs svg")
    shown = {}
    for style in ("ocha", "app6"):
        plan = opened(f"world=hostile&plan=1&symbols={style}")
        plan.frame.evaluate("hadr.playing.clock.go(1.5)")
        shown[style] = drawings(plan, ".hadr-legend .signs svg")
        assert drawings(plan, ".hadr-mover svg") <= shown[style]
    assert not shown["ocha"] & shown["app6"]


@pytest.mark.parametrize("query", ["world=crowded", "world=crowded&plan=1"])
def test_the_worst_hit_are_named_at_first_sight_and_no_name_lies_on_another(opened: Any, query: str) -> None:
    frame = opened(query).frame
    names = frame.locator(".hadr-name.site").all_inner_texts()
    worst = sorted(crowded.scenario().sites.values(), key=lambda site: -site.affected)[:6]
    assert [site.name for site in worst if not any(name.startswith(site.name) for name in names)] == []
    boxes = [box.bounding_box() for box in frame.locator(".hadr-name").all()]
    assert not [
        (a, b)
        for i, a in enumerate(boxes)
        for b in boxes[i + 1 :]
        if a["x"] < b["x"] + b["width"]
        and b["x"] < a["x"] + a["width"]
        and a["y"] < b["y"] + b["height"]
        and b["y"] < a["y"] + a["height"]
    ]
