/** The page: from an article to what is in it. */
import { drawActors, drawBrief, drawProvenance, drawWarnings } from "./about.js";
import { Refused, contract, readers, summarize } from "./api.js";
import { drawArticle, showLayer } from "./article.js";
import { drawBlame } from "./blame.js";
import { drawComparison } from "./compare.js";
import { announce, h } from "./dom.js";
import { asCsv, asJson, asMarkdown } from "./formats.js";
import { drawTimeline } from "./incidents.js";
import { tie } from "./links.js";
import { Text } from "./offsets.js";
import { drawQuotes } from "./quotes.js";
import { addReview, saver } from "./review.js";
import { recordsOf } from "./spans.js";
import { startTheme } from "./theme.js";
import { forShowing } from "./words.js";

const $ = (id) => document.getElementById(id);
const LAYERS = [["incidents", "Incidents"], ["attributions", "Blame"], ["quotes", "Quotes"], ["actors", "People and groups"], [null, "None"]];

let offered = [];
let schema = null;
let file = null;
let running = null;

async function start() {
  startTheme($("theme"));
  $("ask").addEventListener("submit", read);
  $("again").addEventListener("click", again);
  $("stop").addEventListener("click", () => running?.abort());
  $("example").addEventListener("click", example);
  $("pick").addEventListener("change", () => $("pick").files[0] && take($("pick").files[0]));
  $("file-off").addEventListener("click", () => setFile(null));
  $("text").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) $("ask").requestSubmit();
  });
  for (const name of ["dragover", "dragleave", "drop"]) document.addEventListener(name, drag);
  [offered, schema] = await Promise.all([readers(), contract()]);
  for (const choice of ["reader", "other"]) {
    $(choice).append(...offered.map((reader, n) => h("option", { value: n }, called(reader))));
    $(`${choice}-field`).hidden = offered.length < 2;
  }
}

const called = ({ engine, model }) => model ?? engine;

function drag(event) {
  event.preventDefault();
  $("drop").classList.toggle("over", event.type === "dragover");
  if (event.type !== "drop") return;
  const [dropped] = event.dataTransfer.files;
  if (dropped) {
    again();
    take(dropped);
  } else if (event.dataTransfer.getData("text")) $("text").value = event.dataTransfer.getData("text");
}

async function take(given) {
  showFault(null);
  try {
    const content = new TextDecoder("utf-8", { fatal: true }).decode(await given.arrayBuffer());
    const html = /\.html?$/i.test(given.name) || given.type === "text/html";
    setFile(html ? { name: given.name, html: content } : null);
    if (!html) $("text").value = content;
    $("go").focus();
  } catch {
    showFault(new Refused({ detail: `${given.name} is not a text in UTF-8.`, hint: "Paste the article's words instead." }));
  }
}

function setFile(given) {
  file = given;
  $("pick").value = "";
  $("file").hidden = file === null;
  $("text").hidden = file !== null;
  $("file-name").textContent = file?.name ?? "";
}

async function example() {
  setFile(null);
  $("text").value = await (await fetch("page/example.txt")).text();
  $("published").value = "2021-08-07";
  $("go").focus();
}

function again() {
  running?.abort();
  $("result").hidden = true;
  $("again").hidden = true;
  $("ask").hidden = false;
  document.title = "Wirebrief";
  $("text").focus();
}

async function read(event) {
  event.preventDefault();
  showFault(null);
  const source = file ? { html: file.html } : { text: $("text").value };
  running?.abort();
  const mine = (running = new AbortController());
  busy(true);
  try {
    const published = $("published").value || null;
    const chosen = [$("reader"), $("other")].filter(({ value }) => value !== "").map(({ value }) => offered[value]);
    const asked = chosen.map((reader) => summarize({ ...source, published, ...reader }, mine.signal));
    const [summary, other] = await Promise.all(asked);
    const text = new Text(summary.article.text ?? source.text);
    show({ summary, other, names: chosen.map(called), text, schema, verdicts: new Map() });
    scrollTo(0, 0);
    $("main").focus({ preventScroll: true });
    announce(`Read. ${summary.incidents.length} incidents, ${summary.attributions.length} attributions, ${summary.quotes.length} quotes.`);
  } catch (error) {
    if (error.name !== "AbortError") showFault(error);
  } finally {
    if (running === mine) busy(false);
  }
}

function busy(on) {
  $("busy").hidden = !on;
  $("go").disabled = on;
  $("main").setAttribute("aria-busy", on);
  if (on) announce("Reading the article.");
}

function showFault(error) {
  $("fault").hidden = error === null;
  if (error === null) return;
  if (!(error instanceof Refused)) throw error;
  const faults = error.faults.map((fault) => h("li", {}, `${fault.path}: ${fault.message}`));
  $("fault").replaceChildren(h("p", {}, h("strong", {}, error.message)), error.hint && h("p", {}, error.hint), faults.length ? h("ul", {}, faults) : "");
}

function show(state) {
  const { summary } = state;
  const records = recordsOf(summary);
  const body = drawArticle(state.text, records);
  body.lang = summary.article.language ?? "";
  const result = h("div", { class: "columns" }, textSide(body, records), recordSide(state));
  tie(result, body, records);
  $("result").replaceChildren(result);
  addReview(result, state, (id) => {
    const height = scrollY;
    show(state);
    scrollTo(0, height);
    document.querySelector(`#${id} a[href]`).focus({ preventScroll: true });
  });
  $("result").hidden = false;
  $("ask").hidden = true;
  $("again").hidden = false;
  document.title = `${summary.headline} · Wirebrief`;
}

function textSide(body, records) {
  const present = LAYERS.filter(([kind]) => kind === null || records.some((record) => record.kind === kind));
  const first = present[0][0];
  const choices = present.map(([kind, name]) =>
    h("label", { class: `layer layer-${kind}` }, h("input", { type: "radio", name: "layer", checked: kind === first, onchange: () => showLayer(body, records, kind) }), h("span", {}, name)),
  );
  showLayer(body, records, first);
  return h(
    "section",
    { class: "text-side", "aria-label": "The article" },
    h("fieldset", { class: "layers" }, h("legend", { class: "unseen" }, "Marked in the text"), choices),
    h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "The article's words" }, body),
  );
}

function recordSide(state) {
  const summary = forShowing(state.summary);
  const part = (title, count, content, none) =>
    h("section", { class: "part" }, h("h2", {}, title, count ? h("span", { class: "count" }, count) : null), count === 0 ? h("p", { class: "nothing" }, none) : content());
  return h(
    "div",
    { class: "record-side" },
    summary.status === "partial" && h("p", { class: "partial" }, "Only part of this summary could be had; the warnings say which.") || null,
    drawBrief(summary),
    copies(state.summary),
    part("What happened", summary.incidents.length, () => drawTimeline(summary), "No incident is reported."),
    part("Who blames whom", summary.attributions.length, () => drawBlame(summary), "Nobody is held responsible for anything."),
    part("Who said what", summary.quotes.length, () => drawQuotes(summary), "Nobody is quoted."),
    part("People and groups", summary.actors.length, () => drawActors(summary), "No record refers to anybody."),
    state.other && part("Compared", null, () => drawComparison(summary, forShowing(state.other), state.names)) || "",
    part("Warnings", null, () => drawWarnings(summary)),
    part("Where this comes from", null, () => drawProvenance(summary)),
    part("Looked over", null, () => saver(state)),
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

start().then(() => (document.documentElement.dataset.ready = "true"));
