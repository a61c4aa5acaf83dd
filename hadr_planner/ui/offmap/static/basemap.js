"use strict";
// Land, coast and borders on one canvas: the whole world from afar, cells of ten degrees from near.
(function (hadr) {
  const CELL = 10;

  // Coast is the outline of the land without the cuts along the edges of its cell.
  function coast(land, west, south, east, north) {
    const lines = [];
    const cut = (a, b) => (a[0] === b[0] && (a[0] === west || a[0] === east)) || (a[1] === b[1] && (a[1] === south || a[1] === north));
    for (const rings of land) for (const ring of rings) {
      let line = [ring[0]];
      for (let i = 1; i < ring.length; i += 1) {
        if (cut(ring[i - 1], ring[i])) { if (line.length > 1) lines.push(line); line = [ring[i]]; } else line.push(ring[i]);
      }
      if (line.length > 1) lines.push(line);
    }
    return lines;
  }

  hadr.basemap = function (map, data) {
    map.createPane("ground").style.zIndex = 150;
    map.getPane("ground").style.pointerEvents = "none";
    map.attributionControl.addAttribution(data.credit);
    const archive = hadr.archive(data.archive), renderer = L.canvas({ pane: "ground", padding: .4 }), shown = new Map();
    const common = { pane: "ground", renderer, interactive: false, smoothFactor: .4 };

    function turned(points, dx) {
      return typeof points[0] === "number" ? [points[1], points[0] + dx] : points.map((part) => turned(part, dx));
    }
    function painted(page, [west, south, east, north], dx) {
      const group = L.layerGroup([
        L.polygon(turned(page.land, dx), { ...common, fillOpacity: 1, weight: 1, hadr: "land" }),
        L.polyline(turned(coast(page.land, west, south, east, north), dx), { ...common, weight: .8, hadr: "coast" }),
        L.polyline(turned(page.borders, dx), { ...common, weight: 1, dashArray: "5 3", hadr: "border" }),
      ]);
      dressed(group);
      return group;
    }
    function dressed(group) {
      group.eachLayer((layer) => {
        const kind = layer.options.hadr;
        layer.setStyle({ color: hadr.colour(kind), fillColor: hadr.colour("land") });
      });
    }
    function wanted() {
      const bounds = map.getBounds(), fine = map.getZoom() >= data.fine_from, pages = new Map();
      const step = fine ? CELL : 360, from = fine ? 0 : -180;
      for (let x = Math.floor((bounds.getWest() - from) / step); x * step + from < bounds.getEast(); x += 1) {
        if (!fine) { pages.set("50m/" + x, ["50m.json", [-180, -90, 180, 90], 360 * x]); continue; }
        const south = Math.max(Math.floor(bounds.getSouth() / CELL), -9), north = Math.min(bounds.getNorth(), 89.9);
        for (let y = south; y * CELL < north; y += 1) {
          const west = ((x * CELL + 180) % 360 + 360) % 360 - 180;
          pages.set(x + "/" + y, ["10m/" + west + "_" + y * CELL + ".json", [west, y * CELL, west + CELL, (y + 1) * CELL], x * CELL - west]);
        }
      }
      return pages;
    }
    let round = 0;
    async function update() {
      const mine = round += 1, pages = wanted();
      const fresh = [...pages].filter(([key]) => !shown.has(key));
      const read = await Promise.all(fresh.map(([, [name]]) => archive.page(name)));
      if (mine !== round) return;
      fresh.forEach(([key, [, box, dx]], i) => {
        shown.set(key, read[i] ? painted(read[i], box, dx).addTo(map) : L.layerGroup());
      });
      for (const [key, group] of shown) if (!pages.has(key)) { group.remove(); shown.delete(key); }
      hadr.painted = shown.size;
    }
    const renew = () => update().catch((fault) => console.error("basemap", fault));
    map.on("moveend", renew);
    map.on("hadr:theme", () => shown.forEach(dressed));
    renew();
  };
})(window.hadr);
