/** Two engines on one article: what both found, and what only one of them did. */
import { h, words } from "./dom.js";
import { recordsOf } from "./spans.js";
import { placeWords, plain, sentence, whenWords } from "./words.js";

const KINDS = {
  incidents: ["What happened", (summary, one) => [plain(one.type), whenWords(one.when), placeWords(one.where)].filter(Boolean).join(", ")],
  attributions: ["Who blames whom", (summary, one) => sentence(summary, one)],
  quotes: ["Who said what", (summary, one) => one.span.text],
};

/**
 * @param {object} first the summary that the page shows
 * @param {object} second that of the other engine
 * @param {[string, string]} names what the two are called
 */
export function drawComparison(first, second, names) {
  const sections = Object.entries(KINDS).map(([kind, [title, said]]) => {
    const rows = pairs(mainSpans(first, kind), mainSpans(second, kind));
    const cell = (summary, id, link) => {
      const record = summary[kind].find((one) => one.id === id);
      if (record === undefined) return h("td", { class: "missing" }, "not found");
      const text = words(said(summary, record));
      return h("td", { "data-record": link ? id : null }, link ? h("a", { href: "#words" }, text) : text);
    };
    const body = rows.map(([a, b]) => h("tr", {}, cell(first, a, true), cell(second, b, false)));
    if (body.length === 0) return "";
    const head = h("tr", {}, names.map((name) => h("th", { scope: "col" }, name)));
    return h("table", { class: "comparison" }, h("caption", {}, title), h("thead", {}, head), h("tbody", {}, body));
  });
  return h("div", {}, sections);
}

const mainSpans = (summary, kind) => recordsOf(summary).filter((record) => record.kind === kind);

/** Ids of records that stand on the same words, the likest first; null for the partner of one that has none. */
function pairs(left, right) {
  const scored = left.flatMap((a) => right.map((b) => ({ a: a.id, b: b.id, shared: shared(a.main, b.main) })));
  scored.sort((x, y) => y.shared - x.shared);
  const [partner, taken] = [new Map(), new Set()];
  for (const { a, b, shared: much } of scored) {
    if (much === 0 || partner.has(a) || taken.has(b)) continue;
    partner.set(a, b);
    taken.add(b);
  }
  const rest = right.filter((b) => !taken.has(b.id)).map((b) => [null, b.id]);
  return [...left.map((a) => [a.id, partner.get(a.id) ?? null]), ...rest];
}

/** How much of the words of two records is the same: characters of both over characters of either. */
function shared(some, others) {
  const length = (spans) => spans.reduce((sum, span) => sum + span.end - span.start, 0);
  const both = some.flatMap((a) => others.map((b) => Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start)))).reduce((sum, n) => sum + n, 0);
  return both / Math.max(1, length(some) + length(others) - both);
}
