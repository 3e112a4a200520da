// Lines of a form: add one, take one out; the numbers of the lines that count stand in a hidden field.
"use strict";
customElements.define("zd-rows", class extends HTMLElement {
  connectedCallback() {
    const carried = this.querySelector("[data-rows]");
    if (carried === this.carried) return; // moved by a morph: it hears already
    this.carried = carried;
    this.body = this.querySelector("[data-body]");
    this.blank = this.querySelector("template");
    const add = this.querySelector("[data-add]");
    add.hidden = false;
    add.addEventListener("click", () => this.add().querySelector("input, select")?.focus());
    this.addEventListener("click", (event) => {
      const drop = event.target.closest("[data-drop]");
      if (!drop) return;
      drop.closest("tr").remove();
      this.#write();
    });
    for (const drop of this.querySelectorAll("[data-drop]")) drop.hidden = false;
    // Enter in the last line opens the next: thirty lines without the mouse.
    this.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing || !event.target.matches("input, select")) return;
      event.preventDefault();
      const next = event.target.closest("tr").nextElementSibling ?? this.add();
      next.querySelector("input, select")?.focus();
    });
  }
  get #numbers() { return [...this.body.children].map((row) => Number(row.dataset.row.split("-").pop())); }
  add(number = Math.max(-1, ...this.#numbers, ...this.carried.value.split(" ").map(Number)) + 1) {
    if (this.body.children.length >= Number(this.getAttribute("most"))) return this.body.lastElementChild;
    const holder = document.createElement("tbody");
    holder.innerHTML = this.blank.innerHTML.replaceAll("__row__", String(number));
    const row = holder.firstElementChild;
    row.querySelector("[data-drop]").hidden = false;
    this.body.append(row);
    if (window.htmx) htmx.process(row);
    this.#write();
    return row;
  }
  restore(byName) {
    const wanted = byName.get(this.carried.name)?.[0]?.[1]?.split(" ").filter(Boolean).map(Number);
    if (!wanted) return;
    const here = new Set(this.#numbers);
    for (const number of wanted) if (!here.has(number)) this.add(number);
    for (const row of [...this.body.children]) if (!wanted.includes(Number(row.dataset.row.split("-").pop()))) row.remove();
    this.#write();
  }
  #write() {
    this.carried.value = this.#numbers.join(" ");
    this.carried.dispatchEvent(new Event("input", { bubbles: true }));
  }
});
