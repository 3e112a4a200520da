// The place for a file says in our own words which one was chosen, whatever language the browser speaks.
"use strict";
customElements.define("zd-file", class extends HTMLElement {
  connectedCallback() {
    const file = this.querySelector("input[type=file]"), says = this.querySelector("[data-says]");
    if (!file || this.classList.contains("own")) return;
    const tell = () => { says.textContent = file.files[0] ? file.files[0].name : "选一个文件，或拖到这里"; };
    file.addEventListener("change", tell);
    this.classList.add("own");
    says.hidden = false;
    tell();
  }
});
