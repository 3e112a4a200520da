// A shared device goes back to the names when nobody has touched it for a while: <zd-idle seconds="60"> with a form.
"use strict";
customElements.define("zd-idle", class extends HTMLElement {
  static signs = ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"];
  connectedCallback() {
    this.limit = (Number(this.getAttribute("seconds")) || 60) * 1000;
    this.touched = () => { this.last = performance.now(); };
    this.touched();
    for (const sign of this.constructor.signs) document.addEventListener(sign, this.touched, { passive: true });
    this.timer = setInterval(() => this.#look(), 1000);
  }
  disconnectedCallback() {
    for (const sign of this.constructor.signs) document.removeEventListener(sign, this.touched);
    clearInterval(this.timer);
  }
  #look() {
    if (performance.now() - this.last < this.limit) return;
    clearInterval(this.timer);
    this.querySelector("form").submit();
  }
});
