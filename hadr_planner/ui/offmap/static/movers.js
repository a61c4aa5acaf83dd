"use strict";
// Assets on the move: symbols while there are few, dots on a canvas where there are many. Those that wait at one place stand
// beside its ring; those of one mode that would cover each other, waiting or under way, share a symbol with their number.
(function (hadr) {
  const MOST_SYMBOLS = 300, SIDE = 24, STEP_PX = 16, WAITING = .8, APART = 1.1, ON_TOP = 1000;

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
      Object.assign(this, { map, film, nameOf, reach, shown: {}, pick: null, ring: 1 });
      this.dots = crowd(film.tails) > MOST_SYMBOLS;
      this.canvas = this.dots ? L.canvas({ pane: "movers", padding: .3 }) : null;
      this.tails = film.tails.map((tail) => this.made(tail));
    }
    made(tail) {
      const asset = this.film.assets[tail.asset], mover = { tail, asset, on: false, move: null, mates: [] };
      mover.marker = this.dots ? this.dot() : this.picture(mover);
      mover.marker.bindTooltip(() => this.card(mover), { direction: "top", offset: [0, -10], opacity: 1, className: "hadr-tip" });
      mover.marker.on("click", (event) => { L.DomEvent.stopPropagation(event); this.clicked(mover); });
      return mover;
    }
    clicked({ marker, asset, mates }) {
      if (mates.length < 2) { hadr.choose("asset", asset.id); return; }
      marker.closeTooltip();
      const list = hadr.packList(mates, this.film, this.nameOf);
      hadr.offer(marker.getLatLng(), list, { minWidth: 270, maxWidth: 320, maxHeight: 320 });
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
      mover.picked = undefined;
      mover.count = hadr.written("b", "", null);
      mover.box.replaceChildren(hadr.symbol(mover.asset.symbol, SIDE), mover.count);
    }
    redress() { this.tails.forEach((mover) => this.dress(mover)); }
    card(mover) {
      if (mover.mates.length > 1) return hadr.packCard(mover.mates, this.film, this.nameOf);
      const { move, asset, tail } = mover, rows = [["Owner", this.film.named[asset.owner] || asset.owner]];
      if (move) {
        const [from, until, , route, sortie, load] = move;
        rows.push([route < 0 ? "At" : "Under way", hadr.whereabouts(move, this.film, this.nameOf)]);
        rows.push(["From – until", hadr.hPlus(from) + " – " + hadr.hPlus(until)], ["Sortie begins", hadr.hPlus(this.film.sorties[sortie][3])]);
        if (load >= 0) rows.push(["On board", this.film.loads[load]]);
      }
      return hadr.card(asset.name + " #" + tail.tail, rows);
    }
    seek(hour) {
      this.moving = 0;
      const there = [];
      for (const mover of this.tails) {
        const move = this.shown[mover.asset.mode] === false ? null : step(mover.tail.moves, hour);
        mover.move = move;
        if (!move) { this.drop(mover); continue; }
        const under_way = move[3] >= 0;
        if (under_way) this.moving += 1;
        const share = move[1] > move[0] ? (hour - move[0]) / (move[1] - move[0]) : 1;
        if (under_way || mover.spot !== move[2]) mover.marker.setLatLng(under_way ? along(this.film.routes[move[3]], share) : this.film.nodes[move[2]]);
        mover.spot = under_way ? null : move[2];
        this.shade(mover);
        there.push(mover);
      }
      if (this.dots) there.forEach((mover) => this.stand(mover, [mover]));
      else for (const { movers } of hadr.packed(this.spots(there), APART * SIDE * (.55 + .45 * this.ring))) this.stand(movers[0], movers);
    }
    // Where symbols would stand on the screen: under way each by itself, waiting one for each mode and place.
    spots(there) {
      const waiting = new Map(), orders = new Map(), found = [];
      for (const mover of there) {
        const picked = mover.picked === true, kind = mover.asset.mode;
        const { x, y } = this.map.latLngToLayerPoint(mover.marker.getLatLng());
        if (mover.spot === null) { mover.order = -1; found.push({ kind, picked, x, y, movers: [mover] }); continue; }
        const place = mover.spot + "/" + kind, key = place + "/" + picked;
        if (!waiting.has(key)) {
          if (!orders.has(place)) orders.set(place, [...orders.keys()].filter((one) => one.startsWith(mover.spot + "/")).length);
          const [right, down] = this.beside(mover.spot, orders.get(place));
          waiting.set(key, { kind, picked, x: x + right, y: y + down, movers: [] });
        }
        mover.order = orders.get(place);
        waiting.get(key).movers.push(mover);
      }
      return [...waiting.values(), ...found];
    }
    // Pixels from a node to the symbols that wait there.
    beside(node, order) {
      const off = .7 * this.reach(node) * this.ring + 7;
      return [off + order * STEP_PX, -off];
    }
    drop(mover) {
      if (mover.on) { mover.marker.remove(); mover.on = false; }
    }
    // One stands for all who would cover it.
    stand(mover, mates) {
      for (const mate of mates) if (mate !== mover) this.drop(mate);
      if (!mover.on) { mover.marker.addTo(this.map); mover.on = true; }
      mover.mates = mates;
      if (!mover.box) return;
      const off = mover.order < 0 ? null : this.beside(mover.spot, mover.order), said = String(off);
      if (mover.said !== said) {
        mover.box.style.transform = off ? "translate(" + off[0] + "px, " + off[1] + "px) scale(" + WAITING + ")" : "";
        mover.said = said;
      }
      const words = mates.length > 1 ? String(mates.length) : "";
      if (mover.count.textContent !== words) mover.count.textContent = words;
    }
    mark(pick) {
      this.pick = pick;
      for (const mover of this.tails) mover.picked = undefined;
      if (hadr.hour !== undefined) this.seek(hadr.hour);
    }
    // What is chosen stands out, the rest steps back; whether a tail serves a site may change with the hour.
    shade(mover) {
      const picked = this.pick ? this.pick(mover) : null;
      if (mover.picked === picked) return;
      mover.picked = picked;
      if (mover.box) {
        mover.box.classList.toggle("chosen", picked === true);
        mover.box.classList.toggle("dim", picked === false);
        mover.marker.setZIndexOffset(picked ? ON_TOP : 0);
      }
      else mover.marker.setStyle({ radius: picked ? 8 : 5, fillOpacity: picked === false ? .15 : 1, opacity: picked === false ? .15 : 1 });
    }
  };
})(window.hadr);
