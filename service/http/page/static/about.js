/** The article in short, and what is to be known about the answer: warnings and where it comes from. */
import { h, words } from "./dom.js";
import { pointId } from "./spans.js";
import { dateWords, nameOf, plain, provenanceWords } from "./words.js";

const BASIS = { given: "", stated: "", inferred: ", worked out from the text", unknown: "" };

export function drawBrief(summary) {
  const { article } = summary;
  const { date, basis } = article.published;
  const facts = [
    article.kind && plain(article.kind),
    date ? dateWords(date) + BASIS[basis] : "day of publication not known",
    article.agency ?? article.publisher,
    article.dateline,
    article.byline,
  ].filter(Boolean);
  return h(
    "section",
    { class: "brief" },
    h("p", { class: "facts-line" }, facts.flatMap((fact, n) => (n ? [" · ", words(fact)] : [words(fact)]))),
    h("h2", { class: "headline", dir: "auto" }, summary.headline),
    h("ul", { class: "points" }, summary.key_points.map((point, n) => h("li", { id: pointId(n), "data-record": pointId(n), dir: "auto" }, h("a", { href: "#words" }, point.text)))),
  );
}

/** Everyone the records refer to. */
export function drawActors(summary) {
  const told = (actor) =>
    [actor.role, actor.affiliation && nameOf(summary, actor.affiliation), plain(actor.kind)].filter(Boolean).join(", ");
  return h(
    "ul",
    { class: "people" },
    summary.actors.map((actor) =>
      h("li", { class: "card actor", id: actor.id, "data-record": actor.id }, h("a", { href: "#words" }, words(actor.name)), h("small", {}, told(actor))),
    ),
  );
}

export function drawWarnings(summary) {
  if (summary.warnings.length === 0) return h("p", { class: "nothing" }, "Nothing was dropped, repaired or doubtful.");
  return h("ul", { class: "warnings" }, summary.warnings.map((warning) => item(summary, warning)));
}

function item(summary, { code, message, path }) {
  const id = recordOf(summary, path);
  return h(
    "li",
    { "data-record": id },
    h("p", {}, message),
    h("p", { class: "foot" }, plain(code), id && " · ", id && h("a", { href: `#${id}` }, id)),
  );
}

/** The id of the record that a path such as `incidents[2].where` lies in. */
function recordOf(summary, path) {
  const [, list, index] = /^(\w+)\[(\d+)\]/.exec(path ?? "") ?? [];
  return summary[list]?.[index]?.id ?? null;
}

export function drawProvenance(summary) {
  const made = summary.provenance;
  const rows = [
    ["Engine", made.engine],
    ["Model", made.model],
    ["Prompts", made.prompts.map(({ name, version }) => `${name} ${version}`).join(", ")],
    ["Software", `Wirebrief ${made.software_version}`],
    ["Contract", summary.schema_version],
    ["Text (SHA-256)", summary.article.id],
  ].filter(([, said]) => said);
  return h(
    "div",
    {},
    h("p", {}, provenanceWords(made).join(" ")),
    h("dl", { class: "facts" }, rows.flatMap(([name, said]) => [h("dt", {}, name), h("dd", {}, said)])),
  );
}
