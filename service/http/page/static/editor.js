/** Correcting one record in its place: labels, who, which words; whatever else it holds as JSON. */
import { h } from "./dom.js";
import { spansOf } from "./spans.js";
import { plain } from "./words.js";

const label = (path, name, model, field = path) => ({ path, name, kind: "label", model, field });
const field = (kind) => (path, name, needed = false) => ({ path, name, kind, needed });
const [text, date, words, anchor, actor, actors, incidents] = ["text", "date", "words", "anchor", "actor", "actors", "incidents"].map(field);

const FIELDS = {
  incidents: [
    label("type", "Type", "Incident"), label("outcome", "Outcome", "Incident"), label("factuality", "Factuality", "Incident"),
    text("summary", "Summary", true), words("when.span", "When, in words"), anchor("when.anchor", "Counted from"), date("when.start", "First day"), date("when.end", "Last day"),
    label("when.precision", "Precision of the day", "When", "precision"), words("where.span", "Where, in words"), words("where.site", "Site"),
    words("where.city", "City"), words("where.area", "Area"), words("where.admin1", "Region"), text("where.country", "Country, as two letters"),
    words("where.country_span", "Words for the country"), actors("perpetrators", "Done by"),
    actors("reported_by", "Reported by"), actors("disputed_by", "Disputed by"),
  ],
  attributions: [
    label("act", "What is done", "Attribution"), actor("source", "Who says it"), actor("responsible", "Who is named"), actor("via", "Passed on by"),
    incidents("incidents", "About"), words("cue", "The word that does it", true), words("evidence", "The clause", true),
  ],
  quotes: [
    label("kind", "Kind", "Quote"), label("stance", "Stance", "Quote"), actors("speakers", "Speakers"), words("span", "The words", true),
    words("clause", "The whole clause"), words("speaker_span", "Words for the speakers"), words("cue", "Reporting word"),
    actor("via", "Passed on by"), incidents("incidents", "About"),
  ],
  actors: [text("name", "Name", true), label("kind", "Kind", "Actor"), text("role", "Role"), actor("affiliation", "Belongs to")],
};
const OWN = new Set(["id", "confidence", "background"]);

const at = (record, path) => path.split(".").reduce((value, step) => value[step], record);

function put(record, path, value) {
  const steps = path.split(".");
  const last = steps.pop();
  steps.reduce((inner, step) => inner[step], record)[last] = value;
}

/**
 * A form that corrects a record.
 * @param {object} context the summary, its Text, and the JSON Schema of the contract
 * @param {(record: object) => void} done is given the corrected record
 */
export function editor(context, kind, record, done, cancel) {
  const rows = FIELDS[kind].map((one) => ({ ...one, ...input(context, one, at(record, one.path)) }));
  const rest = restOf(kind, record);
  const area = h("textarea", { rows: 6, spellcheck: "false" });
  area.value = JSON.stringify(rest, null, 1);
  const fault = h("p", { class: "edit-fault", role: "alert" });
  const save = (event) => {
    event.preventDefault();
    try {
      done(corrected(context, record, rows, rest, area.value));
    } catch (error) {
      fault.textContent = error.message;
    }
  };
  return h(
    "form",
    { class: "editor", "aria-label": `Correct ${record.id}`, onsubmit: save },
    rows.map(({ name, element, extra }) => h("div", { class: "edit-row" }, h("label", {}, h("span", {}, name), element), extra ?? "")),
    Object.keys(rest).length ? h("details", {}, h("summary", {}, "Everything else, as JSON"), h("label", {}, h("span", { class: "unseen" }, "Everything else, as JSON"), area)) : "",
    fault,
    h("p", { class: "actions" }, h("button", { type: "submit", class: "main" }, "Keep"), h("button", { type: "button", onclick: cancel }, "Leave as it was")),
  );
}

function restOf(kind, record) {
  const roots = new Set(FIELDS[kind].map(({ path }) => path.split(".")[0]));
  return Object.fromEntries(Object.entries(record).filter(([name]) => !roots.has(name) && !OWN.has(name)));
}

function input(context, { path, kind, model, field: name, needed }, value) {
  const option = (id, said, chosen) => h("option", { value: id, selected: chosen }, said);
  const { summary, text: article, schema } = context;
  if (kind === "label") {
    const labels = schema.$defs[model].properties[name].enum;
    const element = h("select", {}, labels.map((one) => option(one, plain(one), one === value)));
    return { element, read: () => element.value };
  }
  if (kind === "actor") {
    const element = h("select", {}, option("", "nobody", value === null), summary.actors.map((one) => option(one.id, one.name, one.id === value)));
    return { element, read: () => element.value || null };
  }
  if (kind === "anchor") {
    const ids = ["published", ...summary.incidents.map((one) => one.id)];
    const element = h("select", {}, option("", "nothing", value === null), ids.map((id) => option(id, id, id === value)));
    return { element, read: () => element.value || null };
  }
  if (kind === "actors" || kind === "incidents") {
    const called = (one) => (kind === "actors" ? one.name : `${one.id} ${plain(one.type)}`);
    const element = h("select", { multiple: true, size: Math.min(4, Math.max(2, summary[kind].length)) }, summary[kind].map((one) => option(one.id, called(one), value.includes(one.id))));
    return { element, read: () => [...element.selectedOptions].map((one) => one.value) };
  }
  const element = h("input", { type: kind === "date" ? "date" : "text", required: needed && path !== "summary", dir: "auto" });
  if (kind !== "words") {
    element.value = value ?? "";
    return { element, read: () => element.value || (needed ? "" : null) };
  }
  let span = value;
  element.value = span?.text ?? "";
  const take = (event) => {
    event.preventDefault();
    span = selected(article) ?? span;
    element.value = span?.text ?? "";
  };
  const extra = h("button", { type: "button", class: "small", onmousedown: (event) => event.preventDefault(), onclick: take }, "Use the words selected in the text");
  return { element, extra, read: () => (element.value === "" ? null : element.value === span?.text ? span : find(article, element.value, span?.start ?? 0)) };
}

/** What is selected in the article, as a span. */
function selected(article) {
  const body = document.getElementById("words");
  const selection = getSelection();
  if (selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  if (!body.contains(range.startContainer) || !body.contains(range.endContainer)) return null;
  const before = document.createRange();
  before.setStart(body, 0);
  const length = (node, offset) => (before.setEnd(node, offset), before.cloneContents().textContent.length);
  const start = article.pointOf(length(range.startContainer, range.startOffset));
  const end = article.pointOf(length(range.endContainer, range.endOffset));
  return { start, end, text: article.slice(start, end) };
}

/** The span of these words that begins nearest to a place. */
function find(article, wanted, near) {
  const found = [];
  for (let unit = article.string.indexOf(wanted); unit >= 0; unit = article.string.indexOf(wanted, unit + 1)) found.push(article.pointOf(unit));
  if (found.length === 0) throw new Error(`The article does not have the words “${wanted}”.`);
  const start = found.reduce((best, one) => (Math.abs(one - near) < Math.abs(best - near) ? one : best));
  return { start, end: start + [...wanted].length, text: wanted };
}

function corrected(context, record, rows, rest, json) {
  const result = { ...structuredClone(record), ...parsed(json, rest) };
  for (const { path, read } of rows) put(result, path, read());
  for (const span of spansOf(result)) Object.assign(span, spanHolds(context.text, span) ? span : find(context.text, span.text, span.start));
  if (result.where) place(result.where);
  if (result.when) result.background = background(result.when, context.summary.article.published.date);
  return result;
}

const spanHolds = (article, { start, end, text: said }) => said !== "" && article.slice(start, end) === said;

function parsed(json, rest) {
  let given;
  try {
    given = JSON.parse(json);
  } catch (error) {
    throw new Error(`What stands as JSON cannot be read: ${error.message}`);
  }
  const names = (value) => Object.keys(value ?? {}).sort().join(", ");
  if (names(given) !== names(rest)) throw new Error(`As JSON stand these fields and no others: ${names(rest)}.`);
  return given;
}

/** What the contract computes of a place and a time. */
function place(where) {
  const finest = ["site", "city", "area", "admin1", "country_span"].find((part) => where[part] !== null);
  where.name = finest === undefined ? null : where[finest].text;
  const called = { admin1: "region", country_span: "country" };
  where.precision = finest === undefined ? (where.country === null ? null : "country") : (called[finest] ?? finest);
}

function background({ end }, published) {
  if (end === null || published === null) return null;
  return Date.parse(published) - Date.parse(end) > 7 * 86_400_000;
}
