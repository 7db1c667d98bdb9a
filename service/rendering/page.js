"use strict";
(() => {
  const article = document.getElementById("article");
  const peek = document.getElementById("peek");
  const pieces = [...article.querySelectorAll("[data-keys]")];
  const stops = pieces.filter((piece) => piece.hasAttribute("aria-describedby"));
  const cards = new Map([...document.querySelectorAll("[data-key]")].map((card) => [card.dataset.key, card]));
  const evidence = new Map([...cards.keys()].map((key) => [key, []]));
  const keysOf = (piece) => piece.dataset.keys.split(" ");
  for (const piece of pieces) for (const key of keysOf(piece)) evidence.get(key)?.push(piece);

  let pinned = null;

  const putOut = () => document.querySelectorAll(".lit").forEach((lit) => lit.classList.remove("lit"));

  // A record lights its evidence; a stretch of the text lights every record that rests on it, and the rest of
  // what the closest of them rests on.
  const light = (keys, closest) => {
    putOut();
    for (const key of keys) cards.get(key)?.classList.add("lit");
    for (const piece of evidence.get(closest) ?? []) piece.classList.add("lit");
  };
  const lightFrom = (element) => {
    if (element.dataset.keys) light(keysOf(element), keysOf(element)[0]);
    else light([element.dataset.key], element.dataset.key);
  };
  const target = (event) => event.target.closest?.("[data-keys], [data-key]");
  const settle = () => {
    const focused = document.activeElement?.closest?.("[data-keys], [data-key]");
    if (pinned ?? focused) lightFrom(pinned ?? focused);
    else putOut();
  };

  const name = (card) => {
    const label = card.dataset.label ?? card.textContent.trim();
    return label.length > 140 ? `${label.slice(0, 140)}…` : label;
  };
  const say = (keys, go) => {
    peek.replaceChildren();
    for (const key of keys) {
      const card = cards.get(key);
      if (!card) continue;
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = name(card);
      button.dir = "auto";
      button.addEventListener("click", () => go(card));
      peek.append(button);
    }
    const close = document.createElement("button");
    close.type = "button";
    close.textContent = "Close";
    close.addEventListener("click", unpin);
    peek.append(close);
    peek.hidden = false;
  };
  const unpin = () => {
    pinned = null;
    peek.hidden = true;
    putOut();
  };
  const reach = (element) => {
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block: "center" });
  };

  const choose = (element) => {
    pinned = element;
    lightFrom(element);
    if (element.dataset.keys) {
      const keys = keysOf(element);
      const narrow = getComputedStyle(document.querySelector(".ways")).display !== "none";
      say(keys, reach);
      if (!narrow && cards.has(keys[0])) reach(cards.get(keys[0]));
      pinned = element;
      lightFrom(element);
    } else {
      const first = evidence.get(element.dataset.key)?.[0];
      say([element.dataset.key], reach);
      if (first) {
        if (!first.hasAttribute("tabindex")) first.tabIndex = -1;
        reach(first);
        pinned = element;
        lightFrom(element);
      }
    }
  };

  let pointer = "";
  document.addEventListener("mouseover", (event) => {
    const now = `${event.clientX} ${event.clientY}`;
    if (now === pointer) return; // the page moved, not the pointer
    pointer = now;
    const element = target(event);
    if (element) lightFrom(element);
    else settle();
  });
  document.addEventListener("focusin", (event) => {
    const element = target(event);
    if (element) lightFrom(element);
    if (stops.includes(element)) rove(element);
  });
  document.addEventListener("focusout", () => setTimeout(settle)); // when the next element has it
  document.addEventListener("click", (event) => {
    if (event.target.closest("a, button, input, label, summary")) return;
    const element = target(event);
    if (element) choose(element);
    else unpin();
  });
  document.addEventListener("keydown", (event) => {
    const element = document.activeElement;
    if (event.key === "Escape") return unpin();
    if (!element?.dataset || event.target.closest("a, button, input, summary")) return;
    if ((event.key === "Enter" || event.key === " ") && (element.dataset.keys || element.dataset.key)) {
      event.preventDefault();
      choose(element);
    }
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const at = stops.indexOf(element);
    if (step && at >= 0 && stops[at + step]) {
      event.preventDefault();
      reach(stops[at + step]);
    }
  });

  // One stop of the tab key in the text; arrows go from mark to mark.
  const rove = (stop) => {
    for (const other of stops) other.tabIndex = other === stop ? 0 : -1;
  };
  if (stops.length) rove(stops[0]);

  for (const box of document.querySelectorAll("[data-kind]")) {
    const show = () => article.classList.toggle(`hide-${box.dataset.kind}`, !box.checked);
    box.addEventListener("change", show);
    show(); // browsers keep a box's state over a reload
  }
})();
