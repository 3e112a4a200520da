// What a careful eye would object to on a page: measured, so that nobody must find it by looking.
(touch) => {
  const flaws = [], shown = (el) => { const r = el.getBoundingClientRect(); return r.width > 0 && r.height > 0 && getComputedStyle(el).visibility !== "hidden"; };
  const name = (el) => (el.tagName.toLowerCase() + (el.className && el.className.baseVal === undefined ? "." + [...el.classList].join(".") : "") + " «" + (el.innerText || el.getAttribute("aria-label") || el.name || "").trim().slice(0, 30).replace(/\s+/g, " ") + "»");
  const root = document.scrollingElement;
  if (root.scrollWidth > innerWidth + 1) flaws.push(`页面比屏幕宽 ${root.scrollWidth - innerWidth} px`);
  const page = document.querySelector("main.page");
  if (page && page.scrollWidth > page.clientWidth + 1) {
    const limit = page.getBoundingClientRect().right;
    const wide = [...page.querySelectorAll("*")].filter((el) => shown(el) && el.getBoundingClientRect().right > limit + 1 && !el.closest(".scroll, .filters, .board, .seg"));
    flaws.push(`内容比页面宽 ${page.scrollWidth - page.clientWidth} px：${wide.slice(0, 2).map(name).join("、")}`);
  }
  document.querySelectorAll("[style]").forEach((el) => { if (!el.closest("svg, canvas") && !el.matches("canvas, [data-measured]") && !/^--[\w-]+:/.test(el.getAttribute("style"))) flaws.push(`行内样式：${name(el)}`); });
  document.querySelectorAll("b, span, td, h1, h2, a, button, time, small, .plate").forEach((el) => {
    const css = getComputedStyle(el);
    if (el.scrollWidth > el.clientWidth + 1 && css.overflowX === "hidden" && css.textOverflow !== "ellipsis" && shown(el) && el.clientWidth > 1 && !el.matches(".seg, .cut *")) flaws.push(`文字被切：${name(el)}`);
  });
  if (touch) document.querySelectorAll("a, button, summary, input:not([type=hidden]), select, textarea, [role=button], label.chip").forEach((el) => {
    if (!shown(el) || el.closest("[hidden], .skip, .paper, .paper-bar, .visually-hidden, noscript") || el.matches(".pull, .open, input[type=radio], input[type=checkbox]:not(.switch)")) return;
    const whole = el.closest("label, .input, .find, .shoot, .switch-row, .row-link, zd-keypad") || el;
    let { width, height } = whole.getBoundingClientRect();
    if (el.matches(".row-link")) { const row = el.closest("tr, .row-card, .task, .items > *"); if (row) ({ width, height } = row.getBoundingClientRect()); }
    if (getComputedStyle(el).display === "inline" && el.closest("p, .why, .lbl")) return;
    if (height < 43.5 || width < 30) flaws.push(`手指按不准 ${Math.round(width)}×${Math.round(height)}：${name(el)}`);
  });
  const luminance = ([r, g, b]) => { const f = (v) => { v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; }; return 0.2126 * f(r) + 0.7152 * f(g) + 0.0722 * f(b); };
  const colour = (text) => { const m = text.match(/[\d.]+/g); return m ? m.map(Number) : [0, 0, 0, 0]; };
  const ground = (el) => { for (let at = el; at; at = at.parentElement) { const css = getComputedStyle(at), c = colour(css.backgroundColor); if (css.backgroundImage !== "none") return null; if (c.length < 4 || c[3] > 0.99) return c; if (c[3] > 0.01) return null; } return [255, 255, 255]; };
  const seen = new Set(), walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const el = walk.currentNode.parentElement, text = walk.currentNode.textContent.trim();
    if (!text || !el || !shown(el) || el.closest("svg, .plate, [aria-disabled=true]")) continue;
    const back = ground(el);
    if (!back) continue;
    const css = getComputedStyle(el), a = luminance(colour(css.color)), b = luminance(back), ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    const large = parseFloat(css.fontSize) >= 24 || (parseFloat(css.fontSize) >= 18.6 && css.fontWeight >= 650);
    if (ratio < (large ? 3 : 4.5) && !seen.has(el.className)) { seen.add(el.className); flaws.push(`对比 ${ratio.toFixed(1)}：${name(el)}`); }
  }
  const words = (document.querySelector("main") || document.body).innerText;
  (words.match(/(?<![\w\/.@·-])[a-z]{2,}[_.][a-z_.]{2,}(?![\w@])|\b(None|null|undefined|NaN|True|False|object|Error)\b|\{\{|%\}/g) || []).slice(0, 4).forEach((word) => flaws.push(`代码露出来：${word}`));
  document.querySelectorAll(".btn-primary").forEach((el, i) => { if (i === 1 && shown(el)) flaws.push(`不止一个主按钮：${[...document.querySelectorAll(".btn-primary")].filter(shown).map((b) => b.innerText.trim()).slice(0, 4).join("、")}`); });
  return [...new Set(flaws)];
}
