"use strict";
// The situation: who is in need and where, what can be used, and what assets wait where.
(function (hadr) {
  const LISTED = 8, IN_ROW = 4, SIDE = 20, STEP = 19, NEAR_PX = 46, FIRST = 10;

  function disc(site, radius) {
    const side = Math.ceil(radius * 2 + 12), middle = side / 2;
    const picture = hadr.sized("hadr-disc", side);
    hadr.drawn("circle", { cx: middle, cy: middle, r: radius + 4, class: "halo" }, picture);
    hadr.drawn("circle", { cx: middle, cy: middle, r: radius, class: "need n" + site.grade }, picture);
    return { picture, side };
  }
  // Kinds of assets at one base, with how many of each.
  function fleet(base) {
    const box = document.createElement("div"), kinds = base.kinds.slice(0, LISTED);
    box.className = "hadr-fleet";
    kinds.forEach(([symbol, mode, count], i) => {
      const item = hadr.written("div", "", box, "ink " + mode);
      item.style.transform = "translate(" + (12 + (i % IN_ROW) * STEP) + "px," + (-30 - Math.floor(i / IN_ROW) * STEP) + "px)";
      item.appendChild(hadr.symbol(symbol, SIDE));
      if (count > 1) hadr.written("b", String(count), item);
    });
    return box;
  }
  // Pixels around its base that a fleet takes.
  function span(base) {
    const n = Math.min(base.kinds.length, LISTED);
    return [12, -30 - Math.floor((n - 1) / IN_ROW) * STEP, 12 + Math.min(n, IN_ROW) * STEP + 4, -30 + SIDE];
  }
  // Bases that would cover each other at this zoom are shown as one.
  function gathered(map, bases) {
    const groups = [];
    for (const base of [...bases].sort((a, b) => b.assets.length - a.assets.length)) {
      const p = map.latLngToLayerPoint(base.at), near = groups.find((group) => group.p.distanceTo(p) < NEAR_PX);
      if (near) near.bases.push(base); else groups.push({ p, bases: [base] });
    }
    return groups.map(({ bases: [first, ...more] }) => {
      const kinds = new Map();
      for (const [symbol, mode, count] of [first, ...more].flatMap((base) => base.kinds)) {
        kinds.set(symbol, [symbol, mode, count + (kinds.has(symbol) ? kinds.get(symbol)[2] : 0)]);
      }
      return {
        at: first.at,
        name: first.name + (more.length === 1 ? " and " + more[0].name : more.length ? " and " + more.length + " others near by" : ""),
        kinds: [...kinds.values()].sort((a, b) => b[2] - a[2]),
        assets: [first, ...more].flatMap((base) => base.assets),
      };
    });
  }
  function list(base) {
    const box = hadr.card(base.name, [], "assets here; click one to choose it");
    return hadr.choices(box, base.assets.map((asset) => ["asset", asset.id, asset.owner + " · " + asset.count + " × " + asset.name, asset.trust + ": " + asset.source]));
  }

  function moored(map, base) {
    const marker = L.marker(base.at, { pane: "movers", keyboard: true, icon: L.divIcon({ html: fleet(base), className: "hadr-spot base", iconSize: [0, 0] }) });
    marker.bindTooltip(() => hadr.card(base.name, base.assets.slice(0, FIRST).map((a) => [a.owner, a.count + " × " + a.name + " (" + a.trust + ")"]), base.assets.length > FIRST ? "first " + FIRST + " of " + base.assets.length + "; click for all" : "click to choose"), { direction: "top", offset: [20, -30], opacity: 1, className: "hadr-tip" });
    const open = () => hadr.offer(base.at, list(base), { maxWidth: 320, maxHeight: 320 });
    marker.on("click", (event) => { L.DomEvent.stopPropagation(event); open(); });
    marker.on("add", () => {
      const element = marker.getElement();
      element.setAttribute("aria-label", base.name + ": " + base.assets.length + " kinds of assets");
      L.DomEvent.on(element, "keydown", (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); open(); } });
    });
    return marker;
  }

  const Scene = L.Layer.extend({
    initialize(data) { this.data = data; },
    onAdd(map) {
      const { data } = this, layers = [], marked = [];
      const add = (layer) => { layers.push(layer); layer.addTo(map); return layer; };
      const most = Math.max(1, ...data.sites.map((site) => site.people));
      for (const area of data.areas) {
        const shape = add(L.polygon(area.rings, { pane: "areas", className: "hadr-area " + area.kind, weight: 1.5 }));
        shape.bindTooltip(() => hadr.card(area.name, area.rows), { sticky: true, opacity: 1, className: "hadr-tip" });
      }
      add(new hadr.Tracks(data.tracks));
      for (const road of data.roads) {
        const line = add(L.polyline(road.line, { pane: "routes", weight: 1.6, className: "stroke truck", opacity: .6, dashArray: road.shut ? "2 6" : null }));
        line.bindTooltip(() => hadr.card(road.name, road.rows), { sticky: true, opacity: 1, className: "hadr-tip" });
      }
      for (const site of data.sites) {
        const radius = hadr.siteRadius(site.people, most), { picture, side } = disc(site, radius);
        const card = () => hadr.card(site.name, site.rows, site.what);
        marked.push(["site", site.id, add(hadr.marker(site.at, picture, { pane: "sites", kind: "site", id: site.id, title: site.name, side, card, depth: -Math.round(radius * 10) }))]);
        site.radius = radius;
      }
      for (const place of data.places) {
        const card = () => hadr.card(place.name, place.rows, place.what);
        marked.push(["place", place.id, add(hadr.marker(place.at, hadr.sign(place), { pane: "places", kind: "place", id: place.id, title: place.name, side: 30, card }))]);
      }
      const fleets = L.layerGroup();
      let bases = [];
      const moor = () => {
        fleets.clearLayers();
        bases = gathered(map, data.bases).map((base) => [base, moored(map, base).addTo(fleets)]);
      };
      moor();
      add(fleets);
      let scale = 1;
      const crowd = () => {
        scale = hadr.crowding(map, data.sites.map((site) => site.at));
        map.getContainer().style.setProperty("--ring", scale);
      };
      crowd();
      const labels = new hadr.Labels([
        ...data.sites.map((s) => ({ id: s.id, at: s.at, name: s.name, heavy: true, weight: 1e9 + s.people, radius: () => (s.radius + 3) * scale, kind: "site" })),
        ...data.places.map((p) => ({ id: p.id, at: p.at, name: p.name, weight: p.weight, radius: () => 11 * Math.max(scale, .7), kind: "place" })),
      ], () => bases.map(([base]) => ({ at: base.at, box: span(base) })));
      const zoomed = () => { crowd(); moor(); mark(); };
      map.on("zoomend", zoomed);
      add(labels);
      const mark = () => {
        const [kind, id] = hadr.chosen || [];
        for (const [of, own, marker] of marked) hadr.stress(marker, of === kind && own === id);
        for (const [base, marker] of bases) {
          const here = base.assets.some((a) => (kind === "asset" && a.id === id) || (kind === "nation" && a.whose === id));
          marker.getElement().classList.toggle("chosen", here);
          marker.getElement().classList.toggle("dim", !here && (kind === "nation" || kind === "asset"));
        }
      };
      map.on("hadr:chosen", mark);
      const legend = new hadr.Legend((box) => this.explain(box)).addTo(map);
      hadr.mark(data.chosen);
      this.leave = () => {
        map.off("zoomend", zoomed);
        map.off("hadr:chosen", mark);
        map.closePopup();
        legend.remove();
        layers.forEach((layer) => layer.remove());
      };
      hadr.ready = true;
    },
    onRemove() { this.leave(); },
    explain(box) {
      const { data } = this;
      if (data.sites.length) {
        hadr.written("div", data.legend.title, box, "soft");
        data.legend.grades.forEach((words, i) => hadr.legendRow(box, (row) => {
          hadr.drawn("circle", { cx: 8, cy: 8, r: 6.5, class: "need n" + i }, hadr.drawn("svg", { width: 16, height: 16, class: "hadr-disc" }, row));
        }, words));
        hadr.written("div", "size: people affected", box, "soft");
      }
      hadr.signRows(hadr.written("div", "", box, "signs"), data.legend.signs);
      hadr.trackRow(box, data.tracks);
      hadr.ownerRow(box, data.owners, data.named);
    },
  });

  hadr.scene = function (group, data) {
    hadr.setSymbols(data.svgs);
    group.addLayer(new Scene(data));
  };
})(window.hadr);
