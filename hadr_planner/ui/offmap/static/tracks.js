"use strict";
// The tracks of storms: a line, a dot with its hour at every fix, and where the centre is at the hour shown.
(function (hadr) {
  const MOST_HOURS = 12;

  function eye() {
    const picture = hadr.drawn("svg", { width: 30, height: 30, viewBox: "-15 -15 30 30", class: "hadr-eye" });
    hadr.drawn("path", { d: "M-1 -12C7 -12 11 -5 8 1M1 12C-7 12 -11 5 -8 -1" }, picture);
    hadr.drawn("circle", { r: 6 }, picture);
    return picture;
  }
  function between({ line, fixes }, hour) {
    const last = fixes.length - 1;
    if (last < 0 || hour < fixes[0].hour || hour > fixes[last].hour) return null;
    let i = 0;
    while (i < last - 1 && fixes[i + 1].hour <= hour) i += 1;
    if (last === 0) return line[0];
    const span = fixes[i + 1].hour - fixes[i].hour, share = span > 0 ? (hour - fixes[i].hour) / span : 0;
    return [0, 1].map((axis) => line[i][axis] + share * (line[i + 1][axis] - line[i][axis]));
  }

  hadr.Tracks = L.LayerGroup.extend({
    initialize(tracks) {
      L.LayerGroup.prototype.initialize.call(this);
      this.eyes = tracks.map((track) => this.drawn(track));
    },
    drawn(track) {
      const tip = (rows) => [() => hadr.card(track.name, rows), { sticky: true, opacity: 1, className: "hadr-tip" }];
      const renderer = L.svg({ pane: "routes", padding: .5 }), common = { pane: "routes", renderer };
      L.polyline(track.line, { ...common, weight: 3, className: "hadr-track", interactive: false }).addTo(this);
      const every = Math.ceil(track.fixes.length / MOST_HOURS);
      track.fixes.forEach((fix, i) => {
        const dot = L.circleMarker(track.line[i], { ...common, radius: 4.5, weight: 2, className: "hadr-fix" }).addTo(this);
        dot.bindTooltip(...tip(fix.rows));
        if (i % every === 0) L.marker(track.line[i], { pane: "names", interactive: false, keyboard: false, icon: L.divIcon({ html: hadr.written("span", fix.when), className: "hadr-when", iconSize: [0, 0] }) }).addTo(this);
      });
      const marker = L.marker(track.line[0], { pane: "places", keyboard: false, icon: L.divIcon({ html: eye(), className: "", iconSize: [30, 30] }) });
      marker.bindTooltip(() => hadr.card(track.name, [], "between two fixes"), { direction: "top", opacity: 1, className: "hadr-tip" });
      return { track, marker };
    },
    seek(hour) {
      for (const { track, marker } of this.eyes) {
        const at = between(track, hour);
        if (at) marker.setLatLng(at).addTo(this); else this.removeLayer(marker);
      }
    },
  });

  hadr.trackRow = function (box, tracks) {
    if (!tracks.length) return;
    hadr.legendRow(box, (row) => {
      const picture = hadr.drawn("svg", { width: 30, height: 10 }, row);
      hadr.drawn("line", { x1: 0, x2: 30, y1: 5, y2: 5, "stroke-width": 3, class: "hadr-track" }, picture);
      hadr.drawn("circle", { cx: 15, cy: 5, r: 3.6, "stroke-width": 2, class: "hadr-fix" }, picture);
    }, "storm track");
  };
})(window.hadr);
