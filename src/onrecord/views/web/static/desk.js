// The forms work without this file: it adds the keys of the desk. What a key is for stands on the page, as data-press.
"use strict";
(() => {
  let going = 0; // "g" and a letter leave for another screen: then the letter is not ours
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const field = event.target.closest("input, textarea, select");
    if (field) {
      const form = field.closest("form.mend");
      if (event.key === "Escape") field.blur();
      if (event.key === "Enter" && form && field.matches("select")) { event.preventDefault(); form.requestSubmit(); }
      return;
    }
    const left = going && event.timeStamp - going < 1500;
    going = event.key === "g" ? event.timeStamp : 0;
    const wanted = left ? null : document.querySelector(`[data-press="${CSS.escape(event.key)}"]`);
    if (!wanted) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (wanted.matches("input, select")) { wanted.focus(); wanted.select?.(); } else wanted.click();
  }, { capture: true });
})();
