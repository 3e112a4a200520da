// The print button of a paper; without scripts the browser's own does the same.
"use strict";
for (const button of document.querySelectorAll("[data-print]")) {
  button.closest("[hidden]")?.removeAttribute("hidden");
  button.addEventListener("click", () => print());
}
if (document.querySelector("[data-print-now]")) print();
