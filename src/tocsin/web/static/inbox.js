// Enhancement only: every act is a form, and every statement a link, without this file.
"use strict";

(() => {
  const form = document.getElementById("acts");
  const list = document.getElementById("items");
  const dialog = document.getElementById("keys");
  const facets = document.getElementById("facets");
  if (!form || !list || !dialog) return;

  const items = [...list.children];
  const pane = (item) => document.getElementById(`p-${item.dataset.id}`);
  const field = (name) => form.elements.namedItem(name);
  let at = Math.max(items.findIndex((one) => one.classList.contains("chosen")), 0);

  // Wide screens show the facets at once; where they would push the list down they are folded.
  const wide = matchMedia("(min-width: 72.01rem)");
  const unfold = () => { facets.open = wide.matches; };
  wide.addEventListener("change", unfold);
  unfold();

  const lit = (item) => {
    const box = pane(item).querySelector(".around");
    const mark = box.querySelector("mark");
    if (mark) box.scrollTop = Math.max(0, mark.offsetTop - box.offsetTop - 60);
  };

  const choose = (number, follow) => {
    if (number < 0 || number >= items.length) return;
    for (const [place, item] of items.entries()) {
      const chosen = place === number;
      item.classList.toggle("chosen", chosen);
      const link = item.querySelector(".pick");
      if (chosen) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
      pane(item).hidden = !chosen;
    }
    at = number;
    const item = items[at];
    field("statement").value = item.dataset.id;
    field("instead").value = item.dataset.target;
    field("next").value = items[at + 1] ? items[at + 1].dataset.id : "";
    const noted = document.querySelector(".hand input[name=statement]");
    if (noted) noted.value = item.dataset.id;
    if (item.dataset.target) field("target").value = item.dataset.target;
    if (item.dataset.direction) field("direction").value = item.dataset.direction;
    for (const name of ["chance", "credibility", "reliability", "with"]) field(name).value = "";
    field("keep").checked = false;
    lit(item);
    if (follow) {
      item.querySelector(".pick").focus({ preventScroll: true });
      item.scrollIntoView({ block: "nearest" });
      document.getElementById("read").scrollTop = 0;
    }
  };

  for (const [number, item] of items.entries()) {
    item.querySelector(".pick").addEventListener("click", (event) => {
      const narrow = matchMedia("(max-width: 48rem)").matches;
      if (event.ctrlKey || event.metaKey || event.shiftKey || narrow) return;
      event.preventDefault();
      choose(number, true);
    });
  }
  if (items.length) choose(at, location.search.includes("at="));

  // A form is sent once: a second press would be a second entry.
  let sent = false;
  const press = (button) => {
    if (button && !sent) button.form.requestSubmit(button);
  };
  for (const one of document.querySelectorAll("form[method=post]")) {
    one.addEventListener("submit", (event) => {
      if (sent) event.preventDefault();
      sent = true;
    });
  }
  window.addEventListener("pageshow", () => { sent = false; });

  const named = (value) => form.querySelector(`button[value="${value}"]`);
  const go = (address) => { if (address) location.href = address.href; };
  const help = document.querySelector("button.help");
  help.hidden = false;
  const show = () => { if (!dialog.open) dialog.showModal(); };
  help.addEventListener("click", show);

  const switched = document.getElementById("keys-on");
  switched.checked = localStorage.getItem("tocsin-keys") !== "off";
  switched.addEventListener("change", () => {
    localStorage.setItem("tocsin-keys", switched.checked ? "on" : "off");
  });

  const here = () => (items.length ? pane(items[at]) : null);
  const keys = {
    j: () => choose(at + 1, true),
    k: () => choose(at - 1, true),
    a: () => press(here()?.querySelector('button[value^="accept:"]')),
    r: () => press(named("reject")),
    s: () => press(named("split")),
    m: () => field("target")?.focus(),
    g: () => field("credibility")?.focus(),
    o: () => field("with")?.focus(),
    e: () => field("reason").select(),
    u: () => press(document.querySelector(".done button") || here()?.querySelector('button[value^="undo:"]')),
    n: () => {
      const hand = document.querySelector(".hand");
      hand.open = true;
      document.getElementById("note-text").focus();
    },
    Enter: () => go(here()?.querySelector("a.place")),
    "[": () => go(document.querySelector('.pages a[rel="prev"]')),
    "]": () => go(document.querySelector('.pages a[rel="next"]')),
    "/": () => document.getElementById("q").focus(),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || dialog.open) return;
    const inside = event.target;
    if (inside.matches("input:not([type=checkbox]), textarea, select")) {
      if (event.key === "Escape") inside.blur();
      return;
    }
    if (event.key === "?") {
      event.preventDefault();
      show();
      return;
    }
    // Enter on a link or a button is theirs.
    if (event.key === "Enter" && inside.matches("a:not(.pick), button, summary")) return;
    if (switched.checked && Object.hasOwn(keys, event.key)) {
      event.preventDefault();
      keys[event.key]();
    }
  });
})();
