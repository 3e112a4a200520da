// A page that keeps itself true: after an act on one of its roots, or by the clock, it fetches itself once and morphs.
//   <zd-live id="order" roots="order-17 vehicle-3" every="15">…</zd-live>; also="bar" morphs what stands outside of it.
"use strict";
customElements.define("zd-live", class extends HTMLElement {
  connectedCallback() {
    this.soon = () => { clearTimeout(this.due); this.due = setTimeout(() => this.refresh(), 20); };
    this.back = () => { if (!document.hidden && (this.every || this.failed)) this.refresh(); };
    document.addEventListener("visibilitychange", this.back);
    addEventListener("online", this.back);
    this.#arm();
  }
  disconnectedCallback() {
    this.#disarm();
    document.removeEventListener("visibilitychange", this.back);
    removeEventListener("online", this.back);
    clearTimeout(this.due);
  }
  #arm() {
    this.names = (this.getAttribute("roots") ?? "").split(/\s+/).filter(Boolean).map((root) => `changed-${root}`);
    for (const name of this.names) document.addEventListener(name, this.soon);
    this.every = Number(this.getAttribute("every")) * 1000;
    if (this.every) this.timer = setInterval(() => { if (!document.hidden) this.refresh(); }, this.every);
  }
  #disarm() {
    for (const name of this.names) document.removeEventListener(name, this.soon);
    clearInterval(this.timer);
  }
  async refresh() {
    if (this.busy) { this.again = true; return; }
    this.busy = true;
    try {
      const answer = await this.#ask();
      if (answer) this.#take(new DOMParser().parseFromString(answer.text, "text/html"), answer.etag);
    } finally {
      this.busy = false;
      if (this.again) { this.again = false; this.soon(); }
    }
  }
  // Nothing where the page is as it was, or belongs to nobody here any more.
  async #ask() {
    const headers = { "X-Requested-With": "zd-live" };
    if (this.etag) headers["If-None-Match"] = this.etag;
    let answer, text;
    try {
      answer = await fetch(this.getAttribute("src") || location.href, { headers, credentials: "same-origin", cache: "no-store" });
      if (answer.status >= 500 || answer.status === 429) throw new Error(answer.statusText);
      text = await answer.text();
    } catch {
      this.#later(); // what stands here stays, the offline line says so
      return null;
    }
    this.failed = 0;
    if (answer.redirected && new URL(answer.url).pathname !== location.pathname) { location.assign(answer.url); return null; }
    return answer.ok ? { text, etag: answer.headers.get("ETag") } : null;
  }
  // Asked for again, ever more rarely, and at once when the network is back.
  #later() {
    this.failed = (this.failed ?? 0) + 1;
    clearTimeout(this.due);
    if (this.isConnected) this.due = setTimeout(() => this.refresh(), Math.min(1000 * 2 ** this.failed, 60000));
  }
  #take(page, etag) {
    const fresh = page.getElementById(this.id) ?? page.querySelector("zd-live");
    if (!fresh || !this.isConnected) return;
    this.#morph(this, fresh);
    this.#follow(fresh);
    // The figures of the head and the counts at the entries are of the same moment.
    for (const around of [".page-h", ".hand > .top", ".rail", ".tabs"]) {
      const here = document.querySelector(around), there = page.querySelector(around);
      if (here && there && !this.contains(here)) this.#morph(here, there);
    }
    for (const id of (this.getAttribute("also") ?? "").split(/\s+/).filter(Boolean)) {
      const here = document.getElementById(id), there = page.getElementById(id);
      if (Boolean(here) !== Boolean(there)) { location.reload(); return; } // the page is of another kind now
      if (here) this.#morph(here, there);
    }
    this.etag = etag;
  }
  // What it listens to, and how often it looks, may change with the page: work that ended needs no clock any more.
  #follow(fresh) {
    const changed = ["roots", "every"].filter((name) => this.getAttribute(name) !== fresh.getAttribute(name));
    if (!changed.length) return;
    for (const name of changed) this.setAttribute(name, fresh.getAttribute(name) ?? "");
    this.#disarm();
    this.#arm();
  }
  #morph(old, fresh) {
    Idiomorph.morph(old, [...fresh.childNodes], {
      morphStyle: "innerHTML",
      ignoreActiveValue: true,
      callbacks: {
        // What somebody is typing in, has opened or has signed is left alone.
        beforeNodeMorphed: (old) => !(old instanceof Element && old.matches("form[data-dirty], zd-draft[dirty], zd-signature, zd-photo, zd-marks, details[open], [data-own]")),
        beforeNodeRemoved: (old) => !(old instanceof Element && old.matches("form[data-dirty], zd-draft[dirty]")),
      },
    });
    htmx.process(old);
    this.dispatchEvent(new CustomEvent("zd:fresh", { bubbles: true }));
  }
});
document.addEventListener("input", (event) => event.target.form?.setAttribute("data-dirty", ""));
document.addEventListener("htmx:afterRequest", (event) => {
  if (zd.done(event)) event.detail.elt.closest?.("form")?.removeAttribute("data-dirty");
});
