// Enhancement only: every page reads and works without this file.
"use strict";

// A slider beside the date: drag, and the whole page looks from that day.
for (const form of document.querySelectorAll("form.clock")) {
  const day = 86400000;
  const first = Date.parse(form.dataset.first);
  const last = Date.parse(form.dataset.last);
  const date = form.querySelector('input[type="date"]');
  if (!(last > first) || !date) continue;
  const named = (at) => new Date(at).toISOString().slice(0, 10);
  const slider = document.createElement("input");
  slider.type = "range";
  slider.min = "0";
  slider.max = String(Math.round((last - first) / day));
  slider.value = String(Math.round((Date.parse(date.value) - first) / day));
  slider.setAttribute("aria-label", "Day that the page looks from, within the window of the question");
  slider.setAttribute("aria-valuetext", date.value);
  const held = document.createElement("span");
  held.className = "slide";
  held.append(slider);
  date.closest("form").append(held);
  slider.addEventListener("input", () => {
    date.value = named(first + Number(slider.value) * day);
    slider.setAttribute("aria-valuetext", date.value);
  });
  // By keys each step is a change: wait until the hand rests.
  let rest = 0;
  slider.addEventListener("change", () => {
    clearTimeout(rest);
    rest = setTimeout(() => form.requestSubmit(), 350);
  });
}

// Open or close all bars of the waterfall at once.
for (const fall of document.querySelectorAll("ol.fall")) {
  const button = document.createElement("button");
  const bars = () => [...fall.querySelectorAll("details")];
  const told = () => {
    button.textContent = bars().every((one) => one.open) ? "Close all bars" : "Open all bars";
  };
  button.type = "button";
  button.className = "tools";
  told();
  button.addEventListener("click", () => {
    const open = !bars().every((one) => one.open);
    for (const one of bars()) one.open = open;
    told();
  });
  (fall.previousElementSibling?.matches(".heads") ? fall.previousElementSibling : fall).before(button);
}
