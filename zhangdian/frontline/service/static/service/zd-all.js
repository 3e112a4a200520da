// One tap sends several forms, each as its own act, in their turn.
//   <zd-all forms="form.proposal">: what is refused stays where it is, the others go on.
//   <zd-all forms="form.at-car" in-order>: what is refused stops those behind it.
"use strict";
customElements.define("zd-all", class extends HTMLElement {
  connectedCallback() {
    this.button = this.querySelector("button");
    if (!this.button) { // a page that morphs sets it in before what it holds
      setTimeout(() => { if (this.isConnected && !this.button) this.connectedCallback(); });
      return;
    }
    this.button.addEventListener("click", () => this.#take());
    this.count = () => this.#show();
    document.addEventListener("zd:fresh", this.count);
    this.#show();
  }
  disconnectedCallback() { document.removeEventListener("zd:fresh", this.count); }
  get forms() { return [...document.querySelectorAll(this.getAttribute("forms"))].sort((a, b) => a.dataset.turn - b.dataset.turn); }
  #show() {
    const left = this.forms.length;
    this.hidden = !left;
    const count = this.querySelector("[data-count]");
    if (count) count.textContent = left;
  }
  async #take() {
    this.button.setAttribute("aria-disabled", "true");
    for (const id of this.forms.map((form) => form.id)) {
      const form = document.getElementById(id);
      if (!form) continue;
      if (!form.reportValidity()) { if (this.hasAttribute("in-order")) break; continue; }
      const carriedOut = await new Promise((done) => {
        const late = setTimeout(() => done(false), 8000);
        form.addEventListener("htmx:afterRequest", (event) => { clearTimeout(late); done(zd.done(event)); }, { once: true });
        form.requestSubmit();
      });
      if (!carriedOut && this.hasAttribute("in-order")) break;
    }
    this.button.removeAttribute("aria-disabled");
    this.#show();
  }
});
