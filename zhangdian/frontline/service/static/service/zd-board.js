// The board: a card pulled to a name.
"use strict";
customElements.define("zd-pull", class extends HTMLElement {
  connectedCallback() {
    this.over = (event) => this.#hand(event);
    this.addEventListener("dragstart", (event) => {
      this.card = event.target.closest?.("[data-dispatch]");
      if (!this.card) return;
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", this.card.dataset.car);
      this.card.classList.add("pulled");
      document.body.classList.add("pulling");
    });
    this.addEventListener("dragend", () => this.#end());
    document.addEventListener("dragover", this.over);
    this.drop = (event) => {
      const hand = event.target.closest?.("[data-hand]");
      if (!this.card || !hand) return;
      event.preventDefault();
      const answer = document.getElementById("pull-answer");
      htmx.ajax("POST", this.card.dataset.dispatch, {
        target: answer, swap: "innerHTML",
        values: { technician: hand.dataset.hand, proposed: this.card.dataset.proposed, token: crypto.randomUUID?.() ?? String(Math.random()).slice(2), next: "" },
      });
      this.#end();
    };
    document.addEventListener("drop", this.drop);
  }
  disconnectedCallback() {
    document.removeEventListener("dragover", this.over);
    document.removeEventListener("drop", this.drop);
  }
  #hand(event) {
    const hand = event.target.closest?.("[data-hand]");
    for (const one of document.querySelectorAll("[data-hand].over")) if (one !== hand) one.classList.remove("over");
    if (!this.card || !hand) return;
    event.preventDefault();
    hand.classList.add("over");
  }
  #end() {
    this.card?.classList.remove("pulled");
    this.card = null;
    document.body.classList.remove("pulling");
    for (const one of document.querySelectorAll("[data-hand].over")) one.classList.remove("over");
  }
});
