// The sum of a line: chosen among those that the line's choice offers; typed where it offers none, and with `other` where it is none of them.
"use strict";
customElements.define("zd-offered", class extends HTMLElement {
  connectedCallback() {
    const chosen = this.closest("tr")?.querySelector("select");
    if (!chosen || chosen === this.chosen) return; // moved by a morph: it hears already
    this.chosen = chosen;
    this.typed = this.querySelector("input");
    chosen.addEventListener("change", () => { this.typed.value = ""; this.#offer(); });
    this.#offer();
  }
  #offer() {
    this.querySelector("select")?.remove();
    const steps = (this.chosen.selectedOptions[0]?.dataset.steps ?? "").split("|").filter(Boolean).map((step) => step.split("="));
    const stands = this.typed.value.replaceAll(",", "");
    const offered = steps.find(([sum]) => stands && Number(sum) === Number(stands));
    this.typed.hidden = steps.length > 0 && (!stands || Boolean(offered)); // a sum that is not offered stays to be read
    if (!this.typed.hidden) return;
    const select = document.createElement("select");
    select.setAttribute("aria-label", "保额");
    for (const [sum, says] of [["", "请选"], ...steps]) select.add(new Option(says, sum, false, sum === (offered?.[0] ?? "")));
    if (this.hasAttribute("other")) select.add(new Option("另填", "other"));
    select.addEventListener("change", () => {
      if (select.value === "other") { select.remove(); this.typed.hidden = false; this.typed.value = ""; this.typed.focus(); return; }
      this.typed.value = select.value;
      this.typed.dispatchEvent(new Event("input", { bubbles: true }));
    });
    this.append(select);
  }
});
