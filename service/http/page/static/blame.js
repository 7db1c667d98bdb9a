/** Who blames whom: those who speak on the left, those whom they name on the right, and each record as a sentence. */
import { h, svg, words } from "./dom.js";
import { foot } from "./incidents.js";
import { aboutWords, bearing, nameOf, sentence, sure } from "./words.js";

const ROW = 58;
const BOX = 40;

export function drawBlame(summary) {
  const drawn = summary.attributions.filter((record) => record.responsible !== null);
  const holder = h("div", { class: "graph" });
  if (drawn.length > 0) {
    const draw = () => holder.replaceChildren(graph(summary, drawn, holder.clientWidth || 560));
    new ResizeObserver(draw).observe(holder);
  }
  const key = h(
    "p",
    { class: "key", "aria-hidden": "true" },
    [["accuses", "accuses"], ["denies", "denies"], ["claims", "claims it"]]
      .filter(([kind]) => drawn.some((record) => bearing(record.act) === kind))
      .map(([kind, said]) => h("span", { class: `key-${kind}` }, said)),
  );
  const cards = summary.attributions.map((record) => card(summary, record));
  return h("div", {}, drawn.length > 0 ? [holder, key] : null, h("ul", { class: "cards" }, cards));
}

function card(summary, record) {
  return h(
    "li",
    { class: `card blame ${bearing(record.act)}`, id: record.id, "data-record": record.id },
    h("h3", {}, h("a", { href: "#words" }, sentence(summary, record))),
    h("p", { class: "said" }, words(record.evidence.text)),
    foot([aboutWords(summary, record.incidents), sure(record.confidence)]),
  );
}

function graph(summary, records, width) {
  const left = [...new Set(records.map((record) => record.source))];
  const right = [...new Set(records.map((record) => record.responsible))];
  const height = Math.max(left.length, right.length) * ROW;
  const box = Math.min(210, width * 0.36);
  const middle = (all, id) => height * ((all.indexOf(id) + 0.5) / all.length);
  const pairs = new Map();
  for (const record of records) {
    const key = JSON.stringify([record.source, record.responsible, bearing(record.act)]);
    pairs.set(key, [...(pairs.get(key) ?? []), record]);
  }
  const lines = [...pairs.values()].map((together) => {
    const [{ source, responsible, act }] = together;
    const same = [...pairs.values()].filter(([r]) => r.source === source && r.responsible === responsible);
    const shift = (same.indexOf(together) - (same.length - 1) / 2) * 14;
    return edge(bearing(act), together, box, width - box, middle(left, source) + shift, middle(right, responsible) + shift);
  });
  const names = (all, x, side) => all.map((id) => node(summary, records, id, x, middle(all, id), box, side));
  return svg(
    "svg",
    { viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": "Who blames whom; the list below says the same in words" },
    svg("g", {}, lines),
    names(left, 0, "source"),
    names(right, width - box, "responsible"),
  );
}

function edge(kind, records, from, to, y1, y2) {
  const bend = (to - from) / 2;
  const tip = to - 9;
  return svg(
    "g",
    { class: `edge ${kind}`, "data-record": records.map((record) => record.id).join(" ") },
    svg("path", { class: "line", d: `M${from} ${y1}C${from + bend} ${y1} ${tip - bend} ${y2} ${tip} ${y2}`, "stroke-width": 1.25 + Math.min(records.length, 4) * 0.75 }),
    svg("path", { class: "tip", d: `M${to - 2} ${y2}l-9 -5v10z` }),
    svg("path", { class: "reach", d: `M${from} ${y1}C${from + bend} ${y1} ${tip - bend} ${y2} ${tip} ${y2}` }),
  );
}

function node(summary, records, id, x, y, width, side) {
  const mine = records.filter((record) => record[side] === id).map((record) => record.id);
  const name = nameOf(summary, id);
  const lines = wrap(name, Math.floor((width - 16) / 7.4));
  return svg(
    "g",
    { class: "node", "data-record": mine.join(" ") },
    svg("title", {}, name),
    svg("rect", { x: x + 1, y: y - BOX / 2, width: width - 2, height: BOX, rx: 8 }),
    lines.map((line, n) => svg("text", { x: x + width / 2, y: y + 4.5 + (n - (lines.length - 1) / 2) * 15, "text-anchor": "middle" }, line)),
  );
}

/** A name on one line or two, cut where it is longer. */
function wrap(name, most) {
  if (name.length <= most) return [name];
  const space = name.lastIndexOf(" ", most);
  const cut = space > 0 ? space : most;
  const rest = name.slice(cut).trim();
  return [name.slice(0, cut), rest.length > most ? `${rest.slice(0, most - 1)}…` : rest];
}
