// What is filled into the rows, against what is to be split: so much is lacking, so much too much.
"use strict";
customElements.define("zd-sum", class extends HTMLElement {
  connectedCallback() {
    if (!this.hasAttribute("total")) return;
    this.addEventListener("input", () => this.tell());
    this.tell();
  }

  tell() {
    const total = Math.round(Number(this.getAttribute("total")) * 100), says = this.querySelector("[data-says]");
    let sum = 0;
    for (const field of this.querySelectorAll("input")) sum += Math.round(Number(field.value.replace(/[,，\s]/g, "")) * 100) || 0;
    const left = total - sum, told = (Math.abs(left) / 100).toLocaleString("zh-CN");
    says.textContent = left === 0 ? "正好分完" : left > 0 ? `还差 ${told}` : `多了 ${told}`;
    says.classList.toggle("t-late", left !== 0);
  }
});
