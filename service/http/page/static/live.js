/** An article while it is read: records come one by one, and light up where they stand. */
import { drawArticle, markAll } from "./article.js";
import { drawBlame } from "./blame.js";
import { h } from "./dom.js";
import { ACTOR_FIELDS } from "./gold.js";
import { drawTimeline } from "./incidents.js";
import { tie } from "./links.js";
import { Passages } from "./offsets.js";
import { drawQuotes } from "./quotes.js";
import { part, recordColumn, scrolled, textColumn } from "./result.js";
import { recordsOf } from "./spans.js";
import { apart, forShowing } from "./words.js";

/**
 * @param {import("./offsets.js").Text | null} text of the article; null where the server is still to say it
 * @returns {{root: HTMLElement, hear: (event: object) => void, count: () => number}}
 */
export function liveView(text) {
  const soFar = { key_points: [], actors: [], incidents: [], attributions: [], quotes: [] };
  const fresh = new Set();
  const root = h("div", { class: "live" });
  let [due, count] = [false, 0];

  const draw = () => {
    due = false;
    const records = recordsOf(soFar);
    const body = drawArticle(text ?? new Passages(soFar), records);
    markAll(body, records);
    const height = root.querySelector(".scroll")?.scrollTop ?? 0;
    const scroll = scrolled(body);
    const columns = h("div", { class: "columns" }, textColumn(scroll), recordColumn(...parts(forShowing(soFar))));
    tie(columns, body, records);
    root.replaceChildren(columns);
    scroll.scrollTop = height;
    for (const id of fresh) for (const element of columns.querySelectorAll(`[data-record~="${id}"], [data-main~="${id}"]`)) element.classList.add("fresh");
    fresh.clear();
  };
  const hear = (event) => {
    const id = `N${(count += 1)}`;
    soFar[event.kind]?.push({ ...byName(event.record, event.names), id });
    fresh.add(id);
    if (!due) requestAnimationFrame(draw);
    due = true;
  };
  return { root, hear, count: () => count };
}

function parts(soFar) {
  const drawn = [["What happened", "incidents", drawTimeline], ["Who blames whom", "attributions", drawBlame], ["Who said what", "quotes", drawQuotes]];
  return drawn.filter(([, kind]) => soFar[kind].length > 0).map(([title, kind, draw]) => part(title, soFar[kind].length, () => draw(soFar)));
}

/** A record with names in place of the ids of actors, and without those of incidents: ids change while records come. */
function byName(value, names, field = "") {
  if (typeof value === "string") return ACTOR_FIELDS.has(field) ? apart(names[value] ?? value) : value;
  if (Array.isArray(value)) return field === "incidents" ? [] : value.map((inner) => byName(inner, names, field));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, byName(inner, names, name)]));
}
