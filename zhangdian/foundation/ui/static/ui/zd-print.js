// The print button of a paper; without scripts the browser's own does the same.
// A sheet that is longer than its page is set closer; what is still longer says how many pages it has.
"use strict";
const PAGE = 277 * 96 / 25.4;
[...document.querySelectorAll(".paper.a4")].forEach((sheet, at) => {
  const height = () => [...sheet.children].reduce((sum, each) => Math.max(sum, each.offsetTop + each.offsetHeight - sheet.firstElementChild.offsetTop), 0);
  sheet.style.minHeight = 0;
  if (height() > PAGE) sheet.classList.add("dense");
  const pages = Math.ceil(height() / PAGE);
  sheet.style.removeProperty("min-height");
  document.documentElement.style.setProperty(`--of-${at + 1}`, `" 共 ${pages} 页"`);
});
for (const button of document.querySelectorAll("[data-print]")) {
  button.closest("[hidden]")?.removeAttribute("hidden");
  button.addEventListener("click", () => print());
}
if (document.querySelector("[data-print-now]")) print();
