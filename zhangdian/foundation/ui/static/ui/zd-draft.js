// What somebody types in a long form is kept in this browser until it is sent; a lost login or network loses nothing.
//   <zd-draft key="writeup-17"><form>…</form></zd-draft>; [data-saved] shows the mark 已存.
"use strict";
(() => {
  const PREFIX = "zd-draft:", WEEK = 7 * 24 * 3600 * 1000;
  const read = (name) => { try { return JSON.parse(localStorage.getItem(name)); } catch { return null; } };
  const write = (name, value) => { try { localStorage.setItem(name, JSON.stringify(value)); return true; } catch { return false; } };

  customElements.define("zd-draft", class extends HTMLElement {
    // The form is asked anew each time: a refusal brings it back as another one.
    get form() { return this.querySelector("form"); }
    connectedCallback() {
      if (!this.form) return;
      this.name = `${PREFIX}${zd.person()}:${this.getAttribute("key")}`;
      this.#restore();
      this.addEventListener("input", () => this.#later());
      this.addEventListener("change", () => this.#later());
      this.addEventListener("submit", () => { this.#keep({ sent: Date.now() }); });
      this.addEventListener("htmx:afterRequest", (event) => {
        if (event.detail.requestConfig.verb === "get") return;
        if (zd.done(event)) this.drop(); else this.#keep({ sent: 0 });
      });
      this.leave = () => { if (this.due) this.#keep(); };
      addEventListener("pagehide", this.leave);
      this.delivered = (event) => { if (event.detail === this.form?.elements.token?.value) this.drop(); };
      document.addEventListener("zd:delivered", this.delivered);
    }
    disconnectedCallback() {
      removeEventListener("pagehide", this.leave);
      document.removeEventListener("zd:delivered", this.delivered);
    }
    drop() {
      clearTimeout(this.due);
      this.due = 0;
      localStorage.removeItem(this.name);
      this.removeAttribute("dirty");
      this.#mark(false);
    }
    #later() {
      this.setAttribute("dirty", "");
      clearTimeout(this.due);
      this.due = setTimeout(() => this.#keep(), 400);
    }
    #keep(more = {}) {
      clearTimeout(this.due);
      this.due = 0;
      if (!this.form) return;
      const kept = write(this.name, { at: Date.now(), path: location.pathname, token: this.form.elements.token?.value, fields: zd.typed(this.form), sent: 0, ...more });
      this.#mark(kept);
    }
    #restore() {
      const kept = read(this.name);
      if (!kept) return;
      // Sent, and the server shows the form anew without complaint: it arrived.
      const complained = this.form.querySelector(".is-bad, .refusal, .ask, .band");
      if (Date.now() - kept.at > WEEK || (kept.sent && !complained)) { this.drop(); return; }
      if (complained) return;
      const byName = Map.groupBy ? Map.groupBy(kept.fields, ([name]) => name) : kept.fields.reduce((all, pair) => all.set(pair[0], [...(all.get(pair[0]) ?? []), pair]), new Map());
      this.dispatchEvent(new CustomEvent("zd:restoring", { detail: byName, bubbles: true }));
      for (const rows of this.form.querySelectorAll("zd-rows")) rows.restore?.(byName);
      // A field beside boxes of its name takes what was typed, never a box's own value; fields of one name take turns.
      const boxes = new Set([...this.form.querySelectorAll("input[type=checkbox], input[type=radio]")].map((box) => `${box.name}=${box.value}`));
      const typed = new Map([...byName].map(([name, pairs]) => [name, pairs.map(([, value]) => value).filter((value) => !boxes.has(`${name}=${value}`))]));
      for (const one of this.form.elements) {
        if (!one.name || one.type === "file" || one.name === "csrfmiddlewaretoken" || one.name === "token") continue;
        const values = byName.get(one.name)?.map(([, value]) => value);
        if (one.type === "checkbox" || one.type === "radio") one.checked = values?.includes(one.value) ?? (one.type === "checkbox" ? false : one.checked);
        else if (typed.get(one.name)?.length) one.value = typed.get(one.name).shift();
      }
      for (const part of this.form.querySelectorAll("zd-photo, zd-signature, zd-marks")) part.restore?.(byName);
      this.setAttribute("dirty", "");
      this.#mark(true);
    }
    #mark(saved) {
      for (const mark of document.querySelectorAll("[data-saved]")) mark.hidden = !saved;
    }
  });

  // An act that waited for the network has arrived: its draft, on whatever page it was written, has done its work.
  document.addEventListener("zd:delivered", (event) => {
    for (const name of Object.keys(localStorage)) {
      if (name.startsWith(PREFIX) && event.detail && read(name)?.token === event.detail) localStorage.removeItem(name);
    }
  });

  // On the login page: that something was being written when the login ended; whose and of what, only he sees.
  customElements.define("zd-drafts", class extends HTMLElement {
    connectedCallback() {
      const written = [];
      for (let i = 0; i < localStorage.length; i++) {
        const name = localStorage.key(i);
        if (!name.startsWith(PREFIX)) continue;
        const kept = read(name);
        if (!kept || Date.now() - kept.at > WEEK) continue;
        if (kept.sent && Date.now() - kept.sent < 120000) write(name, { ...kept, sent: 0 }); // it came here instead of arriving
        written.push(kept.at);
      }
      if (!written.length) return;
      const last = new Date(Math.max(...written)).toLocaleString("zh-CN", { month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit", hour12: false });
      this.querySelector("span").textContent = `这台设备上还有 ${written.length} 份没写完的内容，最近一份写于 ${last}。本人登录后打开原来那一页，接着写。`;
      this.hidden = false;
    }
  });
})();
