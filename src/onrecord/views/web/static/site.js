// The site can be read without this file: it adds keys, and light or dark by hand.
"use strict";
(() => {
  const root = document.documentElement;
  const help = document.getElementById("site-help");
  const keys = document.getElementById("site-keys");
  const find = document.getElementById("find");
  const rows = [...document.querySelectorAll("[data-row]")];
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  let at = -1;
  let going = 0; // when "g" was pressed

  keys.hidden = false;
  const toggleHelp = () => {
    help.hidden = !help.hidden;
    keys.setAttribute("aria-expanded", String(!help.hidden));
  };
  keys.addEventListener("click", toggleHelp);

  const step = (by) => {
    if (!rows.length) return;
    rows[at]?.classList.remove("on");
    at = Math.min(Math.max(at + by, 0), rows.length - 1);
    const row = rows[at];
    row.classList.add("on");
    row.tabIndex = -1;
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  };
  const open = () => {
    const link = rows[at]?.querySelector("[data-open]") ?? rows[at]?.querySelector("a[href]");
    link?.click();
    return Boolean(link);
  };
  const page = (which) => document.querySelector(`a[data-page="${which}"]`)?.click();
  const theme = () => {
    const dark = (root.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
    root.dataset.theme = dark ? "light" : "dark";
    document.cookie = `theme=${root.dataset.theme}; path=/; max-age=31536000; samesite=strict`;
  };
  const letGo = () => {
    if (!help.hidden) toggleHelp();
    rows[at]?.classList.remove("on");
    if (document.activeElement === find) find.blur();
  };
  const go = (key) => document.querySelector(`[role="banner"] nav a[data-key="${CSS.escape(key)}"]`)?.click();

  // First: what works everywhere, before the keys of a report.
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      event.preventDefault();
      find.focus();
      find.select();
    } else if (going && event.timeStamp - going < 1500 && !event.target.closest("input, textarea, select")) {
      going = 0;
      event.preventDefault();
      event.stopImmediatePropagation();
      go(event.key);
    }
  }, { capture: true });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select");
    if (event.key === "Escape") letGo();
    if (typing || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter") {
      if (rows[at] === document.activeElement && open()) event.preventDefault();
      return;
    }
    const act = {
      g: () => { going = event.timeStamp; },
      j: () => step(1), k: () => step(-1), n: () => page("after"), p: () => page("before"),
      t: theme, u: () => document.querySelector('[data-press="u"]')?.click(), "?": toggleHelp, "/": () => find.focus(),
    }[event.key];
    if (act) { event.preventDefault(); act(); }
  });
  if (document.querySelector(".report")) keys.hidden = true; // a report has keys and a legend of its own
})();
