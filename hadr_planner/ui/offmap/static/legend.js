"use strict";
// The legend: what lines, rings and signs mean, and which modes are shown.
(function (hadr) {
  hadr.dashes = { fixed_wing: "9 6", helicopter: "2 5", ship: null, landing_craft: "12 4", truck: "6 2" };

  hadr.Legend = L.Control.extend({
    options: { position: "topleft" },
    initialize(fill) { this.fill = fill; },
    onAdd(map) {
      const box = L.DomUtil.create("details", "hadr-legend");
      box.open = hadr.roomy(map);
      hadr.written("summary", "Legend", box);
      this.fill(box);
      box.addEventListener("toggle", () => map.fire("hadr:legend"), true);
      L.DomEvent.disableClickPropagation(box);
      L.DomEvent.disableScrollPropagation(box);
      return box;
    },
  });

  hadr.ringSample = function (parent) {
    const picture = hadr.drawn("svg", { width: 20, height: 20, class: "hadr-ring" }, parent);
    hadr.drawn("circle", { cx: 10, cy: 10, r: 7, "stroke-width": 4, class: "back" }, picture);
    hadr.drawn("circle", { cx: 10, cy: 10, r: 7, "stroke-width": 4, class: "due", "stroke-dasharray": "33 44", transform: "rotate(-90 10 10)" }, picture);
    hadr.drawn("circle", { cx: 10, cy: 10, r: 7, "stroke-width": 4, class: "met", "stroke-dasharray": "22 44", transform: "rotate(-90 10 10)" }, picture);
  };
  hadr.swatch = function (kind, parent) {
    const picture = hadr.drawn("svg", { width: 20, height: 8, class: "hadr-ring" }, parent);
    hadr.drawn("line", { x1: 3, x2: 17, y1: 4, y2: 4, "stroke-width": 4.5, class: kind }, picture);
  };
  hadr.lineSample = function (mode, parent) {
    const picture = hadr.drawn("svg", { width: 30, height: 8 }, parent);
    const dash = hadr.dashes[mode];
    hadr.drawn("line", { x1: 0, x2: 30, y1: 4, y2: 4, "stroke-width": 3, class: "stroke " + mode, ...(dash ? { "stroke-dasharray": dash } : {}) }, picture);
  };
  hadr.legendRow = function (box, draw, words) {
    const row = hadr.written("div", "", box, "row");
    draw(row);
    hadr.written("span", words, row);
    return row;
  };
  // Symbols as the map draws them: [symbol, mode or nothing for a place, words].
  hadr.signRows = function (box, signs) {
    for (const [name, mode, words] of signs) {
      hadr.legendRow(box, (row) => hadr.written("span", "", row, mode ? "ink " + mode : "hadr-plate").appendChild(hadr.symbol(name, 16)), words);
    }
  };
  // Owners as buttons, folded away: one click marks all that a nation or agency has.
  hadr.ownerRow = function (box, owners, names) {
    if (!owners.length) return;
    const fold = hadr.written("details", "", box);
    hadr.written("summary", "Nations and agencies", fold, "soft");
    const row = hadr.written("div", "", fold, "row owners");
    for (const owner of owners) {
      const button = hadr.written("button", names[owner] || owner, row);
      button.type = "button";
      button.title = names[owner] || owner;
      button.addEventListener("click", () => hadr.choose("nation", owner));
      hadr.map.on("hadr:chosen", () => button.classList.toggle("chosen", hadr.isChosen("nation", owner)));
    }
  };
})(window.hadr);
