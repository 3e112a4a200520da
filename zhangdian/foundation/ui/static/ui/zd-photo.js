// The camera button: the picture is made small here, goes up at once, and the form carries its number.
"use strict";
customElements.define("zd-photo", class extends HTMLElement {
  connectedCallback() {
    const file = this.querySelector("input[type=file]");
    if (file === this.file) return; // moved by a morph: it hears already
    this.file = file;
    this.shots = this.querySelector("[data-shots]");
    this.button = this.querySelector(".shoot");
    this.failed = this.querySelector("[data-failed]");
    this.many = this.hasAttribute("many");
    this.file.removeAttribute("name"); // the form carries numbers, not pictures
    this.file.addEventListener("change", async () => {
      for (const one of this.file.files) await this.#take(one);
      this.file.value = "";
    });
    if (this.many) for (const shot of this.querySelectorAll("[data-key]")) this.#removable(shot);
  }
  restore(byName) {
    const keys = byName.get(this.getAttribute("name"))?.map(([, value]) => value).filter(Boolean) ?? [];
    const here = new Set([...this.querySelectorAll("[data-key]")].map((shot) => shot.dataset.key));
    for (const key of keys) if (!here.has(key)) this.#shot(key);
  }
  async #take(file) {
    this.failed.hidden = true;
    const small = await this.#shrink(file);
    const shot = this.#shot("", URL.createObjectURL(small));
    shot.classList.add("going");
    try {
      const made = await zd.upload(this.getAttribute("upload"), small, this.getAttribute("kind"));
      shot.dataset.key = made.key;
      shot.querySelector("input").value = made.key;
      shot.classList.remove("going");
      if (!this.many) for (const old of this.querySelectorAll("[data-key]")) if (old !== shot) old.remove();
      this.querySelector("[data-says]").textContent = this.many ? "再拍" : "重拍";
      this.dispatchEvent(new Event("input", { bubbles: true }));
      this.dispatchEvent(new Event("change", { bubbles: true }));
      shot.querySelector("input").dispatchEvent(new Event("input", { bubbles: true }));
    } catch (error) {
      shot.remove();
      this.failed.textContent = error.message;
      this.failed.hidden = false;
    }
  }
  #shot(key, src) {
    const shot = document.createElement("span");
    shot.className = "shot";
    shot.dataset.key = key;
    const carried = Object.assign(document.createElement("input"), { type: "hidden", name: this.getAttribute("name"), value: key });
    const seen = src ? Object.assign(document.createElement("img"), { className: "photo", src, alt: "刚拍的" }) : Object.assign(document.createElement("span"), { className: "photo slot" });
    if (!src) seen.append(zd.icon("photo"));
    shot.append(carried, seen);
    if (this.many) this.#removable(shot);
    this.shots.insertBefore(shot, this.button);
    return shot;
  }
  #removable(shot) {
    const off = Object.assign(document.createElement("button"), { type: "button", className: "off" });
    off.setAttribute("aria-label", "去掉这张");
    off.append(zd.icon("x"));
    off.addEventListener("click", () => { shot.remove(); this.file.form?.dispatchEvent(new Event("input", { bubbles: true })); });
    shot.append(off);
  }
  async #shrink(file) {
    try {
      const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
      const scale = Math.min(1, 1600 / Math.max(picture.width, picture.height));
      const canvas = document.createElement("canvas");
      canvas.width = Math.round(picture.width * scale);
      canvas.height = Math.round(picture.height * scale);
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
      picture.close();
      return await new Promise((done) => canvas.toBlob((blob) => done(blob ?? file), "image/jpeg", 0.82));
    } catch { return file; }
  }
});
