// Fields behind one line: shut again, the line says what stands in them now; a field the browser finds wrong opens it.
"use strict";
customElements.define("zd-fold", class extends HTMLElement {
  connectedCallback() {
    const fold = this.querySelector("details");
    if (fold === this.fold) return; // moved by a morph: it hears already
    this.fold = fold;
    fold.addEventListener("toggle", () => { if (!fold.open) this.#tell(); });
    fold.addEventListener("invalid", () => { fold.open = true; }, true);
  }
  #tell() {
    const told = [...this.fold.querySelectorAll(".field")].map((field) => this.#told(field)).filter(Boolean);
    this.fold.querySelector("[data-says]").textContent = told.join(" · ");
  }
  #told(field) {
    const one = field.querySelector("select, input:not([type=hidden])");
    const label = field.querySelector("label")?.textContent.trim() ?? "";
    if (one?.type === "checkbox") return one.checked ? label : "";
    if (!one?.value) return "";
    if (one.matches("select")) return one.selectedOptions[0].textContent.trim();
    return [label, one.value, field.querySelector(".unit")?.textContent].filter(Boolean).join(" ");
  }
});
