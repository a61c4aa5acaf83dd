"use strict";
// What every map of the desk shares: its panes, its theme, and how it tells the page what was clicked.
window.hadr = window.hadr || {};
(function (hadr) {
  const PANES = { areas: 300, routes: 420, moves: 430, places: 610, leaders: 618, sites: 620, movers: 640, names: 645 };
  const LEGEND_PX = 190, RIM = .25;
  let told = 0;

  // Lines and areas are for the mouse: hundreds of stops without a name would stand before the first site. Lists have what is on them.
  L.Path.addInitHook(function () {
    this.on("add", () => { const line = this.getElement && this.getElement(); if (line) line.setAttribute("tabindex", "-1"); });
  });

  // Leaflet opens a card for everything that the mouse came by while the map was dragged, and leaves them open.
  function quiet() {
    let dragged = false;
    this.on("dragstart", () => { dragged = true; });
    this.on("moveend", () => setTimeout(() => { dragged = false; }));
    this.on("tooltipopen", (event) => { if (dragged) this.closeTooltip(event.tooltip); });
  }
  L.Map.addInitHook(quiet);

  // A card at the edge of the map is moved until all of it can be read, beside the legend where that stands there.
  function inSight(event) {
    const card = event.tooltip.getElement();
    if (event.tooltip.options.sticky || !card.classList.contains("hadr-tip")) return;
    card.style.translate = "none";
    const box = card.getBoundingClientRect(), edge = event.target.getContainer().getBoundingClientRect();
    const legend = document.querySelector(".hadr-legend"), taken = legend && legend.getBoundingClientRect();
    const dy = Math.max(edge.top - box.top, 0) - Math.max(box.bottom - edge.bottom, 0);
    const beside = taken && box.left < taken.right && box.top + dy < taken.bottom && box.bottom + dy > taken.top;
    const dx = Math.max((beside ? taken.right : edge.left) - box.left, 0) - Math.max(box.right - edge.right, 0);
    card.style.translate = dx + "px " + dy + "px";
  }
  L.Map.addInitHook(function () { this.on("tooltipopen", inSight); });

  hadr.colour = (name) => getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();

  hadr.calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

  function dark() {
    try {
      const app = window.parent.document.querySelector("[data-testid=stApp]");
      return getComputedStyle(app).colorScheme === "dark";
    } catch (_) {
      return matchMedia("(prefers-color-scheme: dark)").matches;
    }
  }

  function dress() {
    const theme = dark() ? "dark" : "light";
    if (document.documentElement.dataset.theme === theme) return;
    document.documentElement.dataset.theme = theme;
    if (hadr.map) hadr.map.fire("hadr:theme");
  }

  // The page's own typeface, from wherever the page has it.
  function typeface() {
    try {
      for (const sheet of window.parent.document.styleSheets) for (const rule of sheet.cssRules) {
        if (!(rule instanceof window.parent.CSSFontFaceRule) || !/^"?Source Sans/.test(rule.style.getPropertyValue("font-family"))) continue;
        const source = rule.style.getPropertyValue("src").replace(/url\("?([^")]+)"?\)/g, (_, url) => 'url("' + new URL(url, sheet.href || window.parent.document.baseURI).href + '")');
        const face = new FontFace("Source Sans", source, { weight: rule.style.getPropertyValue("font-weight") || "400", style: rule.style.getPropertyValue("font-style") || "normal" });
        document.fonts.add(face);
      }
    } catch (_) { /* the page keeps its typeface to itself: the system's own will do */ }
  }

  // Styles are not waited for by whoever loads this map; what was drawn in no colour is drawn again.
  function styled(map) {
    if (hadr.colour("sea")) map.fire("hadr:theme"); else setTimeout(() => styled(map), 30);
  }

  // The page hears of one thing at a time; the number makes a second click on the same thing news.
  hadr.tell = function (kind, id, hour) {
    told += 1;
    const news = { type: "Feature", geometry: null, properties: { n: told, since: hadr.since, kind, id, hour } };
    hadr.map.fire("draw:edited", { layer: { toGeoJSON: () => news } });
  };

  // Marks at once what was clicked, then lets the page know.
  hadr.choose = function (kind, id) {
    hadr.mark([kind, id]);
    hadr.tell(kind, id, hadr.hour);
  };
  hadr.mark = function (chosen) {
    if (String(chosen) !== String(hadr.chosen)) hadr.map.closePopup();
    hadr.chosen = chosen;
    hadr.map.fire("hadr:chosen");
  };
  // A list to choose from; it goes when something is chosen or the hour moves on, and a plan that plays is halted for it.
  hadr.offer = function (at, box, options) {
    hadr.map.fire("hadr:offer");
    L.popup({ className: "hadr-tip", ...options }).setLatLng(at).setContent(box).openOn(hadr.map);
  };
  hadr.isChosen = (kind, id) => Boolean(hadr.chosen) && hadr.chosen[0] === kind && hadr.chosen[1] === id;

  // Whether there is room for an open legend; its corner is then kept free.
  hadr.roomy = (map) => map.getSize().x >= 900;

  function look(map, bounds, animate) {
    map.fitBounds(bounds, { animate, paddingTopLeft: [hadr.roomy(map) ? LEGEND_PX : 10, 10], paddingBottomRight: [10, 50] });
  }

  hadr.stage = function (map, data) {
    hadr.map = map;
    hadr.since = Date.now();
    hadr.frame = data;
    dress();
    typeface();
    styled(map);
    window.addEventListener("message", () => setTimeout(dress, 50));
    for (const name in PANES) map.createPane(name).style.zIndex = PANES[name];
    for (const quiet of ["names", "leaders"]) map.getPane(quiet).style.pointerEvents = "none";
    map.getPane("moves").style.pointerEvents = "none";
    for (const pane of ["places", "sites", "movers"]) floor(map, pane);
    L.control.scale({ position: "bottomright" }).addTo(map);
    const box = map.getContainer();
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", data.title);
    let fitted = false;
    const fit = () => { if (!fitted && map.getSize().x > 0) { fitted = true; look(map, data.view, false); } };
    fit();
    map.on("resize", fit);
    corner(map, data);
  };

  // Something that covers all of the map, hardly there: for every picture a browser lays scattered things together by trying each
  // against each, and does so at once where all of them lie on one thing. A plane to each pane, so that only what changes is painted.
  function floor(map, pane) {
    const ground = L.DomUtil.create("div", "hadr-floor", map.getPane(pane));
    map.getPane(pane).style.willChange = "transform";
    const lay = () => {
      const size = map.getSize(), rim = size.multiplyBy(RIM);
      Object.assign(ground.style, { width: size.x + 2 * rim.x + "px", height: size.y + 2 * rim.y + "px" });
      hadr.put(ground, map.containerPointToLayerPoint([0, 0]).subtract(rim));
    };
    lay();
    map.on("moveend resize", lay);
  }

  function corner(map, data) {
    const Whole = L.Control.extend({
      options: { position: "topright" },
      onAdd: () => {
        const bar = L.DomUtil.create("div", "leaflet-bar hadr-fit");
        for (const [sign, words, bounds] of [["⌂", "Show the disaster area", data.view], ["⤢", "Show the whole theatre", data.whole]]) {
          const button = L.DomUtil.create("button", "", bar);
          button.type = "button";
          button.textContent = sign;
          button.title = words;
          button.setAttribute("aria-label", words);
          L.DomEvent.on(button, "click", () => look(map, bounds, !hadr.calm()));
        }
        L.DomEvent.disableClickPropagation(bar);
        return bar;
      },
    });
    new Whole().addTo(map);
  }
})(window.hadr);
