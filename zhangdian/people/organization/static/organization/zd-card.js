// A card reader types like a keyboard, only faster, and ends with Enter: <zd-card> with a form and one input.
"use strict";
customElements.define("zd-card", class extends HTMLElement {
  #signs = "";
  #last = 0;
  connectedCallback() {
    this.listen = (event) => this.#hear(event);
    document.addEventListener("keydown", this.listen, true);
  }
  disconnectedCallback() {
    document.removeEventListener("keydown", this.listen, true);
  }
  #hear(event) {
    const now = event.timeStamp;
    if (now - this.#last > 80) this.#signs = ""; // no hand types that fast
    this.#last = now;
    if (event.key.length === 1) this.#signs += event.key;
    if (event.key !== "Enter" || this.#signs.length < 6) return;
    event.preventDefault();
    event.stopPropagation();
    const form = this.querySelector("form");
    form.elements.card.value = this.#signs;
    form.submit();
  }
});
