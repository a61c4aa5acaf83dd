"use strict";
// Symbols come from the package as SVG by kind; they are parsed once and copied.
(function (hadr) {
  let known = {};

  hadr.setSymbols = function (svgs) {
    known = {};
    for (const kind in svgs) {
      known[kind] = document.importNode(new DOMParser().parseFromString(svgs[kind], "image/svg+xml").documentElement, true);
    }
  };
  hadr.symbol = function (kind, side) {
    const picture = (known[kind] || hadr.drawn("svg", { viewBox: "0 0 1 1" })).cloneNode(true);
    picture.setAttribute("width", side);
    picture.setAttribute("height", side);
    picture.setAttribute("aria-hidden", "true");
    return picture;
  };
})(window.hadr);
