/** The article's text, cut where any record's words begin or end, so that records can be lit without drawing anew. */
import { h } from "./dom.js";

/**
 * @param {import("./offsets.js").Text} text
 * @param {ReturnType<import("./spans.js").recordsOf>} records
 * @returns {HTMLElement} with one element a stretch; each knows its records in `data-main` and `data-detail`
 */
export function drawArticle(text, records) {
  const body = h("div", { class: "article", dir: "auto", id: "words" });
  const { cuts, opening, closing } = boundaries(text, records);
  const active = new Map();
  cuts.forEach((from, n) => {
    for (const entry of closing.get(from) ?? []) active.delete(entry);
    for (const entry of opening.get(from) ?? []) active.set(entry, entry);
    const to = cuts[n + 1] ?? text.length;
    if (to > from) body.append(stretch(text.slice(from, to), [...active.keys()]));
  });
  return body;
}

function boundaries(text, records) {
  const opening = new Map();
  const closing = new Map();
  const put = (map, at, entry) => map.set(at, [...(map.get(at) ?? []), entry]);
  for (const record of records) {
    for (const part of ["main", "details"]) {
      for (const span of record[part]) {
        const entry = { record, main: part === "main", length: span.end - span.start };
        put(opening, span.start, entry);
        put(closing, span.end, entry);
      }
    }
  }
  const cuts = [...new Set([0, ...opening.keys(), ...closing.keys()])].filter((at) => at <= text.length);
  return { cuts: cuts.sort((a, b) => a - b), opening, closing };
}

function stretch(words, entries) {
  if (entries.length === 0) return h("span", {}, withBreaks(words));
  const ids = (main) => [...new Set(entries.filter((e) => e.main === main).map((e) => e.record.id))].join(" ");
  const shortest = entries.filter((entry) => entry.main).sort((a, b) => a.length - b.length);
  const element = h("a", { class: "stretch", "data-main": ids(true), "data-detail": ids(false) }, withBreaks(words));
  element.owners = Object.fromEntries(shortest.reverse().map((entry) => [entry.record.kind, entry.record.id]));
  return element;
}

/** The words with each run of line ends as an element, so that lines stand apart as paragraphs do. */
function withBreaks(words) {
  return words.split(/(\n\s*)/).map((part) => (part.startsWith("\n") ? h("span", { class: "break" }, part) : part));
}

/** Mark the main words of one kind, and make the first stretch of each record a link to it; null marks none. */
export function showLayer(body, records, kind) {
  body.dataset.layer = kind ?? "";
  const linked = new Set();
  const kinds = new Map(records.map((record) => [record.id, record.kind]));
  for (const element of body.querySelectorAll(".stretch")) {
    const ids = element.dataset.main.split(" ").filter((id) => kinds.get(id) === kind);
    element.classList.toggle("marked", ids.length > 0);
    element.removeAttribute("href");
    const owner = element.owners[kind];
    if (owner === undefined || linked.has(owner)) continue;
    linked.add(owner);
    element.href = `#${owner}`;
  }
}

/** Mark the main words of every kind in its colour, while no kind can be chosen. */
export function markAll(body, records) {
  const kinds = new Map(records.map((record) => [record.id, record.kind]));
  for (const element of body.querySelectorAll(".stretch")) {
    const kind = kinds.get(Object.values(element.owners).at(-1));
    if (kind) element.classList.add("marked", `of-${kind}`);
  }
}
