"use strict";
// Sites and places as markers that mouse, keyboard and screen reader can reach.
(function (hadr) {
  const SIGN = 18;

  hadr.siteRadius = (people, most) => 8 + 17 * Math.sqrt(people / Math.max(most, 1));

  // Where hundreds of markers are layers of their own, putting those together takes a browser a fifth of a second for each
  // frame; moved in the plane they are painted into their pane.
  hadr.inPlane = function (move) {
    L.Browser.ie3d = true;
    move();
    L.Browser.ie3d = false;
  };
  const { _setPos: setPos } = L.Marker.prototype;
  L.Marker.include({ _setPos(spot) { hadr.inPlane(() => setPos.call(this, spot)); } });

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
    const picture = hadr.drawn("svg", { width: SIGN + 12, height: SIGN + 12, viewBox: "-6 -6 30 30", class: "hadr-sign" + (place.used === false ? " idle" : "") });
    const sign = hadr.symbol(place.kind, SIGN);
    picture.appendChild(sign);
    return picture;
  };
})(window.hadr);
