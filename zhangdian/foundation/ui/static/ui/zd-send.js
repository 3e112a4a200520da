// Every request of ours carries the form's seal; an answer that refuses or asks gets the focus.
"use strict";
window.zd = {
  csrf: () => document.querySelector('meta[name="csrf-token"]')?.content ?? "",
  person: () => document.body.dataset.person ?? "",
  sprite: () => document.querySelector("svg.ico use")?.getAttribute("href").split("#")[0] ?? "",
  icon(name) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
    svg.setAttribute("class", "ico");
    svg.setAttribute("aria-hidden", "true");
    use.setAttribute("href", `${zd.sprite()}#${name}`);
    svg.append(use);
    return svg;
  },
  // Puts a picture on the shelf; answers its number and address, or throws words for the person.
  async upload(url, blob, kind) {
    if (!url) throw new Error("这一页还不能传照片");
    const form = new FormData();
    form.append("file", blob, `${kind}.${blob.type === "image/png" ? "png" : "jpg"}`);
    form.append("kind", kind);
    let answer;
    try {
      answer = await fetch(url, { method: "POST", body: form, headers: { "X-CSRFToken": zd.csrf() }, credentials: "same-origin" });
    } catch {
      throw new Error("断网了，没传上去。连上后再试一次");
    }
    const said = await answer.json().catch(() => ({}));
    if (!answer.ok) throw new Error(said.refusal ?? "没传上去，再试一次");
    return said;
  },
  // Whether a request was carried out: htmx also calls a refusal (422) successful, for it is shown.
  done: (event) => event.detail.successful && event.detail.xhr.status < 400,
  // What stands in a form now, without what must not be kept.
  typed(form) {
    const kept = [];
    for (const one of form.elements) {
      if (!one.name || one.type === "password" || one.type === "file" || one.type === "submit" || one.type === "button") continue;
      if (one.name === "csrfmiddlewaretoken" || one.name === "token" || one.dataset.keep === "no") continue;
      if ((one.type === "checkbox" || one.type === "radio") && !one.checked) continue;
      kept.push([one.name, one.value]);
    }
    return kept;
  },
};

document.addEventListener("htmx:configRequest", (event) => {
  if (event.detail.verb !== "get") event.detail.headers["X-CSRFToken"] = zd.csrf();
});
document.addEventListener("htmx:afterSwap", (event) => {
  const shown = event.detail.target?.isConnected ? event.detail.target : event.target; // a form gives way to another
  const first = shown.querySelector?.('.refusal[role="alert"], .ask[role="alert"], [aria-invalid="true"]');
  first?.focus({ preventScroll: true });
  first?.scrollIntoView({ block: first.matches("[aria-invalid]") ? "center" : "nearest" });
});
// At a desk a form is typed into at once, whatever it is made of; in the hand the keys would cover it.
document.addEventListener("DOMContentLoaded", () => {
  if (document.body.classList.contains("touch") || document.activeElement !== document.body) return;
  const asked = document.querySelectorAll(".act-page form :is(input:not([type=hidden]), select, textarea):not(:disabled)");
  [...asked].find((one) => one.checkVisibility())?.focus({ preventScroll: true });
});
// What was opened to ask one thing shuts when it was done, so that the page may show what came of it.
document.addEventListener("htmx:afterRequest", (event) => {
  if (!zd.done(event) || event.detail.requestConfig.verb !== "post") return;
  event.detail.elt.closest?.("details[data-shut][open]")?.removeAttribute("open");
});
// A greyed action stays focusable and says its sentence; it is never pressed.
document.addEventListener("click", (event) => {
  if (event.target.closest?.('[aria-disabled="true"]')) {
    event.preventDefault();
    event.stopImmediatePropagation();
  }
}, true);
// Menus shut when one presses elsewhere or says so with Esc.
document.addEventListener("click", (event) => {
  for (const open of document.querySelectorAll("details:is(.more, .person, .pick)[open]")) {
    if (!open.contains(event.target)) open.open = false;
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menus = document.querySelectorAll("details:is(.more, .person, .pick)[open]");
  for (const open of menus) {
    open.open = false;
    open.querySelector("summary").focus();
  }
  if (!menus.length && !event.target.closest("input, textarea, select")) document.querySelector("a[data-close]")?.click();
});
