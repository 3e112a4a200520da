// The print button of a paper; without scripts the browser's own does the same.
// A sheet that is longer than its page is set closer; what is still longer says how many pages it has.
// Where the printer of this desk prints beside the place, all sheets of the size are moved (ui/zd-printer.js).
"use strict";
const size = document.body.classList.contains("form") ? "form" : "a4";
const shift = JSON.parse(localStorage.getItem(`zd-paper-${size}`) ?? "null");
for (const axis of shift ? ["x", "y"] : []) document.documentElement.style.setProperty(`--shift-${axis}`, `${shift[axis]}mm`);
const PAGE = 277 * 96 / 25.4;
// What stands whole on a page: a row (the first with the head of its table), else a child of the sheet.
const blocks = (sheet) => [...sheet.children].flatMap((each) => {
  if (each.tagName !== "TABLE") return [{ top: each, bottom: each, head: 0 }];
  const rows = [...each.rows].filter((row) => row.parentElement !== each.tHead);
  return rows.map((row, at) => ({ top: at ? row : each, bottom: row, head: at && each.tHead ? each.tHead.offsetHeight : 0 }));
});
// The head of a table is printed again on each page over which it goes.
const pagesOf = (sheet) => {
  let pages = 1, from = null, room = PAGE;
  for (const { top, bottom, head } of blocks(sheet)) {
    const box = { top: top.getBoundingClientRect().top, bottom: bottom.getBoundingClientRect().bottom };
    from ??= box.top;
    if (box.bottom - from > room + 1) [pages, from, room] = [pages + 1, box.top, PAGE - head];
  }
  return pages;
};
[...document.querySelectorAll(".paper.a4")].forEach((sheet, at) => {
  sheet.style.minHeight = 0;
  if (pagesOf(sheet) > 1) sheet.classList.add("dense");
  const pages = pagesOf(sheet);
  sheet.style.removeProperty("min-height");
  document.documentElement.style.setProperty(`--of-${at + 1}`, `" 共 ${pages} 页"`);
});
// Who sees that it was printed beside the place is one step from mending it.
const bar = document.querySelector(".paper-bar"), mend = document.createElement("a");
[mend.href, mend.textContent] = [document.body.dataset.printer, "印偏了？"];
bar?.append(mend);
for (const button of document.querySelectorAll("[data-print]")) {
  button.closest("[hidden]")?.removeAttribute("hidden");
  button.addEventListener("click", () => print());
}
if (document.querySelector("[data-print-now]")) print();
