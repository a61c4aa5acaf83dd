"use strict";
// Names beside sites and places: the weightiest first, none over another, only so many. The few weightiest that find no room
// beside them stand farther off, at the end of a line.
(function (hadr) {
  const MOST = 70, TALL = 15, LONGEST = 26, ALWAYS = 6, FAR_PX = [26, 40, 56, 74, 94, 116, 140, 170], WAYS = 16, CROSSING_PX = 12;
  const pen = document.createElement("canvas").getContext("2d"), widths = new Map();

  function wide(text, heavy) {
    const key = (heavy ? "1" : "0") + text;
    if (!widths.has(key)) {
      pen.font = (heavy ? "650 12.5px " : "500 11px ") + "'Source Sans', system-ui, sans-serif";
      widths.set(key, pen.measureText(text).width * 1.06 + 4);
    }
    return widths.get(key);
  }

  // Corners of a name around something, ever farther off.
  function far(r, w) {
    return FAR_PX.flatMap((off) => Array.from({ length: WAYS }, (_, i) => {
      const turn = 2 * Math.PI * i / WAYS, x = Math.cos(turn) * (r + off), y = Math.sin(turn) * (r + off);
      return [x < -1 ? x - w : x > 1 ? x : -w / 2, y - TALL / 2];
    }));
  }
  // Where the line ends that leads from something to its name.
  const end = ([dx, dy], w) => [Math.max(dx, Math.min(0, dx + w)), dy + TALL / 2];
  // How many of some circles [x, y, r] a line from a point crosses.
  function crossed(circles, x, y, [dx, dy]) {
    const long = dx * dx + dy * dy;
    return circles.filter(([cx, cy, r]) => {
      const share = Math.min(Math.max(((cx - x) * dx + (cy - y) * dy) / long, 0), 1);
      return Math.hypot(cx - x - share * dx, cy - y - share * dy) < r;
    }).length;
  }
  // A line from something's edge to its name, below whatever has an edge.
  function leader(box, p, r, spot, w) {
    const [x, y] = end(spot, w), line = hadr.written("div", "", box, "hadr-leader"), long = Math.hypot(x, y);
    line.style.width = Math.max(long - r, 0) + "px";
    hadr.put(line, L.point(p.x + x * r / long, p.y + y * r / long));
    line.style.transform = "rotate(" + Math.atan2(y, x) + "rad)";
  }

  hadr.brief = (name) => (name.length > LONGEST ? name.slice(0, LONGEST - 1).trimEnd() + "…" : name);

  // Things to name: { id, at, name, extra(), weight, radius(), kind, heavy }; what extra() says may change, its width may not.
  hadr.Labels = L.Layer.extend({
    // obstacles(): { at, box: [left, top, right, bottom] } in pixels around a point that no name may cover.
    initialize(things, obstacles) {
      this.things = [...things].sort((a, b) => b.weight - a.weight);
      this.obstacles = obstacles || (() => []);
      this.placed = [];
    },
    onAdd(map) {
      this.box = L.DomUtil.create("div", "hadr-names", map.getPane("names"));
      this.lines = L.DomUtil.create("div", "hadr-names", map.getPane("leaders"));
      map.on("moveend zoomend resize", this.spread, this);
      map.on("zoomstart", this.hide, this);
      map.on("hadr:chosen hadr:legend", this.soon, this);
      this.soon();
    },
    // A map that is built asks several times over; names are laid out once, when all stands there.
    soon() {
      this.asked = this.asked || requestAnimationFrame(() => this.spread());
    },
    onRemove(map) {
      map.off("moveend zoomend resize", this.spread, this);
      map.off("zoomstart", this.hide, this);
      map.off("hadr:chosen hadr:legend", this.soon, this);
      this.box.remove();
      this.lines.remove();
    },
    hide() { this.box.style.visibility = this.lines.style.visibility = "hidden"; },
    spread() {
      const map = this._map;
      cancelAnimationFrame(this.asked);
      this.asked = 0;
      if (!map) return;
      this.box.style.visibility = this.lines.style.visibility = "";
      this.box.replaceChildren();
      this.lines.replaceChildren();
      this.placed = [];
      const size = map.getSize(), bounds = map.getPixelBounds(), origin = map.getPixelOrigin(), taken = [], seen = [];
      const seat = (at) => {
        const p = map.latLngToLayerPoint(at);
        return [p, p.x + origin.x - bounds.min.x, p.y + origin.y - bounds.min.y];
      };
      const legend = map.getContainer().querySelector(".hadr-legend");
      if (legend) {
        const own = legend.getBoundingClientRect(), whole = map.getContainer().getBoundingClientRect();
        taken.push([own.left - whole.left, own.top - whole.top, own.right - whole.left, own.bottom - whole.top, null]);
      }
      for (const { at, box } of this.obstacles()) {
        const [, x, y] = seat(at);
        taken.push([x + box[0], y + box[1], x + box[2], y + box[3], null]);
      }
      for (const thing of this.things) {
        const [p, x, y] = seat(thing.at);
        if (x < 0 || y < 0 || x > size.x || y > size.y) continue;
        const r = thing.radius();
        taken.push([x - r, y - r, x + r, y + r, thing]);
        seen.push([thing, x, y, p, r]);
      }
      const free = (x, y, w, own) => x > 2 && y > 2 && x + w < size.x - 2 && y + TALL < size.y - 2 &&
        !taken.some((t) => t[4] !== own && t[0] < x + w && t[2] > x && t[1] < y + TALL && t[3] > y);
      // What is chosen is named first, and even where it covers something.
      const first = seen.filter(([thing]) => hadr.isChosen(thing.kind, thing.id)), always = seen.filter(([thing]) => thing.heavy).slice(0, ALWAYS);
      for (const [thing, x, y, p, r] of [...first, ...seen.filter((one) => !first.includes(one))]) {
        if (this.placed.length >= MOST) break;
        const name = hadr.brief(thing.name), w = wide(name + (thing.room || ""), thing.heavy), gap = r + 2;
        const spots = [[gap, -TALL / 2], [-gap - w, -TALL / 2], [-w / 2, -gap - TALL], [-w / 2, gap]];
        const fits = ([dx, dy]) => free(x + dx, y + dy, w, thing), near = spots.find(fits), mine = hadr.isChosen(thing.kind, thing.id);
        const away = !near && (mine || always.some((one) => one[0] === thing)) ? this.clearest(far(r, w).filter(fits), seen, thing, x, y, w) : null, spot = near || away || (mine ? spots[0] : null);
        if (!spot) continue;
        if (away) leader(this.lines, p, r, spot, w);
        taken.push([x + spot[0], y + spot[1], x + spot[0] + w, y + spot[1] + TALL, thing]);
        const label = hadr.written("div", name, this.box, "hadr-name " + thing.kind + (hadr.isChosen(thing.kind, thing.id) ? " chosen" : ""));
        const extra = hadr.written("span", "", label);
        hadr.put(label, L.point(p.x + spot[0], p.y + spot[1]));
        this.placed.push([thing, extra]);
      }
      this.say();
    },
    // Of seats farther off, the nearest whose line crosses fewest.
    clearest(spots, seen, thing, x, y, w) {
      const circles = seen.filter((one) => one[0] !== thing).map(([, cx, cy, , r]) => [cx, cy, r]);
      const cost = (spot) => crossed(circles, x, y, end(spot, w)) * CROSSING_PX + Math.hypot(...end(spot, w));
      return spots.map((spot) => [cost(spot), spot]).sort((a, b) => a[0] - b[0]).map(([, spot]) => spot)[0];
    },
    say() {
      for (const [thing, extra] of this.placed) {
        const words = thing.extra ? thing.extra() : "";
        if (extra.textContent !== words) extra.textContent = words;
      }
    },
  });
})(window.hadr);
