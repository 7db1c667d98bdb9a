/** One article's summary beside its words. */
import { drawActors, drawBrief, drawProvenance, drawWarnings } from "./about.js";
import { drawArticle, showLayer } from "./article.js";
import { drawBlame } from "./blame.js";
import { drawComparison } from "./compare.js";
import { announce, h } from "./dom.js";
import { asCsv, asJson, asMarkdown } from "./formats.js";
import { drawTimeline } from "./incidents.js";
import { tie } from "./links.js";
import { Passages } from "./offsets.js";
import { drawQuotes } from "./quotes.js";
import { addReview, saver } from "./review.js";
import { recordsOf } from "./spans.js";
import { forShowing } from "./words.js";

const LAYERS = [["incidents", "Incidents"], ["attributions", "Blame"], ["quotes", "Quotes"], ["actors", "People and groups"], [null, "None"]];

/**
 * @param {object} state the summary, that of the engine compared with, their names, the article's text (null
 *   where the server has forgotten it), the schema, the verdicts
 * @param {(file: File) => void} findText is given the file that the text may be in
 * @param {(id: string) => void} redraw is called when a record has changed
 */
export function drawResult(state, findText, redraw) {
  const { summary } = state;
  const records = recordsOf(summary);
  const body = drawArticle(state.text ?? new Passages(summary), records);
  body.lang = summary.article.language ?? "";
  const root = h("div", { class: "columns" }, textSide(state, body, records, findText), recordSide(state));
  tie(root, body, records);
  if (state.text !== null) addReview(root, state, redraw);
  return root;
}

export const textColumn = (...content) => h("section", { class: "text-side", "aria-label": "The article" }, content);

export const scrolled = (body) => h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "The article's words" }, body);

export const recordColumn = (...content) => h("div", { class: "record-side" }, content);

export const part = (title, count, content, none) =>
  h("section", { class: "part" }, h("h2", {}, title, count ? h("span", { class: "count" }, count) : null), count === 0 ? h("p", { class: "nothing" }, none) : content());

function textSide(state, body, records, findText) {
  const present = LAYERS.filter(([kind]) => kind === null || records.some((record) => record.kind === kind));
  const first = present[0][0];
  const choices = present.map(([kind, name]) =>
    h("label", { class: `layer layer-${kind}` }, h("input", { type: "radio", name: "layer", checked: kind === first, onchange: () => showLayer(body, records, kind) }), h("span", {}, name)),
  );
  showLayer(body, records, first);
  return textColumn(
    h("fieldset", { class: "layers" }, h("legend", { class: "unseen" }, "Marked in the text"), choices),
    state.text === null && forgotten(findText),
    scrolled(body),
  );
}

/** Of a stored article only the words behind records are known; the rest comes from whoever has the article. */
function forgotten(findText) {
  const chosen = ({ target }) => {
    const [given] = target.files;
    target.value = ""; // so that the same file can be chosen again
    if (given) findText(given);
  };
  const pick = h("input", { type: "file", class: "unseen", accept: ".txt,.md,text/plain", onchange: chosen });
  return h("p", { class: "notice" }, "The server keeps no text: these are the words behind the records. ", h("label", { class: "button small" }, "Choose the article’s file", pick), " to see all of it, and to correct records.");
}

function recordSide(state) {
  const summary = forShowing(state.summary);
  return recordColumn(
    summary.status === "partial" && h("p", { class: "notice" }, "Only part of this summary could be had; the warnings say which."),
    drawBrief(summary),
    copies(state.summary),
    part("What happened", summary.incidents.length, () => drawTimeline(summary), "No incident is reported."),
    part("Who blames whom", summary.attributions.length, () => drawBlame(summary), "Nobody is held responsible for anything."),
    part("Who said what", summary.quotes.length, () => drawQuotes(summary), "Nobody is quoted."),
    part("People and groups", summary.actors.length, () => drawActors(summary), "No record refers to anybody."),
    state.other && part("Compared", null, () => drawComparison(summary, forShowing(state.other), state.names)),
    part("Warnings", null, () => drawWarnings(summary)),
    part("Where this comes from", null, () => drawProvenance(summary)),
    state.text !== null && part("Looked over", null, () => saver(state)),
  );
}

function copies(summary) {
  const copy = (name, write) =>
    h("button", { class: "quiet", type: "button", onclick: async (event) => {
      const button = event.currentTarget;
      const done = await toClipboard(write(summary));
      button.textContent = done ? "Copied" : "Not copied";
      announce(done ? `Copied as ${name}.` : "The browser does not let the page copy.");
      setTimeout(() => (button.textContent = name), 1600);
    } }, name);
  return h("div", { class: "copies", role: "group", "aria-label": "Copy as" }, h("span", { "aria-hidden": "true" }, "Copy as"), copy("JSON", asJson), copy("Markdown", asMarkdown), copy("CSV", asCsv));
}

/** Whether the text got there. Only a page from https or this machine has `navigator.clipboard`. */
async function toClipboard(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = h("textarea", { class: "unseen" });
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
}
