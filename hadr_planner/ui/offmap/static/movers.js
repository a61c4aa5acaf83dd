"use strict";
// Assets on the move: symbols while there are few, dots on a canvas where there are many. Those that wait at one place
// share a symbol for each mode, beside its ring, with their number.
(function (hadr) {
  const MOST_SYMBOLS = 300, SIDE = 24, LISTED = 8, STEP_PX = 16;

  function lengths(line) {
    const sums = [0];
    for (let i = 1; i < line.length; i += 1) {
      const squeeze = Math.cos((line[i][0] + line[i - 1][0]) * Math.PI / 360);
      sums.push(sums[i - 1] + Math.hypot(line[i][0] - line[i - 1][0], (line[i][1] - line[i - 1][1]) * squeeze));
    }
    return sums;
  }
  function along(route, share) {
    const { line } = route;
    if (line.length < 2) return line[0];
    route.sums = route.sums || lengths(line);
    const { sums } = route, goal = share * sums[sums.length - 1];
    let low = 1, high = line.length - 1;
    while (low < high) { const middle = (low + high) >> 1; if (sums[middle] < goal) low = middle + 1; else high = middle; }
    const part = sums[low] > sums[low - 1] ? (goal - sums[low - 1]) / (sums[low] - sums[low - 1]) : 1;
    return [line[low - 1][0] + part * (line[low][0] - line[low - 1][0]), line[low - 1][1] + part * (line[low][1] - line[low - 1][1])];
  }
  // The step that covers an hour: [from, until, node, route or -1, sortie, load].
  function step(moves, hour) {
    let low = 0, high = moves.length - 1;
    while (low < high) { const middle = (low + high + 1) >> 1; if (moves[middle][0] <= hour) low = middle; else high = middle - 1; }
    return moves.length && moves[low][0] <= hour && hour <= moves[low][1] ? moves[low] : null;
  }

  // Most assets on the map at once.
  function crowd(tails) {
    const changes = tails.flatMap(({ moves }) => moves.flatMap(([from, until]) => [[from, 1], [until, -1]]));
    let there = 0, most = 0;
    for (const [, change] of changes.sort((a, b) => a[0] - b[0] || a[1] - b[1])) most = Math.max(most, there += change);
    return most;
  }

  hadr.Movers = class {
    // reach: radius in pixels of what marks a node.
    constructor(map, film, nameOf, reach) {
      Object.assign(this, { map, film, nameOf, reach, shown: {}, pick: null });
      this.dots = crowd(film.tails) > MOST_SYMBOLS;
      this.canvas = this.dots ? L.canvas({ pane: "movers", padding: .3 }) : null;
      this.tails = film.tails.map((tail) => this.made(tail));
    }
    made(tail) {
      const asset = this.film.assets[tail.asset], mover = { tail, asset, on: false, move: null, mates: [] };
      mover.marker = this.dots ? this.dot() : this.picture(mover);
      mover.marker.bindTooltip(() => this.card(mover), { direction: "top", offset: [0, -10], opacity: 1, className: "hadr-tip" });
      mover.marker.on("click", (event) => { L.DomEvent.stopPropagation(event); hadr.choose("asset", asset.id); });
      return mover;
    }
    dot() {
      return L.circleMarker([0, 0], { renderer: this.canvas, pane: "movers", radius: 5, weight: 1.2, fillOpacity: 1 });
    }
    picture(mover) {
      const box = document.createElement("div");
      mover.box = box;
      this.dress(mover);
      return L.marker([0, 0], { pane: "movers", keyboard: false, icon: L.divIcon({ html: box, className: "hadr-mover", iconSize: [SIDE, SIDE], iconAnchor: [SIDE / 2, SIDE / 2] }) });
    }
    dress(mover) {
      if (!mover.box) { mover.marker.setStyle({ fillColor: hadr.colour(mover.asset.mode), color: hadr.colour("card") }); return; }
      mover.box.className = "ink " + mover.asset.mode;
      mover.count = hadr.written("b", "", null);
      mover.box.replaceChildren(hadr.symbol(mover.asset.symbol, SIDE), mover.count);
    }
    redress() { this.tails.forEach((mover) => this.dress(mover)); }
    card(mover) {
      if (mover.mates.length > 1) return this.list(mover);
      const { move, asset, tail } = mover, rows = [["Owner", this.film.named[asset.owner] || asset.owner]];
      if (move) {
        const [from, until, node, route, sortie, load] = move;
        if (route >= 0) rows.push(["Under way", this.nameOf(this.film.routes[route].from) + " → " + this.nameOf(this.film.routes[route].to)]);
        else rows.push(["At", this.nameOf(node)]);
        rows.push(["From – until", hadr.hPlus(from) + " – " + hadr.hPlus(until)], ["Sortie", this.film.sorties[sortie][0]]);
        if (load >= 0) rows.push(["On board", this.film.loads[load]]);
      }
      return hadr.card(asset.name + " #" + tail.tail, rows);
    }
    // Who waits together at a place, by a mode.
    list({ mates, move, asset }) {
      const rows = mates.slice(0, LISTED).map((one) => [one.asset.name + " #" + one.tail.tail, this.film.named[one.asset.owner] || one.asset.owner]);
      const rest = mates.length - rows.length;
      return hadr.card(this.nameOf(move[2]) + ": " + mates.length + " × " + this.film.modes[asset.mode].toLowerCase(), rows, rest ? "the first " + LISTED + " of them" : "");
    }
    seek(hour) {
      this.moving = 0;
      const parked = this.dots ? null : new Map();
      for (const mover of this.tails) {
        const move = this.shown[mover.asset.mode] === false ? null : step(mover.tail.moves, hour);
        mover.move = move;
        if (!move) { if (mover.on) { mover.marker.remove(); mover.on = false; } continue; }
        const under_way = move[3] >= 0;
        if (under_way) this.moving += 1;
        const share = move[1] > move[0] ? (hour - move[0]) / (move[1] - move[0]) : 1;
        if (under_way || mover.spot !== move[2]) mover.marker.setLatLng(under_way ? along(this.film.routes[move[3]], share) : this.film.nodes[move[2]]);
        mover.spot = under_way ? null : move[2];
        if (under_way || !parked) { this.stand(mover, [mover], -1); continue; }
        if (!parked.has(move[2])) parked.set(move[2], new Map());
        const here = parked.get(move[2]), mode = mover.asset.mode;
        if (here.has(mode)) here.get(mode).push(mover); else here.set(mode, [mover]);
      }
      if (parked) parked.forEach((here) => [...here.values()].forEach((mates, order) => this.park(mates, order)));
    }
    // One of them stands for all, one that is picked if any is.
    park(mates, order) {
      const first = (this.pick && mates.find(this.pick)) || mates[0];
      for (const mover of mates) {
        if (mover === first) this.stand(mover, mates, order);
        else if (mover.on) { mover.marker.remove(); mover.on = false; }
      }
    }
    stand(mover, mates, order) {
      if (!mover.on) { mover.marker.addTo(this.map); mover.on = true; }
      mover.mates = mates;
      if (!mover.box) return;
      const said = order < 0 ? "" : mover.move[2] + "/" + order;
      if (mover.order !== said) {
        const off = order < 0 ? 0 : .7 * this.reach(mover.move[2]);
        mover.box.style.transform = order < 0 ? "" : "translate(calc(" + off + "px * var(--ring, 1) + " + (7 + order * STEP_PX) + "px), calc(" + -off + "px * var(--ring, 1) - 7px)) scale(.8)";
        mover.order = said;
      }
      const words = mates.length > 1 ? String(mates.length) : "";
      if (mover.count.textContent !== words) mover.count.textContent = words;
    }
    // What is chosen stands out, the rest steps back.
    mark(pick) {
      this.pick = pick;
      if (!this.dots && hadr.hour !== undefined) this.seek(hadr.hour);
      for (const mover of this.tails) {
        const picked = pick ? pick(mover) : null;
        if (mover.box) { mover.box.classList.toggle("chosen", picked === true); mover.box.classList.toggle("dim", picked === false); }
        else mover.marker.setStyle({ radius: picked ? 8 : 5, fillOpacity: picked === false ? .3 : 1 });
      }
    }
  };
})(window.hadr);
