/** A looked-over summary as gold: the form that `wirebrief eval` reads. */

const RECORDS = ["incidents", "attributions", "quotes"];

/**
 * @param {object} summary with the corrections in it
 * @param {Set<string>} rejected ids of records to leave out, with every mention of them
 */
export function goldOf(summary, rejected, name) {
  const gold = structuredClone(summary);
  for (const kind of RECORDS) gold[kind] = gold[kind].filter((one) => !rejected.has(one.id));
  for (const one of [...gold.attributions, ...gold.quotes]) one.incidents = one.incidents.filter((id) => !rejected.has(id));
  for (const incident of gold.incidents) {
    incident.related = incident.related.filter(({ id }) => !rejected.has(id));
    if (rejected.has(incident.when.anchor)) incident.when.anchor = null;
  }
  for (const quote of gold.quotes) if (rejected.has(quote.continues)) quote.continues = null;
  for (const kind of [...RECORDS, "quoted_text"]) for (const one of gold[kind]) one.confidence = null;
  gold.actors = referred(gold);
  Object.assign(gold, { status: "complete", warnings: [], provenance: null });
  gold.article.text = null;
  return { name, synthetic: false, split: "dev", phenomena: [], summary: gold, alternatives: {}, optional: [], facts: [], expected_warnings: [] };
}

/** The actors that a record, or another of these actors, refers to. */
function referred(gold) {
  let kept = gold.actors;
  for (;;) {
    const used = new Set(RECORDS.flatMap((kind) => gold[kind].flatMap(actorIds)).concat(kept.map((actor) => actor.affiliation)));
    const left = kept.filter((actor) => used.has(actor.id));
    if (left.length === kept.length) return kept;
    kept = left;
  }
}

/** The fields that hold ids of actors. */
export const ACTOR_FIELDS = new Set(["source", "via", "responsible", "speakers", "perpetrators", "reported_by", "disputed_by", "actor"]);

/** Every actor id inside a record. */
function actorIds(value, field = "") {
  if (typeof value === "string") return ACTOR_FIELDS.has(field) ? [value] : [];
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([name, inner]) => actorIds(inner, Array.isArray(value) ? field : name));
}

/** A name for a folder, of a title: lower-case words with hyphens. */
export const slug = (title) =>
  title.normalize("NFKD").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 48).replace(/-$/, "") || "article";
