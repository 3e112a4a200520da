// The car's outline: choose what it is, tap where it is. New marks are filled and numbered, known ones hollow letters.
"use strict";
customElements.define("zd-marks", class extends HTMLElement {
  connectedCallback() {
    const svg = this.querySelector("svg.outline-svg");
    if (svg === this.svg) return; // moved by a morph: it hears already
    this.svg = svg;
    this.carried = this.querySelector("input[type=hidden]");
    this.layer = this.svg.querySelector("[data-marks]");
    this.list = this.querySelector("[data-list]");
    this.zones = JSON.parse(this.getAttribute("zones"));
    this.known = JSON.parse(this.getAttribute("known") || "[]");
    this.words = Object.fromEntries([...this.querySelectorAll("[data-kind]")].map((chip) => [chip.dataset.kind, chip.textContent.trim()]));
    this.kind = this.querySelector("[data-kind][aria-checked=true]")?.dataset.kind;
    this.addEventListener("click", (event) => {
      const chip = event.target.closest("[data-kind]");
      if (chip && !chip.disabled) this.#choose(chip.dataset.kind);
    });
    this.svg.addEventListener("click", (event) => this.#tap(event));
    this.#read();
  }
  restore() { this.#read(); }
  #read() {
    try { this.marks = JSON.parse(this.carried.value || "[]"); } catch { this.marks = []; }
    this.#draw();
  }
  #choose(kind) {
    this.kind = kind;
    for (const chip of this.querySelectorAll("[data-kind]")) chip.setAttribute("aria-checked", String(chip.dataset.kind === kind));
  }
  #tap(event) {
    const spot = event.target.closest(".spot[data-at]");
    if (spot) { this.#drop(Number(spot.dataset.at)); return; }
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(this.svg.getScreenCTM().inverse());
    const x = Math.round(at.x), y = Math.round(at.y);
    const zone = this.#zone(x, y);
    if (!zone || this.marks.length >= 60) return;
    this.marks.push({ kind: this.kind, view: zone[0], x, y, old: false });
    this.#write();
  }
  #drop(index) { this.marks.splice(index, 1); this.#write(); }
  #write() {
    this.carried.value = this.marks.length ? JSON.stringify(this.marks) : "";
    this.carried.dispatchEvent(new Event("input", { bubbles: true }));
    this.#draw();
  }
  #zone(x, y) { return this.zones.find(([, x1, x2, y1, y2]) => x1 <= x && x <= x2 && y1 <= y && y <= y2); }
  #draw() {
    const sign = (one, i) => one.old ? String.fromCharCode(65 + i) : String(i + 1);
    const fresh = this.marks.map((one, i) => this.#spot(one, sign(one, i), i));
    const old = this.known.map((one, i) => this.#spot({ ...one, old: true }, sign({ old: true }, i)));
    this.layer.replaceChildren(...old, ...fresh);
    this.list.replaceChildren(
      ...this.marks.map((one, i) => this.#row(one, sign(one, i), "新", i)),
      ...this.known.map((one, i) => this.#row({ ...one, old: true }, sign({ old: true }, i), one.says ? `旧 · ${one.says}` : "旧")),
    );
  }
  #spot(one, sign, at) {
    const make = (name, attributes) => {
      const made = document.createElementNS("http://www.w3.org/2000/svg", name);
      for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
      return made;
    };
    const spot = make("g", { class: one.old ? "spot old" : "spot", transform: `translate(${one.x} ${one.y})`, ...(at === undefined ? {} : { "data-at": at }) });
    const text = make("text", { y: 5 });
    text.textContent = sign;
    spot.append(make("circle", { r: one.old ? 11 : 12 }), text);
    return spot;
  }
  #row(one, sign, remark, at) {
    const row = document.createElement("div");
    const mark = Object.assign(document.createElement("span"), { className: one.old ? "mark old" : "mark", textContent: sign });
    const says = document.createElement("div");
    const words = `${this.#zone(one.x, one.y)?.[5] ?? ""} ${this.words[one.kind] ?? ""}`;
    says.append(Object.assign(document.createElement(one.old ? "span" : "b"), { textContent: words }), Object.assign(document.createElement("div"), { className: "lbl", textContent: remark }));
    row.append(mark, says);
    if (at !== undefined) {
      const off = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-icon" });
      off.setAttribute("aria-label", `去掉 ${sign} ${words}`);
      off.append(zd.icon("x"));
      off.addEventListener("click", () => this.#drop(at));
      row.append(off);
    }
    return row;
  }
});
