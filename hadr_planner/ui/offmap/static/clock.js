"use strict";
// Play, pause and a slider over the plan's hours, inside the map.
(function (hadr) {
  const SPEEDS = [[.5, "½×"], [1, "1×"], [2, "2×"], [4, "4×"]], WHOLE_S = 36, CALM_MS = 900;

  hadr.Clock = L.Control.extend({
    options: { position: "bottomleft" },
    // seek(hour) moves the map; rest(hour) is called when the hour has come to rest.
    initialize({ horizon, start, edges, busy, seek, rest }) { Object.assign(this, { horizon, start, edges, busy, seek, rest, now: 0, speed: 1, run: 0 }); },
    onAdd() {
      const box = L.DomUtil.create("div", "hadr-clock");
      box.setAttribute("role", "group");
      box.setAttribute("aria-label", "Time of the plan");
      this.button = this.pushed(box, "▶", "Play the plan", () => (this.run ? this.pause() : this.play()));
      const track = hadr.written("div", "", box, "track");
      this.profile(track);
      this.slider = hadr.written("input", "", track);
      Object.assign(this.slider, { type: "range", min: 0, max: this.horizon, step: .25, value: 0 });
      this.slider.setAttribute("aria-label", "Hour of the plan");
      L.DomEvent.on(this.slider, "input", () => { this.stop(); this.go(Number(this.slider.value)); hadr.echo(this.now, this.horizon); });
      L.DomEvent.on(this.slider, "change", () => this.rest(this.now));
      this.words = hadr.written("output", "", box);
      this.words.setAttribute("aria-live", "off");
      const speed = hadr.written("select", "", box);
      speed.setAttribute("aria-label", "Speed");
      for (const [value, words] of SPEEDS) { const option = hadr.written("option", words, speed); option.value = value; option.selected = value === 1; }
      L.DomEvent.on(speed, "change", () => { this.speed = Number(speed.value); });
      L.DomEvent.disableClickPropagation(box);
      L.DomEvent.disableScrollPropagation(box);
      return box;
    },
    pushed(box, sign, words, act) {
      const button = hadr.written("button", sign, box);
      button.type = "button";
      button.setAttribute("aria-label", words);
      L.DomEvent.on(button, "click", act);
      return button;
    },
    // How many assets are under way, hour by hour, behind the slider.
    profile(track) {
      const most = Math.max(1, ...this.busy), n = this.busy.length;
      const picture = hadr.drawn("svg", { viewBox: "0 0 " + n + " 10", preserveAspectRatio: "none", "aria-hidden": "true" }, track);
      const points = this.busy.map((count, i) => i + "," + (10 - 9.4 * count / most) + " " + (i + 1) + "," + (10 - 9.4 * count / most)).join(" ");
      hadr.drawn("polygon", { points: "0,10 " + points + " " + n + ",10" }, picture);
    },
    go(hour, gliding) {
      this.now = Math.min(Math.max(hour, 0), this.horizon);
      this.slider.value = this.now;
      const words = hadr.hPlus(this.now) + " · " + hadr.wallClock(this.start, this.now);
      this.words.textContent = words;
      this.slider.setAttribute("aria-valuetext", words);
      this.seek(this.now, gliding);
    },
    play() {
      if (this.now >= this.horizon) this.go(0);
      this.run += 1;
      this.button.textContent = "❚❚";
      this.button.setAttribute("aria-label", "Pause");
      if (hadr.calm()) this.steps(this.run); else this.glide(this.run);
    },
    glide(run) {
      let last = performance.now();
      const frame = (time) => {
        if (this.run !== run) return;
        this.frames = (this.frames || 0) + 1;
        this.go(this.now + Math.max(time - last, 0) / 1000 * this.speed * this.horizon / WHOLE_S, true);
        hadr.echo(this.now, this.horizon);
        last = time;
        if (this.now >= this.horizon) this.pause(); else requestAnimationFrame(frame);
      };
      requestAnimationFrame(frame);
    },
    // Where less motion is asked for, the plan goes on period by period.
    steps(run) {
      const next = () => {
        if (this.run !== run) return;
        this.go(this.edges.find((edge) => edge > this.now + 1e-6) || this.horizon);
        hadr.echo(this.now, this.horizon);
        if (this.now >= this.horizon) this.pause(); else setTimeout(next, CALM_MS / this.speed);
      };
      next();
    },
    stop() {
      if (this.run) this.seek(this.now);
      this.run = 0;
      this.button.textContent = "▶";
      this.button.setAttribute("aria-label", "Play the plan");
    },
    pause() { this.stop(); this.rest(this.now); },
  });
})(window.hadr);
