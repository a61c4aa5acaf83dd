"use strict";
// Sites and places as markers that mouse, keyboard and screen reader can reach.
(function (hadr) {
  const SIGN = 18, ROOM = 30, GAUGE = 12, GAUGE_WIDE = 3.4;

  hadr.gaugeRound = 2 * Math.PI * GAUGE;

  hadr.siteRadius = (people, most) => 8 + 17 * Math.sqrt(people / Math.max(most, 1));

  // Where hundreds of markers are layers of their own, putting those together takes a browser a fifth of a second for each
  // frame; moved in the plane they are painted into their pane.
  hadr.inPlane = function (move) {
    L.Browser.ie3d = true;
    move();
    L.Browser.ie3d = false;
  };
  // What stands still and is hidden while the map zooms needs no plane of its own either.
  hadr.put = function (element, spot) {
    L.Browser.any3d = false;
    L.DomUtil.setPosition(element, spot);
    L.Browser.any3d = true;
  };
  const { _setPos: setPos } = L.Marker.prototype;
  L.Marker.include({ _setPos(spot) { hadr.inPlane(() => setPos.call(this, spot)); } });

  // A circle that begins at its top and needs no turning: whatever is turned, scaled or cut off is a piece of its own to a browser,
  // which puts all of them together again for every frame.
  hadr.clockwise = (x, y, radius) => "M" + x + " " + (y - radius) + "a" + radius + " " + radius + " 0 0 1 0 " + 2 * radius + "a" + radius + " " + radius + " 0 0 1 0 " + -2 * radius;

  // A picture whose size the style sheet sets where sites crowd: hundreds of transforms would cost as much as hundreds of layers.
  hadr.sized = function (kind, side) {
    const picture = hadr.drawn("svg", { viewBox: "0 0 " + side + " " + side, class: kind });
    picture.style.setProperty("--side", side + "px");
    return picture;
  };

  // Markers shrink where sites crowd.
  hadr.crowding = function (map, spots) {
    const points = spots.slice(0, 200).map((at) => map.latLngToLayerPoint(at));
    const nearest = points.map((p) => Math.min(...points.map((q) => (p === q ? Infinity : p.distanceTo(q))))).sort((a, b) => a - b);
    return Math.min(Math.max((nearest[nearest.length >> 1] || 60) / 34, .55), 1);
  };

  hadr.marker = function (at, picture, { pane, kind, id, title, side, card, depth, className }) {
    const icon = L.divIcon({ html: picture, className: "hadr-spot " + (className || kind), iconSize: [side, side], iconAnchor: [side / 2, side / 2] });
    const marker = L.marker(at, { icon, pane, keyboard: true, zIndexOffset: depth || 0 });
    marker.depth = depth || 0;
    marker.bindTooltip(card, { direction: "top", offset: [0, -side / 2], opacity: 1, className: "hadr-tip" });
    marker.on("add", () => {
      const element = marker.getElement();
      element.setAttribute("aria-label", title);
      L.DomEvent.on(element, "keydown", (event) => {
        if (event.key === "Enter" || event.key === " ") { event.preventDefault(); hadr.choose(kind, id); }
      });
    });
    marker.on("click", (event) => { L.DomEvent.stopPropagation(event); hadr.choose(kind, id); });
    return marker;
  };

  // What is chosen lies on top of its neighbours.
  hadr.stress = function (marker, chosen) {
    const element = marker.getElement();
    if (element.classList.contains("chosen") === chosen) return;
    element.classList.toggle("chosen", chosen);
    marker.setZIndexOffset(chosen ? 5000 : marker.depth);
  };

  hadr.sign = function (place) {
    const picture = hadr.drawn("svg", { width: ROOM, height: ROOM, class: "hadr-sign" + (place.used === false ? " idle" : "") });
    hadr.signed(picture, place.kind);
    return picture;
  };
  // Puts a kind's symbol into a sign, its shapes themselves: a picture in a picture would be a piece of its own.
  hadr.signed = function (picture, kind) {
    const symbol = hadr.symbol(kind, SIGN), [left, top, width, height] = symbol.getAttribute("viewBox").split(" ").map(Number);
    const unit = Math.max(width, height) / SIGN, x = left + width / 2, y = top + height / 2, gauge = picture.querySelector(".gauge");
    picture.setAttribute("viewBox", [x - unit * ROOM / 2, y - unit * ROOM / 2, unit * ROOM, unit * ROOM].join(" "));
    picture.replaceChildren(...symbol.childNodes);
    if (!gauge) return;
    gauge.setAttribute("d", hadr.clockwise(x, y, unit * GAUGE));
    gauge.style.strokeWidth = unit * GAUGE_WIDE;
    picture.appendChild(gauge);
  };
  // How much of a place is taken, around its sign.
  hadr.gauged = function (picture, kind) {
    const gauge = hadr.drawn("path", { class: "gauge", pathLength: hadr.gaugeRound, visibility: "hidden" }, picture);
    hadr.signed(picture, kind);
    return gauge;
  };
})(window.hadr);
