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
const foldable = () => {
  for (const fall of document.querySelectorAll("ol.fall")) {
    const button = document.createElement("button");
    const bars = () => [...fall.querySelectorAll("details")];
    const named = () => {
      button.textContent = bars().every((one) => one.open) ? "Close all bars" : "Open all bars";
    };
    button.type = "button";
    button.className = "tools";
    named();
    button.addEventListener("click", () => {
      const open = !bars().every((one) => one.open);
      for (const one of bars()) one.open = open;
      named();
    });
    const heads = fall.previousElementSibling?.matches(".heads");
    (heads ? fall.previousElementSibling : fall).before(button);
  }
};
foldable();
document.addEventListener("renewed", foldable);

// Pages follow the desk: where something came, the page is fetched anew and put in the place of
// the old one, unless somebody is writing in it or working through it; there it is only told.
const EVERY = 5000;
const working = () => {
  const at = document.activeElement;
  return Boolean(document.getElementById("acts") || at?.closest("form, dialog, [contenteditable]"));
};
const told = () => {
  if (document.querySelector("p.behind")) return;
  const said = document.createElement("p");
  said.className = "behind";
  said.setAttribute("role", "status");
  const again = document.createElement("a");
  again.href = location.href;
  again.textContent = "Load it anew";
  said.append("Something was entered since this page was made. ", again);
  document.getElementById("main").before(said);
};
const renewed = async () => {
  const answer = await fetch(location.href, { headers: { accept: "text/html" } });
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const main = fresh.getElementById("main");
  const mark = fresh.body.dataset.mark;
  if (!main || !mark || mark === document.body.dataset.mark || mark.startsWith("@")) return;
  const open = [...document.querySelectorAll("main details")].map((one) => one.open);
  const details = [...main.querySelectorAll("details")];
  if (details.length === open.length) details.forEach((one, at) => { one.open = open[at]; });
  document.querySelector("p.behind")?.remove();
  const behind = fresh.querySelector("p.behind");
  document.getElementById("main").replaceWith(main);
  if (behind) main.before(behind);
  document.title = fresh.title;
  document.body.dataset.mark = mark;
  document.dispatchEvent(new CustomEvent("renewed"));
};
const followed = async () => {
  if (document.hidden || !document.body.dataset.mark) return;
  try {
    const answer = await fetch("/position");
    if (!answer.ok) return;
    const { mark } = await answer.json();
    const stale = mark !== document.body.dataset.mark;
    if (!stale && !document.querySelector("p.behind")) return;
    if (working()) told();
    else await renewed();
  } catch {
    // The desk is closed: what is shown stands.
  }
};
setInterval(followed, EVERY);
