// The store's time, and minutes that go on counting: <zd-clock now="…" zone="…">, <zd-clock since="…">.
"use strict";
customElements.define("zd-clock", class extends HTMLElement {
  connectedCallback() {
    this.began = performance.now();
    this.timer = setInterval(() => this.#tick(), 5000);
  }
  disconnectedCallback() { clearInterval(this.timer); }
  static get observedAttributes() { return ["now"]; }
  attributeChangedCallback() { this.began = performance.now(); }
  #tick() {
    const now = Date.parse(this.getAttribute("now")) + performance.now() - this.began;
    const since = Date.parse(this.getAttribute("since") ?? "");
    if (Number.isNaN(now)) return;
    const text = Number.isNaN(since) ? this.#hour(now) : this.#standing(Math.max(0, Math.floor((now - since) / 60000)));
    if (this.textContent !== text) this.textContent = text;
  }
  #hour(now) {
    return new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: this.getAttribute("zone") || "Asia/Shanghai" }).format(now);
  }
  #standing(minutes) {
    if (minutes >= 1440) return `${Math.floor(minutes / 1440)} 天`;
    if (minutes >= 180) return `${Math.floor(minutes / 60)} 时 ${String(minutes % 60).padStart(2, "0")}`;
    return `${minutes} 分`;
  }
});
