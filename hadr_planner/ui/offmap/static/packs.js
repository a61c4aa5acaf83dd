"use strict";
// Assets whose symbols would lie on one another: one symbol for all of them by mode, with their number and a list.
(function (hadr) {
  const LISTED = 8, MOST = 60;

  // Puts together what is alike and nearer than so many pixels to the one that stands for it: what is picked, else the most.
  // Of each: { kind, x, y, picked, movers }; what stands for others gets their movers.
  hadr.packed = function (spots, near) {
    const found = new Map();
    for (const spot of [...spots].sort((a, b) => b.movers.length - a.movers.length)) {
      const key = spot.kind + "/" + spot.picked;
      if (!found.has(key)) found.set(key, []);
      const close = found.get(key).find((one) => Math.hypot(one.x - spot.x, one.y - spot.y) < near);
      if (close) close.movers = close.movers.concat(spot.movers); else found.get(key).push({ ...spot });
    }
    return [...found.values()].flat();
  };

  // Where movers are, in words: the place or the way that they share, if they do.
  function where(movers, film, nameOf) {
    const said = new Set(movers.map(({ move }) => hadr.whereabouts(move, film, nameOf)));
    return said.size === 1 ? [...said][0] : "close together; zoom in to see them apart";
  }
  hadr.whereabouts = (move, film, nameOf) =>
    move[3] < 0 ? nameOf(move[2]) : nameOf(film.routes[move[3]].from) + " → " + nameOf(film.routes[move[3]].to);

  const head = (movers, film) => movers.length + " × " + film.modes[movers[0].asset.mode].toLowerCase();

  // What pointing at a shared symbol tells.
  hadr.packCard = function (movers, film, nameOf) {
    const rows = movers.slice(0, LISTED).map(({ asset, tail }) => [asset.name + " #" + tail.tail, film.named[asset.owner] || asset.owner]);
    const note = where(movers, film, nameOf);
    return hadr.card(head(movers, film), rows, note + (movers.length > LISTED ? "; the first " + LISTED + ", click for all" : "; click to choose one"));
  };

  // What a click on it offers: every asset, and under each the sortie of every tail.
  hadr.packList = function (movers, film, nameOf) {
    const assets = new Map(), things = [];
    for (const mover of movers.slice(0, MOST)) {
      if (!assets.has(mover.asset)) assets.set(mover.asset, []);
      assets.get(mover.asset).push(mover);
    }
    for (const [asset, own] of assets) {
      things.push(["asset", asset.id, asset.name + " · " + (film.named[asset.owner] || asset.owner), ""]);
      for (const { tail, move } of own) {
        const load = move[5] >= 0 ? "On board: " + film.loads[move[5]] : "";
        things.push(["sortie", film.sorties[move[4]][0], "#" + tail.tail + " " + hadr.whereabouts(move, film, nameOf) + ", until " + hadr.hPlus(move[1]), load]);
      }
    }
    const box = hadr.choices(hadr.card(head(movers, film), [], where(movers, film, nameOf)), things);
    box.querySelectorAll("button").forEach((button, i) => { if (things[i][0] === "asset") button.classList.add("head"); });
    if (movers.length > MOST) hadr.written("div", "and " + (movers.length - MOST) + " more", box, "soft");
    return box;
  };
})(window.hadr);
