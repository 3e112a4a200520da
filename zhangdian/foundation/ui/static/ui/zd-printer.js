// How far the printers of this desk print beside the place, by what somebody measured on a test sheet.
//   <zd-printer size="a4" left="12" top="8"> with inputs left and top: where the lines should be, in millimetres.
"use strict";
const MOST = 6; // millimetres: more would leave the sheet
const kept = (size) => JSON.parse(localStorage.getItem(`zd-paper-${size}`) ?? "null") ?? { x: 0, y: 0 };
const near = (value) => Math.max(-MOST, Math.min(MOST, Math.round(value * 2) / 2));
const words = ({ x, y }) => {
  const told = [[x, "右", "左"], [y, "下", "上"]].filter(([by]) => by).map(([by, more, less]) => `往${by > 0 ? more : less} ${Math.abs(by)} mm`);
  return told.length ? `现在${told.join("、")}` : "现在不移";
};
customElements.define("zd-printer", class extends HTMLElement {
  connectedCallback() {
    this.size = this.getAttribute("size");
    this.fields = ["left", "top"].map((name) => this.querySelector(`[name=${name}]`));
    this.querySelector("[data-keep]").addEventListener("click", () => this.#measured());
    this.querySelector("[data-reset]").addEventListener("click", () => this.#keep({ x: 0, y: 0 }));
    this.#tell(kept(this.size));
  }
  #measured() {
    if (!this.fields.every((field) => field.reportValidity())) return;
    const [x, y] = this.fields.map((field) => Number(this.getAttribute(field.name)) - Number(field.value));
    const before = kept(this.size);
    this.#keep({ x: near(before.x + x), y: near(before.y + y) });
  }
  #keep(shift) {
    localStorage.setItem(`zd-paper-${this.size}`, JSON.stringify(shift));
    for (const field of this.fields) field.value = this.getAttribute(field.name);
    this.#tell(shift);
  }
  #tell(shift) {
    document.querySelector(`[data-now=${this.size}]`).textContent = words(shift);
  }
});
