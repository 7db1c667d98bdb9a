/** Quotes by speaker, in the order in which each first speaks. */
import { h, words } from "./dom.js";
import { foot } from "./incidents.js";
import { aboutWords, list, nameOf, plain, sure } from "./words.js";

export function drawQuotes(summary) {
  const groups = new Map();
  for (const quote of summary.quotes) {
    const key = quote.speakers.join(" ");
    groups.set(key, [...(groups.get(key) ?? []), quote]);
  }
  return h("div", { class: "speakers" }, [...groups.values()].map((quotes) => group(summary, quotes)));
}

function group(summary, quotes) {
  const { speakers } = quotes[0];
  const name = speakers.length ? list(speakers.map((id) => nameOf(summary, id))) : "Speaker not known";
  const actor = speakers.length === 1 ? summary.actors.find(({ id }) => id === speakers[0]) : undefined;
  const post = [actor?.role, actor?.affiliation && nameOf(summary, actor.affiliation)].filter(Boolean).join(", ");
  return h(
    "section",
    { class: "speaker" },
    h("h3", { "data-record": speakers[0] }, words(name), post && h("small", {}, words(post))),
    quotes.map((quote) => card(summary, quote)),
  );
}

function card(summary, quote) {
  const marks = { direct: "", partial: "partly in marks", indirect: "in the reporter’s words" };
  const shown = quote.clause?.text ?? quote.span.text;
  return h(
    "blockquote",
    { class: `card quote ${quote.kind}`, id: quote.id, "data-record": quote.id, dir: "auto" },
    h("p", {}, h("a", { href: "#words" }, quote.kind === "direct" ? `“${shown}”` : shown)),
    foot([
      plain(quote.stance),
      marks[quote.kind],
      quote.via && `passed on by ${nameOf(summary, quote.via)}`,
      aboutWords(summary, quote.incidents),
      sure(quote.confidence),
    ]),
  );
}
