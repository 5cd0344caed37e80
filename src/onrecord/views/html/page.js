"use strict";
(() => {
  const cards = [...document.querySelectorAll(".card")];
  const marks = [...document.querySelectorAll("article mark.m")];
  const citations = JSON.parse(document.getElementById("citations").textContent);
  const byCard = new Map(cards.map((card) => [card.dataset.n, []]));
  for (const mark of marks) for (const n of mark.dataset.c.split(" ")) byCard.get(n)?.push(mark);
  const status = document.getElementById("said");
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const shown = new Set();
  let current = null;

  const say = (words) => {
    status.textContent = words;
    status.classList.add("show");
    clearTimeout(say.timer);
    say.timer = setTimeout(() => status.classList.remove("show"), 1800);
  };
  const aside = document.getElementById("cards");
  const top = document.querySelector("main");
  const head = document.querySelector(".layerbar");
  const closer = document.getElementById("close");
  const narrow = matchMedia("(max-width: 62rem)");
  const behavior = calm ? "auto" : "smooth";
  // Words first: no higher than where the column of cards begins to stand still, so that all of it is in view.
  const toWords = (mark) => {
    if (!mark) return;
    const box = mark.getBoundingClientRect();
    const middle = scrollY + box.top - (narrow.matches ? 0.25 : 0.5) * innerHeight;
    const least = narrow.matches ? 0 : scrollY + top.getBoundingClientRect().top - head.offsetHeight;
    scrollTo({ top: Math.max(middle, least), behavior });
  };
  // The column scrolls by itself, never the page: a card that is asked for is in its middle.
  const toCard = (card) => aside.scrollTo({ top: card.offsetTop - Math.max(0, (aside.clientHeight - card.offsetHeight) / 2), behavior });

  // A layer that is off shows neither cards nor the marks that are its alone.
  const paint = () => {
    for (const card of cards) card.hidden = !shown.has(card.dataset.layer);
    for (const mark of marks) {
      mark.dataset.all ??= mark.className;
      mark.className = mark.dataset.all.split(" ").filter((name) => {
        const layer = name.split("-")[0];
        return !name.includes("-") || shown.has(layer);
      }).join(" ");
      if (current !== null && mark.dataset.c.split(" ").includes(current.dataset.n)) mark.classList.add("hit");
    }
  };
  const toggle = (button, on) => {
    const layer = button.dataset.layer;
    const next = on ?? !shown.has(layer);
    next ? shown.add(layer) : shown.delete(layer);
    button.setAttribute("aria-pressed", String(next));
  };
  const reachable = (card, yes) => {
    card.tabIndex = yes ? 0 : -1;
    for (const part of card.querySelectorAll("summary")) part.tabIndex = yes ? 0 : -1;
  };
  let last = null; // where j and k go on from
  const letGo = () => {
    current?.classList.remove("on", "sheet");
    current = null;
    closer.hidden = true;
    for (const mark of document.querySelectorAll("mark.hit")) mark.classList.remove("hit");
  };
  const choose = (card, from) => {
    letGo();
    current = card;
    const button = document.querySelector(`button[data-layer="${card.dataset.layer}"]`);
    if (!shown.has(card.dataset.layer)) { toggle(button, true); paint(); }
    if (last && last !== card) reachable(last, false);
    last = card;
    reachable(card, true);
    card.classList.add("on");
    const own = byCard.get(card.dataset.n);
    for (const mark of own) mark.classList.add("hit");
    history.replaceState(null, "", `#${card.id}`);
    if (narrow.matches) { // a sheet at the foot, so that the reader stays where the words are
      card.classList.add("sheet");
      card.scrollTop = 0;
      closer.hidden = false;
      document.documentElement.style.setProperty("--sheet", `${card.offsetHeight}px`);
    } else if (from !== "card") toCard(card);
    if (from !== "mark") toWords(own[0]);
    if (from === "keys") card.focus({ preventScroll: true });
  };

  for (const button of document.querySelectorAll("button.layer")) {
    toggle(button, button.getAttribute("aria-pressed") === "true");
    button.addEventListener("click", () => { toggle(button); paint(); });
  }
  for (const card of cards) {
    reachable(card, card === cards[0]); // one stop for the Tab key: j and k go through the cards
    card.addEventListener("click", (event) => { if (!event.target.closest("details, a")) choose(card, "card"); });
    card.addEventListener("keydown", (event) => {
      if (event.target === card && (event.key === "Enter" || event.key === " ")) { event.preventDefault(); choose(card, "card"); }
    });
  }
  for (const mark of marks) mark.addEventListener("click", () => {
    const all = mark.dataset.c.split(" ").map((n) => cards[Number(n)]);
    const here = all.filter((card) => shown.has(card.dataset.layer));
    const pool = here.length ? here : all;
    // a second click on the same words goes on to the next card that stands on them
    choose(pool[(pool.indexOf(current) + 1) % pool.length], "mark");
  });
  for (const link of document.querySelectorAll("[data-go]")) link.addEventListener("click", (event) => {
    event.preventDefault();
    const card = document.getElementById(link.dataset.go);
    if (card) choose(card, "timeline");
  });

  const help = document.getElementById("help");
  const keys = document.getElementById("keys");
  const openHelp = () => { help.hidden = !help.hidden; keys.setAttribute("aria-expanded", String(!help.hidden)); };
  keys.addEventListener("click", openHelp);
  closer.addEventListener("click", letGo);
  const copy = async (words) => {
    try { await navigator.clipboard.writeText(words); } catch {
      const field = document.createElement("textarea");
      field.value = words; document.body.append(field); field.select(); document.execCommand("copy"); field.remove();
    }
    say("Citation copied");
  };
  const step = (by) => {
    const open = cards.filter((card) => !card.hidden);
    if (!open.length) return;
    const at = last ? Number(last.dataset.n) : by > 0 ? -1 : cards.length;
    const far = by > 0 ? open.find((card) => Number(card.dataset.n) > at) : open.findLast((card) => Number(card.dataset.n) < at);
    choose(far ?? (by > 0 ? open.at(-1) : open[0]), "keys");
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea")) return;
    const layers = [...document.querySelectorAll("button.layer")];
    const act = {
      j: () => step(1), k: () => step(-1), "?": openHelp, Escape: () => { if (!help.hidden) openHelp(); else letGo(); },
      e: () => { const why = current?.querySelector("details.why"); if (why) why.open = !why.open; },
      c: () => { if (current) copy(citations[Number(current.dataset.n)]); },
      t: () => {
        const root = document.documentElement;
        const dark = (root.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
        root.dataset.theme = dark ? "light" : "dark";
      },
    }[event.key] ?? (layers[Number(event.key) - 1] && (() => layers[Number(event.key) - 1].click()));
    if (act) { event.preventDefault(); act(); }
  });
  paint();
  if (location.hash) { const card = document.getElementById(location.hash.slice(1)); 
    if (card?.classList.contains("card")) choose(card, "hash");
    else if (card?.dataset.c) choose(cards[Number(card.dataset.c.split(" ")[0])], "mark"); // words that an address asks for
  }
})();
