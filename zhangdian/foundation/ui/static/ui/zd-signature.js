// The pad to sign on: when the pen rests, the signature goes up as a picture and the form carries its number.
"use strict";
customElements.define("zd-signature", class extends HTMLElement {
  connectedCallback() {
    this.box = this.querySelector(".sign");
    this.canvas = this.querySelector("[data-pad]");
    this.again = this.querySelector("[data-again]");
    this.failed = this.querySelector("[data-failed]");
    if (!this.canvas || !window.SignaturePad) return;
    this.pad = new SignaturePad(this.canvas, { penColor: "#141d29", minWidth: 0.8, maxWidth: 2.6 });
    this.sizes = new ResizeObserver(() => this.#fit());
    this.sizes.observe(this.canvas);
    this.pad.addEventListener("beginStroke", () => { clearTimeout(this.due); this.box.classList.add("signed"); this.again.hidden = false; this.#carry(""); });
    this.pad.addEventListener("endStroke", () => { clearTimeout(this.due); this.due = setTimeout(() => this.#send(), 900); });
    this.again.addEventListener("click", () => this.clear());
    this.again.hidden = !this.querySelector("input[type=hidden]")?.value;
    this.closest("form")?.addEventListener("submit", (event) => {
      if (this.due || this.going) { event.preventDefault(); event.stopImmediatePropagation(); this.#send().then((sent) => sent && event.target.requestSubmit(event.submitter ?? undefined)); }
    }, true);
  }
  disconnectedCallback() { this.sizes?.disconnect(); clearTimeout(this.due); }
  clear() {
    this.pad.clear();
    clearTimeout(this.due);
    this.due = 0;
    this.#carry("");
    this.box.classList.remove("signed");
    this.again.hidden = true;
  }
  #fit() {
    const ratio = Math.max(devicePixelRatio || 1, 1);
    const kept = this.pad.toData();
    this.canvas.width = this.canvas.offsetWidth * ratio;
    this.canvas.height = this.canvas.offsetHeight * ratio;
    this.canvas.getContext("2d").scale(ratio, ratio);
    this.pad.clear();
    if (kept.length) this.pad.fromData(kept);
  }
  #carry(key) {
    let carried = this.querySelector("input[type=hidden]");
    if (!carried) {
      carried = Object.assign(document.createElement("input"), { type: "hidden", name: this.getAttribute("name") });
      this.append(carried);
    }
    carried.value = key;
    if (key) carried.dispatchEvent(new Event("input", { bubbles: true }));
  }
  async #send() {
    if (this.going) return this.going;
    clearTimeout(this.due);
    this.due = 0;
    this.failed.hidden = true;
    this.going = (async () => {
      try {
        const blob = await new Promise((done) => this.canvas.toBlob(done, "image/png"));
        const made = await zd.upload(this.getAttribute("upload"), blob, "signature");
        this.#carry(made.key);
        return true;
      } catch (error) {
        this.failed.textContent = error.message;
        this.failed.hidden = false;
        return false;
      } finally { this.going = null; }
    })();
    return this.going;
  }
});
