// The search box: / goes there, arrows choose, Enter opens; without it the form still searches.
"use strict";
customElements.define("zd-search", class extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input");
    this.list = this.querySelector("[role=listbox]");
    if (!this.list) { // a page that morphs sets it in before what it holds
      setTimeout(() => { if (this.isConnected && !this.list) this.connectedCallback(); });
      return;
    }
    this.input.addEventListener("keydown", (event) => this.#key(event));
    this.input.addEventListener("input", () => { if (!this.input.value.trim()) this.#show(false); });
    this.input.addEventListener("focus", () => { if (this.list.children.length && this.input.value.trim()) this.#show(true); });
    this.list.addEventListener("htmx:afterSwap", () => this.#show(this.list.children.length > 0 && this.input.value.trim() !== ""));
    this.addEventListener("focusout", (event) => { if (!this.contains(event.relatedTarget)) this.#show(false); });
    // One of a page's own boxes (with `own`) leaves / to the house's, and is empty again when its choice was carried out.
    this.addEventListener("htmx:afterRequest", (event) => {
      if (!this.hasAttribute("own") || !zd.done(event) || event.detail.requestConfig.verb !== "post") return;
      this.input.value = "";
      this.input.form?.removeAttribute("data-dirty");
      this.list.replaceChildren();
      this.#show(false);
    });
    if (this.hasAttribute("own")) return;
    this.slash = (event) => {
      const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
      if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
        event.preventDefault();
        this.input.focus();
        this.input.select();
      }
    };
    document.addEventListener("keydown", this.slash);
  }
  disconnectedCallback() { document.removeEventListener("keydown", this.slash); }
  get #options() { return [...this.list.querySelectorAll("[role=option]")]; }
  #show(open) {
    this.list.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open));
    if (open) this.#choose(0); else this.input.removeAttribute("aria-activedescendant");
  }
  #choose(index) {
    const options = this.#options;
    if (!options.length) return;
    this.at = (index + options.length) % options.length;
    options.forEach((one, i) => {
      one.id ||= `${this.list.id}-${i}`;
      one.tabIndex = -1;
      one.setAttribute("aria-selected", String(i === this.at));
    });
    options[this.at].scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", options[this.at].id);
  }
  #key(event) {
    if (event.key === "Escape") { this.#show(false); return; }
    if (this.list.hidden || event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      this.#choose(this.at + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter" && this.#options.length) {
      event.preventDefault();
      this.#options[this.at].click();
    }
  }
});
