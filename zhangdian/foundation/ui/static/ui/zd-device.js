// Tells the server how wide this screen is, so that the next page is made for it; it does nothing else.
(() => {
  const short = Math.min(screen.width, screen.height);
  const finger = matchMedia("(pointer: coarse)").matches;
  const kind = short < 600 && finger ? "phone" : finger && Math.max(screen.width, screen.height) < 1400 ? "tablet" : "desktop";
  document.cookie = `zd_screen=${kind}; path=/; max-age=31536000; samesite=lax${location.protocol === "https:" ? "; secure" : ""}`;
})();
