// Big keys for wet fingers: a whole plate, the last three signs of one, or four digits.
//   <zd-keypad mode="plate|tail|digits" length="3" auto> with an <input>; auto sends the form when it is full.
"use strict";
customElements.define("zd-keypad", class extends HTMLElement {
  connectedCallback() {
    const input = this.querySelector("input:not([type=hidden])");
    if (input === this.input) return; // moved by a morph: it hears already
    this.input = input;
    const touch = document.body.classList.contains("touch");
    const mode = this.getAttribute("mode");
    this.most = Number(this.getAttribute("length")) || 8;
    if (mode === "plate" && !touch) return; // at a desk there is a keyboard
    const [provinces, keys] = this.querySelector(".provinces") ? [this.querySelector(".provinces"), this.querySelector(".keys:not(.provinces)")] : [null, this.querySelector(".keys")];
    for (const pad of [provinces, keys]) if (pad) this.#fill(pad);
    if (mode !== "plate") { this.input.classList.add("visually-hidden"); this.input.tabIndex = -1; }
    if (mode === "plate") this.input.inputMode = "none";
    this.asleep = mode === "plate" && !this.input.required; // a plate that need not be told shows its keys when it is touched
    this.input.addEventListener("focus", () => { this.asleep = false; this.#draw(); });
    this.view = this.querySelector("[data-view]");
    this.provinces = provinces;
    this.keys = keys;
    this.input.addEventListener("input", () => this.#draw());
    this.#draw();
  }
  #fill(pad) {
    const signs = [...pad.dataset.keys];
    const buttons = signs.map((sign) => sign === " " ? document.createElement("span") : this.#button(sign));
    if ("back" in pad.dataset) {
      const back = this.#button("", "退一格");
      back.append(zd.icon("backspace"));
      back.dataset.back = "";
      buttons.push(back);
    }
    pad.replaceChildren(...buttons);
    pad.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      const now = this.input.value;
      this.input.value = "back" in button.dataset ? now.slice(0, -1) : (now + button.textContent).slice(0, this.most);
      this.input.dispatchEvent(new Event("input", { bubbles: true }));
      if (this.hasAttribute("auto") && this.input.value.length === this.most && !("back" in button.dataset)) this.input.form?.requestSubmit();
    });
  }
  #button(sign, label) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = sign;
    if (label) button.setAttribute("aria-label", label);
    return button;
  }
  #draw() {
    const value = this.input.value;
    if (this.provinces) { this.provinces.hidden = this.asleep || value.length > 0; this.keys.hidden = this.asleep || value.length === 0; }
    else if (this.keys) this.keys.hidden = false;
    if (!this.view) return;
    const secret = this.getAttribute("mode") === "digits";
    this.view.replaceChildren(...Array.from({ length: this.most }, (_, i) => {
      const one = document.createElement("i");
      if (secret) one.className = i < value.length ? "on" : "";
      else { one.textContent = value[i] ?? ""; one.className = i === value.length ? "next" : ""; }
      return one;
    }));
    this.view.setAttribute("aria-label", secret ? `已输 ${value.length} 位` : value);
  }
});
