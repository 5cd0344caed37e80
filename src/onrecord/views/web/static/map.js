// The map can be read, zoomed by its links and printed without this file: it adds wheel, drag and keys.
"use strict";
(() => {
  const svg = document.querySelector("svg[data-map]");
  if (!svg) return;
  const [, , width, height] = svg.getAttribute("viewBox").split(" ").map(Number);
  const marks = [...svg.querySelectorAll("a[data-at]")].map((mark) => [mark, ...mark.dataset.at.split(" ").map(Number)]);
  const names = [...svg.querySelectorAll(".names text")];
  const MOST = 12;
  let x = 0, y = 0, k = 1;
  let drag = null;
  let moved = false;

  const paint = () => {
    x = Math.min(Math.max(x, 0), width - width / k);
    y = Math.min(Math.max(y, 0), height - height / k);
    svg.setAttribute("viewBox", `${x} ${y} ${width / k} ${height / k}`);
    // marks keep their size on the screen, about their place
    for (const [mark, cx, cy] of marks) mark.setAttribute("transform", `translate(${cx} ${cy}) scale(${1 / k}) translate(${-cx} ${-cy})`);
    for (const name of names) name.style.fontSize = `${12 / k}px`;
    svg.classList.toggle("near", k > 1);
  };
  const zoom = (by, px = width / 2 / k + x, py = height / 2 / k + y) => {
    const next = Math.min(Math.max(k * by, 1), MOST);
    x = px - (px - x) * k / next;
    y = py - (py - y) * k / next;
    k = next;
    paint();
  };
  const at = (event) => {
    const box = svg.getBoundingClientRect();
    return [x + (event.clientX - box.left) / box.width * width / k, y + (event.clientY - box.top) / box.height * height / k];
  };
  svg.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return; // the page scrolls; with Ctrl the map zooms
    event.preventDefault();
    zoom(event.deltaY < 0 ? 1.25 : 0.8, ...at(event));
  }, { passive: false });
  svg.addEventListener("pointerdown", (event) => { if (k > 1) { drag = [event.clientX, event.clientY, x, y]; moved = false; } });
  addEventListener("pointermove", (event) => {
    if (!drag) return;
    const box = svg.getBoundingClientRect();
    const [dx, dy] = [event.clientX - drag[0], event.clientY - drag[1]];
    moved ||= Math.abs(dx) + Math.abs(dy) > 4;
    x = drag[2] - dx / box.width * width / k;
    y = drag[3] - dy / box.height * height / k;
    paint();
  });
  addEventListener("pointerup", () => { drag = null; });
  svg.addEventListener("click", (event) => { if (moved) { event.preventDefault(); moved = false; } }, { capture: true });
  svg.addEventListener("dragstart", (event) => event.preventDefault());
  document.addEventListener("keydown", (event) => {
    if (event.target.closest("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) return;
    const act = { "+": () => zoom(1.5), "=": () => zoom(1.5), "-": () => zoom(1 / 1.5), "0": () => zoom(1 / MOST) }[event.key];
    if (act) { event.preventDefault(); act(); }
  });
})();
