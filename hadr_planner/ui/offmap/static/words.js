"use strict";
// Figures and names as people read them; whatever comes from a scenario becomes text, never markup.
(function (hadr) {
  const SVG = "http://www.w3.org/2000/svg";

  hadr.written = function (name, text, parent, kind) {
    const element = document.createElement(name);
    element.textContent = text;
    if (kind) element.className = kind;
    if (parent) parent.appendChild(element);
    return element;
  };
  hadr.drawn = function (name, attributes, parent) {
    const element = document.createElementNS(SVG, name);
    for (const key in attributes) element.setAttribute(key, attributes[key]);
    if (parent) parent.appendChild(element);
    return element;
  };
  hadr.figure = (value) => value.toLocaleString("en", { maximumFractionDigits: Math.abs(value) < 10 ? 1 : 0 });
  hadr.percent = (share) =>
    share > 0 && share < .01 ? "< 1 %" : share > .99 && share < 1 ? "> 99 %" : Math.round(share * 100) + " %";
  hadr.hPlus = function (hour) {
    const minutes = Math.abs(Math.round(hour * 60)), rest = minutes % 60;
    return (hour < 0 ? "H-" : "H+") + Math.floor(minutes / 60) + (rest ? ":" + String(rest).padStart(2, "0") : "");
  };
  hadr.wallClock = function (start, hour) {
    const at = new Date(Date.parse(start.slice(0, 19) + "Z") + hour * 36e5);
    return at.toLocaleString("en-GB", { timeZone: "UTC", weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
  };
  // A card: a title, then rows of [label, value].
  hadr.card = function (title, rows, note) {
    const box = document.createElement("div");
    box.className = "hadr-card";
    hadr.written("strong", title, box);
    if (note) hadr.written("div", note, box, "soft");
    const table = hadr.written("table", "", box);
    for (const [label, value] of rows) {
      const row = hadr.written("tr", "", table);
      hadr.written("th", label, row);
      hadr.written("td", value, row);
    }
    return box;
  };
  // A list of things to choose from: [kind, id, text, more on hover].
  hadr.choices = function (box, things) {
    const list = hadr.written("ul", "", box, "hadr-choices");
    for (const [kind, id, text, more] of things) {
      const button = hadr.written("button", text, hadr.written("li", "", list));
      if (more) button.title = more;
      button.type = "button";
      button.addEventListener("click", () => hadr.choose(kind, id));
    }
    return box;
  };
})(window.hadr);
