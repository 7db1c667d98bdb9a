/** Incidents on a timeline: the dated ones in their order, with what lies between; then those without a date. */
import { h, words } from "./dom.js";
import { capital, casualtyWords, gapWords, list, nameOf, placeWords, plain, standing, sure, whenWords } from "./words.js";

export function drawTimeline(summary) {
  const at = (incident) => incident.when.start ?? incident.when.end;
  const dated = summary.incidents.filter((incident) => at(incident) !== null);
  dated.sort((a, b) => at(a).localeCompare(at(b)));
  const items = dated.map((incident, n) => {
    const gap = n === 0 ? "" : gapWords(at(dated[n - 1]), at(incident));
    return h("li", { class: incident.background ? "past" : "now" }, gap && h("p", { class: "gap" }, gap), card(summary, incident));
  });
  const undated = summary.incidents.filter((incident) => at(incident) === null);
  items.push(...undated.map((incident) => h("li", { class: "undated" }, card(summary, incident))));
  return h("ol", { class: "timeline" }, items);
}

function card(summary, incident) {
  const where = placeWords(incident.where);
  const outcome = incident.outcome === "succeeded" || incident.outcome === "unknown" ? "" : plain(incident.outcome);
  return h(
    "article",
    { class: "card incident", id: incident.id, "data-record": incident.id },
    h("p", { class: "when" }, whenWords(incident.when), where && " · ", where && words(where)),
    h("h3", {}, h("a", { href: "#words" }, capital(plain(incident.type)), outcome && `, ${outcome}`)),
    h("p", { class: "said", dir: "auto" }, incident.summary || incident.evidence.map((span) => span.text).join(" ")),
    facts(summary, incident),
    foot([incident.aggregate && "a pattern of events", incident.background && "background", standing(summary, incident), sure(incident.confidence)]),
  );
}

function facts(summary, incident) {
  const party = ({ span, actor }) => span?.text ?? nameOf(summary, actor);
  const rows = [
    ["Done by", incident.perpetrators.map((id) => nameOf(summary, id))],
    ["Aimed at", incident.targets.map(party)],
    ["Weapons", incident.weapons.map((weapon) => weapon.span?.text ?? plain(weapon.kind))],
    ["Damage", incident.damage ? [incident.damage.span?.text ?? plain(incident.damage.level)] : []],
  ].filter(([, said]) => said.length > 0);
  const tolls = casualtyWords(summary, incident.casualties);
  if (rows.length + tolls.length === 0) return null;
  const toll = tolls.map(({ text, superseded }) => h(superseded ? "del" : "span", {}, text));
  return h(
    "dl",
    { class: "facts" },
    tolls.length > 0 && [h("dt", {}, "Toll"), h("dd", {}, toll.flatMap((one, n) => (n ? ["; ", one] : [one])))] || null,
    rows.flatMap(([name, said]) => [h("dt", {}, name), h("dd", {}, words(list(said)))]),
  );
}

export function foot(parts) {
  const said = parts.filter(Boolean);
  return said.length === 0 ? null : h("p", { class: "foot", dir: "ltr" }, said.join(" · "));
}
