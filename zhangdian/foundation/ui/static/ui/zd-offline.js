// When the network is gone: the line that says so, and the acts that wait here until it is back. Each carries its
// token, so sending it twice is once. When the house itself broke: what to do, and the short code.
"use strict";
customElements.define("zd-offline", class extends HTMLElement {
  connectedCallback() {
    this.name = `zd-unsent:${zd.person()}`;
    this.since = navigator.onLine ? 0 : Date.now();
    this.hear = {
      offline: () => { this.since ||= Date.now(); this.#show(); },
      online: () => { this.since = 0; this.#send(); },
      "htmx:sendError": (event) => this.#keep(event),
      "htmx:responseError": (event) => this.#broken(event.detail.xhr),
      "htmx:afterRequest": (event) => { if (event.detail.successful && this.broken) { this.broken = null; this.#show(); } },
    };
    for (const [what, how] of Object.entries(this.hear)) (what.startsWith("htmx") ? document : window).addEventListener(what, how);
    this.timer = setInterval(() => { if (this.since || this.#waiting.length) { this.#show(); if (navigator.onLine) this.#send(); } }, 10000);
    this.#show();
    if (navigator.onLine) this.#send();
  }
  disconnectedCallback() {
    for (const [what, how] of Object.entries(this.hear)) (what.startsWith("htmx") ? document : window).removeEventListener(what, how);
    clearInterval(this.timer);
  }
  get #waiting() { try { return JSON.parse(localStorage.getItem(this.name)) ?? []; } catch { return []; } }
  set #waiting(all) { try { all.length ? localStorage.setItem(this.name, JSON.stringify(all)) : localStorage.removeItem(this.name); } catch { /* full */ } }
  #keep(event) {
    const { verb, path } = event.detail.requestConfig;
    this.since ||= Date.now();
    const form = event.detail.elt.closest("form");
    if (verb === "post" && form?.elements.token) {
      const body = new URLSearchParams(new FormData(form, event.detail.requestConfig.triggeringEvent?.submitter ?? undefined));
      body.delete("csrfmiddlewaretoken");
      const all = this.#waiting.filter((one) => one.token !== form.elements.token.value);
      this.#waiting = [...all, { path, body: body.toString(), token: form.elements.token.value, page: location.pathname, at: Date.now() }];
      form.setAttribute("data-unsent", "");
    }
    this.#show();
  }
  async #send() {
    if (this.sending) return;
    this.sending = true;
    try {
      for (const one of this.#waiting) {
        const answer = await fetch(one.path, {
          method: "POST", body: one.body, credentials: "same-origin", redirect: "manual",
          headers: { "Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": zd.csrf(), "HX-Request": "true" },
        });
        if (answer.type === "opaqueredirect" || answer.status === 403) { this.held = { page: one.page, why: "要先登录" }; break; }
        if (answer.status >= 500) { this.held = { page: one.page, why: "店里的系统没做成" }; break; }
        this.#waiting = this.#waiting.filter((kept) => kept.token !== one.token);
        this.broken = null;
        if (answer.ok) document.dispatchEvent(new CustomEvent("zd:delivered", { detail: one.token }));
        if (answer.status === 422) { this.held = { page: one.page, why: "被退回，要看一眼" }; continue; }
        for (const name of (answer.headers.get("HX-Trigger") ?? "").match(/changed-[\w-]+/g) ?? []) document.dispatchEvent(new CustomEvent(name));
      }
      this.since = 0;
    } catch { this.since ||= Date.now(); } finally { this.sending = false; this.#show(); }
  }
  #broken(xhr) {
    this.broken = { code: xhr.getResponseHeader("X-Error-Code") ?? "", status: xhr.status };
    this.#show();
  }
  #show() {
    const waiting = this.#waiting.length;
    const parts = [];
    if (this.since || waiting) {
      const seconds = Math.round((Date.now() - (this.since || Date.now())) / 1000);
      const gone = this.since ? `断网 ${seconds < 60 ? `${seconds} 秒` : `${Math.floor(seconds / 60)} 分`}` : "连上了";
      parts.push(this.#line("cloud-off", waiting ? `${gone}，${waiting} 步还没送出` : gone, "连上自动送，不会重复", ""));
    }
    if (this.held) parts.push(this.#line("alert-circle", `有一步${this.held.why}`, "", "broken", this.held.page, "去看"));
    if (this.broken) {
      const code = this.broken.code ? `把编号 ${this.broken.code} 告诉信息员，能查到是哪一步。` : "再试一次；还不行，请告诉信息员。";
      const words = this.broken.status === 403 ? "登录过期或没有这个权限，什么都没有改动" : this.broken.status === 404 ? "它已经不在这里了，什么都没有改动" : "这一步没做成，什么都没有改动";
      parts.push(this.#line("alert-circle", words, code, "broken"));
    }
    this.replaceChildren(...parts);
    this.hidden = !parts.length;
  }
  #line(icon, words, remark, kind, href, press) {
    const line = document.createElement("div");
    line.className = `offline ${kind}`;
    line.setAttribute("role", "status");
    line.append(zd.icon(icon), Object.assign(document.createElement("b"), { textContent: words }));
    if (remark) line.append(Object.assign(document.createElement("span"), { className: "lbl end", textContent: remark }));
    if (href) line.append(Object.assign(document.createElement("a"), { className: "end btn btn-plain btn-s", href, textContent: press }));
    return line;
  }
});
