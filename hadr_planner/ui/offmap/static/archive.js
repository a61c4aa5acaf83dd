"use strict";
// Reads the pages of a zip archive: it is fetched once, and each page is unpacked when it is first asked for.
(function (hadr) {
  const END = 0x06054b50, ENTRY = 0x02014b50;

  function entries(buffer) {
    const view = new DataView(buffer), found = new Map(), letters = new TextDecoder();
    let end = buffer.byteLength - 22;
    while (end >= 0 && view.getUint32(end, true) !== END) end -= 1;
    if (end < 0) throw new Error("not a zip archive");
    let at = view.getUint32(end + 16, true);
    for (let left = view.getUint16(end + 10, true); left > 0 && view.getUint32(at, true) === ENTRY; left -= 1) {
      const name = view.getUint16(at + 28, true);
      found.set(letters.decode(new Uint8Array(buffer, at + 46, name)), {
        packed: view.getUint16(at + 10, true) === 8,
        size: view.getUint32(at + 20, true),
        local: view.getUint32(at + 42, true),
      });
      at += 46 + name + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    }
    return found;
  }

  // The page around this map keeps what was fetched for the maps after it.
  function shelf() {
    try {
      return window.parent.hadrArchives ||= {};
    } catch (_) {
      return {};
    }
  }

  async function opened(url) {
    const kept = shelf(), address = new URL(url, location.href).href;
    if (!kept[address]) {
      const answer = await fetch(address);
      if (!answer.ok) throw new Error(url + " answers " + answer.status);
      const buffer = await answer.arrayBuffer();
      kept[address] = { buffer, index: entries(buffer) };
    }
    return kept[address];
  }

  hadr.archive = function (url) {
    const whole = opened(url), pages = new Map();
    async function read(name) {
      const { buffer, index } = await whole, entry = index.get(name);
      if (!entry) return null;
      const view = new DataView(buffer);
      const from = entry.local + 30 + view.getUint16(entry.local + 26, true) + view.getUint16(entry.local + 28, true);
      const body = new Blob([new Uint8Array(buffer, from, entry.size)]).stream();
      return new Response(entry.packed ? body.pipeThrough(new DecompressionStream("deflate-raw")) : body).json();
    }
    return { page: (name) => { if (!pages.has(name)) pages.set(name, read(name)); return pages.get(name); } };
  };
})(window.hadr);
