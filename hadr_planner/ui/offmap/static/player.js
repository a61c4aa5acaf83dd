"use strict";
// A plan on the map: rings fill as need is met, ramps and berths fill as assets call, assets move on their legs.
(function (hadr) {
  const FINE = 200, FILL_MS = 80, ROOMY = .85, UNDER = 615, ABOVE = 640;
  // Where sites crowd, what passes goes under their rings.

  function before(sorted, hour, orAt) {
    let low = 0, high = sorted.length;
    while (low < high) { const middle = (low + high) >> 1; if (sorted[middle] < hour || (orAt && sorted[middle] === hour)) low = middle + 1; else high = middle; }
    return low;
  }
  // How many of the stops [on, off] are there at an hour.
  const calling = (use, hour) => before(use.on, hour, true) - before(use.off, hour, true);

  function curveAt(edges, curve, hour) {
    let i = edges.length - 1;
    while (i > 0 && edges[i] > hour) i -= 1;
    if (i === edges.length - 1) return curve[i];
    return curve[i] + (curve[i + 1] - curve[i]) * (hour - edges[i]) / (edges[i + 1] - edges[i]);
  }

  // Arcs are drawn anew only when the eye could tell.
  function drawArc(arc, round, share) {
    const grain = share >= 1 ? FINE : Math.floor(share * FINE);
    if (arc.hadrGrain === grain) return;
    arc.hadrGrain = grain;
    arc.setAttribute("stroke-dasharray", round * grain / FINE + " " + round * 2);
    arc.setAttribute("visibility", grain > 0 ? "visible" : "hidden");
  }

  function ring(site, radius) {
    const side = Math.ceil(radius * 2 + 12), middle = side / 2;
    const picture = hadr.sized("hadr-ring", side);
    hadr.drawn("circle", { cx: middle, cy: middle, r: radius + 4, class: "halo" }, picture);
    hadr.drawn("circle", { cx: middle, cy: middle, r: radius, "stroke-width": 4.5, class: "back" }, picture);
    const arc = (kind) => hadr.drawn("path", { d: hadr.clockwise(middle, middle, radius), "stroke-width": 4.5, class: kind }, picture);
    return { picture, side, due: arc("due"), met: arc("met"), round: 2 * Math.PI * radius };
  }

  hadr.player = function (map, film) {
    const names = {};
    for (const node of film.sites.concat(film.places)) names[node.node] = node.name;
    const nameOf = (node) => names[node] || "";
    const most = Math.max(1, ...film.sites.map((site) => site.people)), radii = {};
    for (const site of film.sites) radii[site.node] = hadr.siteRadius(site.people, most) + 4;
    const routes = new hadr.Routes(map, film, nameOf), movers = new hadr.Movers(map, film, nameOf, (node) => radii[node] || 10);
    const tracks = new hadr.Tracks(film.tracks).addTo(map);
    let scale = 1;

    const sites = film.sites.map((site) => {
      const radius = hadr.siteRadius(site.people, most), drawn = ring(site, radius), state = { share: 0, due: 0 };
      const card = () => hadr.card(site.name, [
        ["People", hadr.figure(site.people)],
        ["Met by now", hadr.percent(state.share) + " of all need; " + hadr.percent(state.due) + " has fallen due"],
        ["First aid", site.first === null ? "never" : hadr.hPlus(site.first)],
        ...site.rows.map(([item, unit, needed, met]) => [item, hadr.figure(met) + " of " + hadr.figure(needed) + " " + unit]),
      ], "need met by the end:");
      const marker = hadr.marker(film.nodes[site.node], drawn.picture, { pane: "sites", kind: "site", id: site.id, title: site.name, side: drawn.side, card, depth: -Math.round(radius * 10) });
      return Object.assign(state, { site, radius, drawn, marker: marker.addTo(map) });
    });
    const places = film.places.map((place) => {
      const picture = hadr.sign(place), state = { there: 0, of: 0 };
      const gauge = hadr.gauged(picture, place.kind);
      const card = () => hadr.card(place.name, [
        ...place.uses.map((use) => [use.name, calling(use, hadr.hour) + (use.room === null ? " (room not known)" : " of " + use.room) + ", at most " + use.peak]),
        ...place.rows,
      ], place.what);
      const marker = hadr.marker(film.nodes[place.node], picture, { pane: "places", kind: "place", id: place.id, title: place.name, side: 30, card, depth: place.used ? 100 : 0 });
      return Object.assign(state, { place, gauge, marker: marker.addTo(map) });
    });
    const labels = new hadr.Labels([
      ...sites.map((s) => ({ id: s.site.id, at: film.nodes[s.site.node], name: s.site.name, extra: () => " " + hadr.percent(s.share), room: " 100 %", heavy: true, weight: 1e9 + s.site.people, radius: () => (s.radius + 4) * scale, kind: "site" })),
      ...places.map((p) => ({ id: p.place.id, at: film.nodes[p.place.node], name: p.place.name, extra: () => (p.of ? " " + p.there + "/" + p.of : ""), room: p.place.uses.some((u) => u.room) ? " 00/00" : "", weight: p.place.used ? 1 : 0, radius: () => 12 * Math.max(scale, .7), kind: "place" })),
    ]);
    const crowd = () => {
      scale = hadr.crowding(map, film.sites.map((site) => film.nodes[site.node]));
      map.getContainer().style.setProperty("--ring", scale);
      map.getPane("movers").style.zIndex = scale < ROOMY ? UNDER : ABOVE;
      map.getContainer().classList.toggle("crowded", scale < ROOMY);
      movers.ring = scale;
      if (hadr.hour !== undefined) movers.seek(hadr.hour);
    };
    map.on("zoomend", crowd);
    crowd();
    labels.addTo(map);

    let filled = 0;
    function fill(hour) {
      filled = performance.now();
      for (const s of sites) {
        s.share = curveAt(film.edges, s.site.curve, hour);
        s.due = curveAt(film.edges, s.site.due, hour);
        drawArc(s.drawn.due, s.drawn.round, s.due);
        drawArc(s.drawn.met, s.drawn.round, s.share);
      }
      for (const p of places) {
        let share = 0;
        p.there = p.of = 0;
        for (const use of p.place.uses) {
          const there = calling(use, hour), part = use.room ? there / use.room : there ? 1 : 0;
          if (part >= share && (there || !p.of)) { share = part; p.there = there; p.of = use.room || 0; }
        }
        drawArc(p.gauge, hadr.gaugeRound, Math.min(share, 1));
        p.gauge.classList.toggle("full", share >= 1);
      }
      labels.say();
    }
    // While the plan plays, what moves is drawn for every picture and what fills for every few: the eye sees no difference.
    function seek(hour, gliding) {
      if (hour !== hadr.hour) map.closePopup();
      hadr.hour = hour;
      routes.seek(hour);
      movers.seek(hour);
      tracks.seek(hour);
      if (!gliding || performance.now() - filled >= FILL_MS) fill(hour);
    }
    const clock = new hadr.Clock({ ...film, seek, rest: (hour) => { lastTold = hour; hadr.tell("", "", hour); } });
    let lastTold = null, lastAsked = null;
    clock.addTo(map);

    // Sorties that concern what is chosen, by number: for a site those that call there or at a place that serves it.
    function concerned([kind, id]) {
      const asset = ([, number]) => film.assets[number], found = new Set();
      const tests = {
        asset: (sortie) => asset(sortie).id === id || asset(sortie).base === id,
        sortie: (sortie) => sortie[0] === id,
        nation: (sortie) => asset(sortie).owner === id,
      };
      if (tests[kind]) film.sorties.forEach((sortie, i) => { if (tests[kind](sortie)) found.add(i); });
      else {
        const own = film[kind + "s"].filter((one) => one.id === id).map((one) => one.node), [node] = own;
        const nodes = new Set(kind === "site" ? [...own, ...film.places.filter((place) => place.serves === node).map((place) => place.node)] : own);
        for (const route of film.routes) if (nodes.has(route.from) || nodes.has(route.to)) for (const [, , sortie] of route.moves) found.add(sortie);
      }
      return found;
    }
    function mark() {
      const [kind, id] = hadr.chosen || [];
      const found = kind ? concerned(hadr.chosen) : null, pick = found && ((sortie) => found.has(sortie));
      const own = { asset: (m) => m.asset.id === id || m.asset.base === id, nation: (m) => m.asset.owner === id };
      routes.mark(pick);
      movers.mark(found && (own[kind] || ((m) => Boolean(m.move) && found.has(m.move[4]))));
      for (const s of sites) hadr.stress(s.marker, kind === "site" && s.site.id === id);
      for (const p of places) hadr.stress(p.marker, kind === "place" && p.place.id === id);
    }
    map.on("hadr:offer", () => clock.stop());
    map.on("hadr:chosen", mark);
    map.on("hadr:theme", () => { routes.dress(); movers.redress(); mark(); });

    new hadr.Legend((box) => {
      for (const mode of Object.keys(film.modes).filter((m) => film.routes.some((route) => route.mode === m))) {
        const row = hadr.written("label", "", box, "row"), check = hadr.written("input", "", row);
        check.type = "checkbox";
        check.checked = true;
        hadr.lineSample(mode, row);
        hadr.written("span", film.modes[mode], row);
        L.DomEvent.on(check, "change", () => { movers.shown[mode] = check.checked; routes.show(mode, check.checked, map); seek(clock.now); mark(); });
      }
      hadr.legendRow(box, hadr.ringSample, "need met");
      hadr.legendRow(box, (row) => { hadr.swatch("due", row); }, "fallen due, not met");
      hadr.legendRow(box, (row) => { hadr.swatch("back", row); }, "not yet due; size: people");
      hadr.legendRow(box, (row) => {
        const picture = hadr.drawn("svg", { width: 20, height: 20, viewBox: "-5 -5 28 28", class: "hadr-sign" }, row);
        hadr.drawn("rect", { x: 2, y: 2, width: 14, height: 14, rx: 3, class: "plate" }, picture);
        hadr.drawn("circle", { cx: 9, cy: 9, r: 12, class: "gauge", "stroke-dasharray": "50 100", transform: "rotate(-90 9 9)" }, picture);
      }, "ramp or berths in use");
      hadr.trackRow(box, film.tracks);
      hadr.written("div", "line width: tonnes", box, "soft");
      hadr.written("div", "", box, "signs");
      hadr.ownerRow(box, film.owners, film.named);
    }).addTo(map);

    hadr.playing = {
      clock, sites, places, movers, routes,
      // What the page asks for: only a new hour moves the clock, so that an echo doesn't stop it.
      apply({ hour, chosen, svgs, signs }) {
        hadr.setSymbols(svgs);
        const told = map.getContainer().querySelector(".hadr-legend .signs");
        told.replaceChildren();
        hadr.signRows(told, signs);
        movers.redress();
        places.forEach(({ place, marker }) => {
          hadr.signed(marker.getElement().querySelector("svg.hadr-sign"), place.kind);
        });
        if (hour !== lastAsked && hour !== lastTold) { clock.stop(); clock.go(hour); }
        lastAsked = hour;
        hadr.mark(chosen);
      },
    };
    clock.go(0);
    hadr.ready = true;
  };

  hadr.seek = (group, data) => hadr.playing.apply(data);
})(window.hadr);
