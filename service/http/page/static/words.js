/** The contract's labels and values in plain words. */

export const plain = (label) => label.replaceAll("_", " ");
export const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

export function nameOf(summary, id, none = "The article") {
  if (id === null) return none;
  return summary.actors.find((actor) => actor.id === id)?.name ?? id;
}

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/;
/** Words that run from right to left, kept apart from the sentence of ours that they are put into. */
export const apart = (text) => (text && RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text);

/** A summary to be shown: with the names of actors and places kept apart from our words around them. */
export function forShowing(summary) {
  return {
    ...summary,
    actors: summary.actors.map((actor) => ({ ...actor, name: apart(actor.name), role: apart(actor.role) })),
    incidents: summary.incidents.map((one) => ({ ...one, where: { ...one.where, name: apart(one.where.name) } })),
  };
}

export const list = (names) => new Intl.ListFormat("en").format(names);

const ACTS = {
  blames: (who, whom) => `${who} blames ${whom}`,
  suspects: (who, whom) => `${who} suspects ${whom}`,
  confirms: (who, whom) => `${who} confirms that it was ${whom}`,
  rejects: (who, whom) => `${who} rejects that it was ${whom}`,
  charges: (who, whom) => `${who} charges ${whom}`,
  convicts: (who, whom) => `${who} convicts ${whom}`,
  clears: (who, whom) => `${who} clears ${whom}`,
};

export const placeWords = (where) => where.name ?? where.span?.text ?? "";

/** The incidents that a record is about, each by what and where; empty for none. */
export function aboutWords(summary, ids) {
  const called = (id) => {
    const incident = summary.incidents.find((one) => one.id === id);
    return [plain(incident.type), placeWords(incident.where)].filter(Boolean).join(" at ");
  };
  return ids.length === 0 ? "" : `about: ${ids.map(called).join("; ")}`;
}

/** What an attribution says, as one sentence. */
export function sentence(summary, { act, source, responsible, via }) {
  const who = nameOf(summary, source);
  const whom = nameOf(summary, responsible, "somebody not named");
  const own = responsible === source || responsible === null;
  const said =
    act === "no_claim" ? "Nobody has claimed responsibility"
    : act === "claims_responsibility" ? `${who} claims responsibility${own ? "" : ` for ${whom}`}`
    : act === "denies_responsibility" ? `${who} denies responsibility${own ? "" : ` on behalf of ${whom}`}`
    : ACTS[act](who, whom);
  const telling = act === "no_claim" && source !== null ? `, ${who} says` : "";
  return said + telling + (via === null ? "" : `, according to ${nameOf(summary, via)}`);
}

/** What an attribution does to whoever it names: the three colours of the graph. */
export function bearing(act) {
  if (["denies_responsibility", "rejects", "clears"].includes(act)) return "denies";
  return act === "claims_responsibility" ? "claims" : act === "no_claim" ? "unclaimed" : "accuses";
}

const day = (iso, style) =>
  new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", ...style }).format(new Date(`${iso}T00:00:00Z`));
const STYLES = {
  month: { month: "long", year: "numeric" },
  year: { year: "numeric" },
};
const DAY = { day: "numeric", month: "long", year: "numeric" };

export const dateWords = (iso) => day(iso, DAY);

/** An incident's time: "6 August 2021", "March 2019", "1 to 7 May 2020"; the article's words where no date is known. */
export function whenWords(when) {
  if (when.start === null && when.end === null) return when.span?.text ?? "No date";
  const style = STYLES[when.precision] ?? DAY;
  const [from, to] = [when.start, when.end].map((iso) => (iso === null ? null : day(iso, style)));
  if (from === null) return `until ${to}`;
  if (to === null) return `from ${from}`;
  return from === to ? from : `${from} to ${to}`;
}

const DAYS = { year: 365.2425, month: 30.437, week: 7, day: 1 };

/** How long lies between two ISO dates, in one unit: "2 years"; empty when it is the same day. */
export function gapWords(earlier, later) {
  const days = Math.round((Date.parse(later) - Date.parse(earlier)) / 86_400_000);
  if (days <= 0) return "";
  const unit = Object.keys(DAYS).find((name) => days >= DAYS[name] * (name === "day" ? 1 : 2)) ?? "day";
  const count = Math.round(days / DAYS[unit]);
  return `${count} ${unit}${count === 1 ? "" : "s"} later`;
}

function range({ min, max }) {
  if (min === null && max === null) return "an unknown number";
  if (min === max) return min === 0 ? "nobody" : `${min}`;
  if (max === null) return `at least ${min}`;
  return min === null ? `up to ${max}` : `${min} to ${max}`;
}

/** Each figure of dead, injured or missing as {text, superseded, span}. */
export function casualtyWords(summary, casualties) {
  return ["killed", "injured", "missing"].flatMap((fate) =>
    casualties[fate].map((figure) => ({
      text: `${range(figure)} ${fate}${figure.source === null ? "" : `, says ${nameOf(summary, figure.source)}`}`,
      superseded: figure.superseded,
    })),
  );
}

export const sure = (confidence) => (confidence === null ? "" : `${Math.round(confidence * 100)}% sure`);

/** Who reports or disputes an incident; empty when the article says it in its own voice. */
export function standing(summary, incident) {
  const names = (ids) => list(ids.map((id) => nameOf(summary, id)));
  if (incident.factuality === "asserted") return "";
  if (incident.factuality === "disputed") {
    return incident.disputed_by.length ? `disputed by ${names(incident.disputed_by)}` : "disputed";
  }
  return incident.reported_by.length ? `only ${names(incident.reported_by)} says so` : "only a source says so";
}

export const readerName = ({ engine, model }) =>
  engine === "rules" ? "the embedded engine" : model ? `${model}` : `the ${engine} engine`;

const seconds = (ms) => (ms < 10_000 ? `${(ms / 1000).toFixed(1)} seconds` : `${Math.round(ms / 1000)} seconds`);

/** How an answer came about, as sentences. */
export function provenanceWords(made) {
  const said = [`Read by ${readerName(made)} in ${seconds(made.latency_ms)}, on ${dateWords(made.finished_at.slice(0, 10))}.`];
  if (made.model === null) said.push("No model was asked.");
  else {
    const { input_tokens: read, output_tokens: written } = made.usage;
    said.push(`${made.attempts} ${made.attempts === 1 ? "call" : "calls"} to the model: ${read.toLocaleString("en")} tokens read, ${written.toLocaleString("en")} written.`);
    said.push(made.cost_usd === null ? "Its price is not known." : `It cost $${made.cost_usd.toFixed(4)}.`);
  }
  for (const asked of made.instead_of) said.push(`Asked before, without an answer: ${asked}.`);
  return said;
}
