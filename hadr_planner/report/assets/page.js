"use strict";
(function () {
  const plan = JSON.parse(document.getElementById("theatre").textContent);
  const root = document.documentElement;
  const svgSpace = "http://www.w3.org/2000/svg";
  const dashes = { fixed_wing: "9 6", helicopter: "2 5", ship: null, landing_craft: "12 4", truck: null };
  const glyphs = {
    fixed_wing: "M9 2.6 10 3.6V7L15 10.4V11.8L10 10.2V13L11.6 14.2V15L9 14.4 6.4 15V14.2L8 13V10.2L3 11.8V10.4L8 7V3.6Z",
    helicopter: "M3 4H15V5.2H9.6V6.4C12 6.5 13.4 8 13.4 10.2 13.4 11.4 12.6 12 11.4 12H7.6L3.4 8.6 4.2 7.8 7 8.6 8.4 6.4V5.2H3ZM6 13.4H13V14.6H6Z",
    ship: "M5 5H8V3.4H10V5H13V8.2L15 9 13.4 14H4.6L3 9 5 8.2Z",
    landing_craft: "M3 7H15L13.6 13H5.4Z",
    truck: "M2.6 5H10V11.4H2.6ZM10.6 7H13.4L15.4 9.2V11.4H10.6ZM4 12H6.6V13.8H4ZM11.4 12H14V13.8H11.4Z",
  };
  const signs = {
    airfield: "M9 3.5V14.5M3.8 9.8 9 7.4 14.2 9.8M6.6 14 9 12.8 11.4 14",
    seaport: "M9 5.6V14.2M4.2 10C4.6 13 6.6 14.4 9 14.4 11.4 14.4 13.4 13 13.8 10M6.2 7.6H11.8M9 3.4A1.1 1.1 0 1 1 8.99 3.4",
    anchorage: "M9 5.6V14.2M4.2 10C4.6 13 6.6 14.4 9 14.4 11.4 14.4 13.4 13 13.8 10M9 3.4A1.1 1.1 0 1 1 8.99 3.4",
    beach: "M3.4 11.4C5 9.8 6.2 9.8 7.4 11 8.6 12.2 9.8 12.2 11 11 12.2 9.8 13.4 9.8 14.6 11M5 7.6 9 4 13 7.6",
    landing_zone: "M6 4.6V13.4M12 4.6V13.4M6 9H12",
    warehouse: "M4 14V7.4L9 4.4 14 7.4V14ZM7 14V10H11V14",
    base: "M5.4 14.4V3.8L13 6.2 5.4 8.8",
  };

  function drawn(name, attributes, parent) {
    const element = document.createElementNS(svgSpace, name);
    for (const key in attributes) element.setAttribute(key, attributes[key]);
    if (parent) parent.appendChild(element);
    return element;
  }
  function written(name, text, parent, kind) {
    const element = document.createElement(name);
    element.textContent = text;
    if (kind) element.className = kind;
    if (parent) parent.appendChild(element);
    return element;
  }
  function colour(name) { return getComputedStyle(root).getPropertyValue("--" + name).trim(); }
  function brief(name) { return name.length > 26 ? name.slice(0, 25).trimEnd() + "…" : name; }
  function figure(value) { return value.toLocaleString("en", { maximumFractionDigits: value < 10 ? 1 : 0 }); }
  function percent(share) {
    return share > 0 && share < .01 ? "< 1 %" : share > .99 && share < 1 ? "> 99 %" : Math.round(share * 100) + " %";
  }
  function hourOf(h) {
    const minutes = Math.round(h * 60), rest = minutes % 60;
    return "H+" + Math.floor(minutes / 60) + (rest ? ":" + String(rest).padStart(2, "0") : "");
  }
  function wallClock(h) {
    const iso = plan.start, at = new Date(Date.parse(iso.slice(0, 19) + "Z") + h * 36e5);
    return at.toLocaleString("en-GB", { timeZone: "UTC", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
  }

  const map = L.map("map", {
    zoomSnap: .25, zoomDelta: .5, minZoom: 2, maxZoom: 12, maxBounds: L.latLngBounds(plan.whole).pad(.25),
    maxBoundsViscosity: .8, zoomControl: false, worldCopyJump: false,
  });
  map.attributionControl.setPrefix("Leaflet").addAttribution("Natural Earth (public domain), de-facto borders");
  map.fitBounds(plan.view);
  L.control.zoom({ position: "topright" }).addTo(map);
  L.control.scale({ position: "bottomright", imperial: false }).addTo(map);
  for (const [name, level] of [["ground", 210], ["routes", 420], ["places", 610], ["rings", 620], ["names", 640], ["movers", 660]]) {
    map.createPane(name).style.zIndex = level;
  }
  map.getPane("names").style.pointerEvents = "none";

  const canvas = L.canvas({ pane: "ground", padding: .6 });
  const land = L.geoJSON(plan.map.land, { pane: "ground", renderer: canvas, interactive: false }).addTo(map);
  const borders = L.geoJSON(plan.map.borders, { pane: "ground", renderer: canvas, interactive: false }).addTo(map);

  const svg = L.svg({ pane: "routes", padding: .6 });
  const heaviest = Math.max(50, ...plan.routes.map((route) => route.tonnes));
  const shown = Object.fromEntries(Object.keys(plan.modes).map((mode) => [mode, true]));
  const nameAt = {};
  plan.sites.concat(plan.places).forEach((node) => { nameAt[node.at] = node.name; });
  const routes = plan.routes.map((route) => {
    const weight = route.tonnes > 0 ? 1.3 + 5.7 * Math.sqrt(route.tonnes / heaviest) : 1;
    const casing = L.polyline(route.line, { pane: "routes", renderer: svg, weight: weight + 2.4, interactive: false, lineCap: "butt" });
    const stroke = L.polyline(route.line, { pane: "routes", renderer: svg, weight, dashArray: dashes[route.mode], lineCap: "butt" });
    stroke.bindTooltip(() => {
      const box = document.createElement("div");
      written("strong", nameAt[route.from] + " → " + nameAt[route.to], box);
      written("div", plan.modes[route.mode] + " · " + figure(route.tonnes) + " t in " + figure(route.legs) + (route.legs === 1 ? " leg" : " legs"), box);
      written("div", "first " + hourOf(route.first), box);
      return box;
    }, { sticky: true });
    return { route, casing, stroke, layer: L.layerGroup(route.tonnes > 0 ? [casing, stroke] : [stroke]).addTo(map) };
  }).sort((a, b) => a.route.tonnes - b.route.tonnes);
  routes.forEach((drawing) => { if (drawing.route.tonnes > 0) { drawing.casing.bringToFront(); drawing.stroke.bringToFront(); } });

  const tracks = plan.tracks.map((track) => {
    const common = { pane: "routes", renderer: svg };
    L.polyline(track.line, { ...common, weight: 3, className: "storm", interactive: false }).addTo(map);
    track.fixes.forEach((fix, i) => {
      L.circleMarker(track.line[i], { ...common, radius: 4.5, weight: 2, className: "fix" }).bindTooltip(() => {
        const box = document.createElement("div");
        written("strong", track.name, box);
        fix.rows.forEach(([label, value]) => written("div", label + ": " + value, box));
        return box;
      }, { sticky: true, className: "wide" }).addTo(map);
    });
    return track;
  });

  function ringRadius(site, most) { return 8 + 17 * Math.sqrt(site.need / most); }
  const mostNeed = Math.max(1, ...plan.sites.map((site) => site.need));
  function icon(element, size, kind) {
    return L.divIcon({ html: element, className: kind, iconSize: [size, size], iconAnchor: [size / 2, size / 2] });
  }
  const rings = plan.sites.map((site) => {
    const radius = ringRadius(site, mostNeed), size = Math.ceil(radius * 2 + 8), round = 2 * Math.PI * radius;
    const picture = drawn("svg", { width: size, height: size, class: "donut" });
    const circle = { cx: size / 2, cy: size / 2, r: radius, "stroke-width": 5 };
    drawn("circle", { ...circle, class: "back" }, picture);
    const met = drawn("circle", { ...circle, class: "met", transform: "rotate(-90 " + size / 2 + " " + size / 2 + ")" }, picture);
    const marker = L.marker(plan.nodes[site.at], { icon: icon(picture, size, "ring"), pane: "rings", title: "", alt: site.name, zIndexOffset: -Math.round(radius) });
    marker.bindPopup(() => sitePopup(site), { maxWidth: 320, pane: "popupPane" }).addTo(map);
    const label = document.createElement("div");
    const name = written("div", brief(site.name) + " ", label, "name");
    const share = written("span", "", name);
    const caption = L.marker(plan.nodes[site.at], { pane: "names", interactive: false, keyboard: false,
      icon: L.divIcon({ html: label, className: "", iconSize: [0, 0] }) }).addTo(map);
    return { site, met, round, share, name, caption, weight: 1e6 + site.need, radius: radius + 3 };
  });
  function sitePopup(site) {
    const box = document.createElement("div");
    box.className = "popup";
    written("strong", site.name, box);
    written("div", figure(site.people) + " people · first aid " + (site.first === null ? "never" : hourOf(site.first)), box);
    const table = written("table", "", box);
    const head = written("tr", "", table);
    ["Item", "Met", "Needed"].forEach((word) => written("th", word, head));
    site.items.forEach(([item, unit, needed, met]) => {
      const row = written("tr", "", table);
      written("td", item, row);
      written("td", figure(met) + " " + unit, row);
      written("td", figure(needed) + " " + unit, row);
    });
    return box;
  }

  const places = plan.places.map((place) => {
    const picture = drawn("svg", { width: 18, height: 18, viewBox: "0 0 18 18" });
    drawn("rect", { x: 1, y: 1, width: 16, height: 16, rx: 4 }, picture);
    drawn("path", { d: signs[place.kind] || signs.base }, picture);
    const marker = L.marker(plan.nodes[place.at], { icon: icon(picture, 18, "spot" + (place.used ? "" : " idle")), pane: "places", alt: place.name });
    marker.bindTooltip(() => written("span", place.name + " (" + place.kind.replace("_", " ") + ")")).addTo(map);
    const label = document.createElement("div"), name = written("div", brief(place.name), label, "name place");
    const caption = L.marker(plan.nodes[place.at], { pane: "names", interactive: false, keyboard: false,
      icon: L.divIcon({ html: label, className: "", iconSize: [0, 0] }) }).addTo(map);
    return { name, caption, weight: place.used ? 1 : 0, radius: 10 };
  });

  function crowding() {
    const points = rings.map(({ caption }) => map.latLngToContainerPoint(caption.getLatLng()));
    const nearest = points.map((p) => Math.min(...points.map((q) => p === q ? Infinity : p.distanceTo(q)))).sort((a, b) => a - b);
    return Math.min(Math.max((nearest[nearest.length >> 1] || 60) / 38, .6), 1);
  }
  function spread() {
    const scale = crowding(), taken = [];
    map.getContainer().style.setProperty("--ring", scale);
    const frame = map.getSize();
    const inside = (x, y, wide, tall) => x > 2 && y > 2 && x + wide < frame.x - 2 && y + tall < frame.y - 2;
    const hits = (box, own) => taken.some((t) => t[4] !== own && t[0] < box[2] && t[2] > box[0] && t[1] < box[3] && t[3] > box[1]);
    rings.forEach((ring) => {
      const p = map.latLngToContainerPoint(ring.caption.getLatLng()), r = ring.radius * scale;
      taken.push([p.x - r, p.y - r, p.x + r, p.y + r, ring]);
    });
    rings.concat(places).sort((a, b) => b.weight - a.weight).forEach((node) => {
      const p = map.latLngToContainerPoint(node.caption.getLatLng()), r = node.radius * (node.site ? scale : 1) + 3;
      const wide = node.name.offsetWidth || 80, tall = node.name.offsetHeight || 16;
      const spots = [[r, -tall / 2], [-r - wide, -tall / 2], [-wide / 2, -r - tall], [-wide / 2, r]];
      const spot = spots.find(([x, y]) => inside(p.x + x, p.y + y, wide, tall) && !hits([p.x + x, p.y + y, p.x + x + wide, p.y + y + tall], node));
      node.name.style.visibility = spot ? "visible" : "hidden";
      if (!spot) return;
      node.name.style.transform = "translate(" + spot[0] + "px," + spot[1] + "px)";
      taken.push([p.x + spot[0], p.y + spot[1], p.x + spot[0] + wide, p.y + spot[1] + tall, node]);
    });
  }
  map.on("zoomend moveend resize", spread);

  const measured = new Map();
  function along(index, share) {
    const line = plan.routes[index].line;
    if (!measured.has(index)) {
      const sums = [0];
      for (let i = 1; i < line.length; i += 1) {
        const squeeze = Math.cos((line[i][0] + line[i - 1][0]) * Math.PI / 360);
        sums.push(sums[i - 1] + Math.hypot(line[i][0] - line[i - 1][0], (line[i][1] - line[i - 1][1]) * squeeze));
      }
      measured.set(index, sums);
    }
    const sums = measured.get(index), goal = share * sums[sums.length - 1];
    let i = 1;
    while (i < line.length - 1 && sums[i] < goal) i += 1;
    if (line.length < 2) return line[0];
    const part = sums[i] > sums[i - 1] ? (goal - sums[i - 1]) / (sums[i] - sums[i - 1]) : 0;
    return [line[i - 1][0] + part * (line[i][0] - line[i - 1][0]), line[i - 1][1] + part * (line[i][1] - line[i - 1][1])];
  }
  const movers = plan.tails.map((tail) => {
    const picture = drawn("svg", { width: 22, height: 22, viewBox: "-2 -2 22 22" });
    drawn("circle", { cx: 9, cy: 9, r: 9.5, class: tail.mode }, picture);
    drawn("path", { d: glyphs[tail.mode] }, picture);
    const marker = L.marker([0, 0], { icon: icon(picture, 22, "mover"), pane: "movers", keyboard: false, alt: tail.name });
    const mover = { tail, marker, picture, load: "", on: false };
    marker.bindTooltip(() => {
      const box = document.createElement("div");
      written("strong", tail.name + " · " + tail.owner, box);
      written("div", mover.load || "on the ground or empty", box);
      return box;
    });
    return mover;
  });
  function step(moves, hour) {
    let low = 0, high = moves.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (moves[middle][0] <= hour) low = middle; else high = middle - 1;
    }
    return moves.length && moves[low][0] <= hour && hour <= moves[low][1] ? moves[low] : null;
  }

  function curveAt(curve, hour) {
    let i = plan.edges.length - 1;
    while (i > 0 && plan.edges[i] > hour + 1e-9) i -= 1;
    return curve[i];
  }
  let now = plan.horizon;
  function seek(hour) {
    now = Math.min(Math.max(hour, 0), plan.horizon);
    const over = now >= plan.horizon;
    root.classList.toggle("playing", !over);
    rings.forEach(({ site, met, round, share }) => {
      const value = curveAt(site.curve, now);
      met.setAttribute("stroke-dasharray", round * value + " " + round * 2);
      met.setAttribute("visibility", value > 0 ? "visible" : "hidden");
      share.textContent = site.need > 0 ? percent(value) : "";
    });
    routes.forEach(({ route, casing, stroke }) => {
      const faint = !over && route.first > now, empty = route.tonnes <= 0;
      stroke.setStyle({ opacity: faint ? .1 : empty ? .4 : over ? .88 : .55 });
      casing.setStyle({ opacity: faint ? 0 : .55 });
    });
    const parked = {};
    movers.forEach((mover) => {
      const move = over || !shown[mover.tail.mode] ? null : step(mover.tail.moves, now);
      if (!move) {
        if (mover.on) { mover.marker.remove(); mover.on = false; }
        return;
      }
      const moving = move[3] >= 0;
      const share = move[1] > move[0] ? (now - move[0]) / (move[1] - move[0]) : 1;
      mover.marker.setLatLng(moving ? along(move[3], share) : plan.nodes[move[2]]);
      if (!mover.on) { mover.marker.addTo(map); mover.on = true; }
      mover.load = move[4];
      const order = moving ? 0 : (parked[move[2]] = (parked[move[2]] || 0) + 1);
      mover.picture.style.transform = order ? "translate(" + (6 + ((order - 1) % 5) * 15) + "px," + (-16 - Math.floor((order - 1) / 5) * 16) + "px)" : "";
    });
    document.querySelectorAll("line.now").forEach((line) => {
      line.style.transform = "translateX(" + line.dataset.span * now / plan.horizon + "px)";
    });
    slider.value = now;
    hourText.textContent = hourOf(now) + " · " + wallClock(now);
  }

  const slider = document.getElementById("clock"), button = document.getElementById("play");
  const hourText = document.getElementById("hour");
  slider.max = plan.horizon;
  let last = null;
  const seconds = Math.min(Math.max(plan.horizon / 4, 20), 60);
  function frame(time) {
    if (last === null) return;
    seek(now + (time - last) / 1000 * plan.horizon / seconds);
    last = time;
    if (now >= plan.horizon) halt(); else requestAnimationFrame(frame);
  }
  function halt() { last = null; button.textContent = "▶"; button.setAttribute("aria-label", "Play the plan"); }
  button.addEventListener("click", () => {
    if (last !== null) { halt(); return; }
    if (now >= plan.horizon) seek(0);
    button.textContent = "❚❚";
    button.setAttribute("aria-label", "Pause");
    last = performance.now();
    requestAnimationFrame(frame);
  });
  slider.addEventListener("input", () => { halt(); seek(Number(slider.value)); });

  const used = [...new Set(plan.routes.map((route) => route.mode))];
  const legend = document.getElementById("legend");
  Object.keys(plan.modes).filter((mode) => used.includes(mode)).forEach((mode) => {
    const row = written("label", "", legend), check = written("input", "", row);
    check.type = "checkbox";
    check.checked = true;
    const picture = drawn("svg", { width: 30, height: 8 }, row);
    drawn("line", { x1: 0, x2: 30, y1: 4, y2: 4, "stroke-width": 3, class: mode, ...(dashes[mode] ? { "stroke-dasharray": dashes[mode] } : {}) }, picture);
    written("span", plan.modes[mode], row);
    check.addEventListener("change", () => {
      shown[mode] = check.checked;
      routes.forEach(({ route, layer }) => { if (route.mode === mode) { if (check.checked) layer.addTo(map); else layer.remove(); } });
      seek(now);
    });
  });
  const key = written("span", "", legend);
  const sample = drawn("svg", { width: 20, height: 20, class: "donut" }, key);
  drawn("circle", { cx: 10, cy: 10, r: 7, "stroke-width": 4, class: "back" }, sample);
  drawn("circle", { cx: 10, cy: 10, r: 7, "stroke-width": 4, class: "met", "stroke-dasharray": "31 44", transform: "rotate(-90 10 10)" }, sample);
  written("span", "need met, unmet; ring size, line width: tonnes", key);
  if (tracks.length) {
    const row = written("span", "", legend), picture = drawn("svg", { width: 30, height: 10 }, row);
    drawn("line", { x1: 0, x2: 30, y1: 5, y2: 5, "stroke-width": 3, class: "storm" }, picture);
    drawn("circle", { cx: 15, cy: 5, r: 3.6, "stroke-width": 2, class: "fix" }, picture);
    written("span", "storm track: " + tracks.map((track) => track.name).join(", "), row);
  }
  const all = written("label", "", legend), wide = written("input", "", all);
  wide.type = "checkbox";
  written("span", "whole theatre", all);
  wide.addEventListener("change", () => map.fitBounds(wide.checked ? plan.whole : plan.view));

  function paint() {
    land.setStyle({ fillColor: colour("land"), fillOpacity: 1, color: colour("coast"), weight: .8 });
    borders.setStyle({ color: colour("border"), weight: 1, dashArray: "4 3", fill: false });
    routes.forEach(({ route, casing, stroke }) => {
      stroke.setStyle({ color: colour(route.mode) });
      casing.setStyle({ color: colour("casing") });
    });
  }
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);
  addEventListener("beforeprint", () => map.invalidateSize());
  paint();
  seek(plan.horizon);
  spread();
  const asked = /^#h=(\d+(?:\.\d+)?)$/.exec(location.hash);
  if (asked) seek(Number(asked[1]));
})();
