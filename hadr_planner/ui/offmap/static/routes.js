"use strict";
// Routes that the plan uses: colour and dash by mode, width by tonnes.
(function (hadr) {
  const MOST_LISTED = 12, MOST_PATHS = 250, TOUCH_PX = 6, HALO_PX = 5;
  // How full lines are by their state: of all, of what is chosen, and of the rest beside it.
  const SHADES = { now: .95, past: .36, later: .12 }, CHOSEN = { now: 1, past: .8, later: .55 }, REST = { now: .14, past: .06, later: .04 };
  const CASINGS = { now: .7, past: .25, later: 0 };

  hadr.Routes = class {
    constructor(map, film, nameOf) {
      this.film = film;
      this.nameOf = nameOf;
      this.shown = {};
      this.many = film.routes.length > MOST_PATHS;
      this.renderer = this.many ? L.canvas({ pane: "routes", padding: .3, tolerance: TOUCH_PX }) : L.svg({ pane: "routes", padding: .5 });
      const heaviest = Math.max(50, ...film.routes.map((route) => route.tonnes));
      this.top = this.many ? L.canvas({ pane: "moves", padding: .3 }) : L.svg({ pane: "moves", padding: .5 });
      this.lines = film.routes.map((route) => this.drawn(map, route, heaviest));
      this.bold = L.layerGroup().addTo(map);
      this.picked = false;
      [...this.lines].sort((a, b) => a.route.tonnes - b.route.tonnes).forEach(({ route, parts }) => {
        if (route.tonnes > 0) parts.forEach((part) => part.bringToFront());
      });
      this.dress();
    }
    // Few routes are paths with a light edge and a broad line to touch; many are lines on a canvas, which is quicker.
    drawn(map, route, heaviest) {
      const weight = route.tonnes > 0 ? 1.2 + 5 * Math.sqrt(route.tonnes / heaviest) : 1;
      const common = { pane: "routes", renderer: this.renderer, lineCap: "butt" };
      const stroke = L.polyline(route.line, { ...common, weight, dashArray: hadr.dashes[route.mode], className: "stroke " + route.mode, interactive: this.many, hadr: this.many ? "touch" : "" });
      const casing = this.many || route.tonnes <= 0 ? null : L.polyline(route.line, { ...common, weight: weight + 2.2, interactive: false, className: "hadr-casing" });
      const touch = this.many ? stroke : L.polyline(route.line, { ...common, weight: Math.max(weight + 2 * TOUCH_PX, 12), opacity: 0, hadr: "touch" });
      touch.bindTooltip(() => this.card(route), { sticky: true, opacity: 1, className: "hadr-tip" });
      touch.on("click", (event) => { L.DomEvent.stopPropagation(event); this.open(map, route, event.latlng); });
      const parts = [...new Set([casing, stroke, touch])].filter(Boolean);
      return { route, casing, stroke, parts, layer: L.layerGroup(parts).addTo(map), weight };
    }
    // A canvas knows no style sheet.
    dress() {
      if (this.many) for (const { route, stroke } of this.lines) stroke.setStyle({ color: hadr.colour(route.mode) });
    }
    title(route) { return this.nameOf(route.from) + " → " + this.nameOf(route.to); }
    card(route) {
      const legs = route.moves.length;
      return hadr.card(this.title(route), [
        ["By", this.film.modes[route.mode]],
        ["Carried", hadr.figure(route.tonnes) + " t in " + hadr.figure(legs) + (legs === 1 ? " leg" : " legs")],
        ["First", hadr.hPlus(route.moves[0][0])],
      ], "click to choose a sortie");
    }
    // The leg under way, or else the next, or else the last.
    nearest(route) {
      const i = route.moves.findIndex(([, arrive]) => arrive >= hadr.hour);
      return i < 0 ? route.moves.length - 1 : i;
    }
    open(map, route, at) {
      const i = this.nearest(route), from = Math.max(0, Math.min(i - 3, route.moves.length - MOST_LISTED));
      const listed = route.moves.slice(from, from + MOST_LISTED);
      const box = hadr.card(this.title(route), [["By", this.film.modes[route.mode]]], listed.length < route.moves.length ? hadr.figure(route.moves.length) + " legs; those around this hour:" : "");
      hadr.choices(box, listed.map(([depart, , sortie]) => {
        const asset = this.film.assets[this.film.sorties[sortie][1]];
        return ["sortie", this.film.sorties[sortie][0], hadr.hPlus(depart) + " · " + asset.name + " #" + this.film.sorties[sortie][2]];
      }));
      hadr.choose("sortie", this.film.sorties[route.moves[i][2]][0]);
      hadr.offer(at, box, { maxWidth: 320 });
    }
    show(mode, on, map) {
      this.shown[mode] = on;
      for (const { route, layer } of this.lines) if (route.mode === mode) { if (on) layer.addTo(map); else layer.remove(); }
    }
    // Routes not yet used are faint; those in use are full. Beside what is chosen the rest is hardly seen.
    seek(hour) {
      for (const line of this.lines) {
        const { route, casing, stroke, over } = line;
        const begun = route.moves[0][0] <= hour;
        const now = begun && route.moves.some(([depart, arrive]) => depart <= hour && hour <= arrive);
        const state = now ? "now" : begun ? "past" : "later", said = state + (this.picked ? over ? "/chosen" : "/rest" : "");
        if (line.said === said) continue;
        line.said = said;
        stroke.setStyle({ opacity: (this.picked ? REST : SHADES)[state] });
        if (casing) casing.setStyle({ opacity: this.picked ? 0 : CASINGS[state] });
        if (over) over.setStyle({ opacity: CHOSEN[state] });
      }
    }
    // What is chosen is drawn again above all routes, in a halo.
    mark(pick) {
      this.bold.clearLayers();
      this.picked = Boolean(pick);
      const common = { pane: "moves", renderer: this.top, interactive: false, lineCap: "butt" }, strokes = [];
      for (const line of this.lines) {
        const { route, weight } = line;
        line.over = line.said = null;
        if (!pick || this.shown[route.mode] === false || !route.moves.some(([, , sortie]) => pick(sortie))) continue;
        const bold = Math.max(weight, 2);
        this.bold.addLayer(L.polyline(route.line, { ...common, weight: bold + HALO_PX, color: hadr.colour("casing"), opacity: .8, className: "hadr-casing" }));
        line.over = L.polyline(route.line, { ...common, weight: bold, color: hadr.colour(route.mode), dashArray: hadr.dashes[route.mode], className: "hadr-bold stroke " + route.mode });
        strokes.push(line.over);
      }
      for (const stroke of strokes) this.bold.addLayer(stroke);
      if (hadr.hour !== undefined) this.seek(hadr.hour);
    }
  };
})(window.hadr);
