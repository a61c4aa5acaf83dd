"use strict";
// While a plan plays, the hour lines of the charts around the map move along; the page itself need not be drawn anew.
(function (hadr) {
  const EVERY_MS = 60, NAME = "now_marks";
  let last = 0;

  function wide(chart) {
    const ground = chart.querySelector("path.background"), found = ground && /h(\d+(?:\.\d+)?)v/.exec(ground.getAttribute("d"));
    return found ? Number(found[1]) : 0;
  }

  hadr.echo = function (hour, horizon) {
    const time = performance.now();
    if (time - last < EVERY_MS) return;
    last = time;
    try {
      const page = window.parent.document;
      for (const rule of page.querySelectorAll("svg.marks ." + NAME + " line")) {
        rule.setAttribute("transform", "translate(" + wide(rule.ownerSVGElement) * hour / horizon + ",0)");
      }
      for (const words of page.querySelectorAll(".hadr-hour")) words.textContent = hadr.hPlus(hour);
    } catch (_) { /* the page keeps to itself: its charts follow when the player rests */ }
  };
})(window.hadr);
