/** A summary as JSON, Markdown and CSV. */
import { casualtyWords, list, nameOf, placeWords, plain, provenanceWords, sentence, whenWords } from "./words.js";

export const asJson = (summary) => `${JSON.stringify(summary, null, 2)}\n`;

export function asMarkdown(summary) {
  const parts = [
    `# ${safe(summary.headline)}`,
    summary.key_points.map((point) => `- ${safe(point.text)}`).join("\n"),
    section("What happened", summary.incidents, (incident) => incidentLine(summary, incident)),
    section("Who blames whom", summary.attributions, (record) => `${safe(sentence(summary, record))}: “${safe(record.evidence.text)}”`),
    section("Who said what", summary.quotes, (quote) => `**${safe(speakersOf(summary, quote) || "Not known")}** (${quote.kind}, ${plain(quote.stance)}): ${safe(quote.span.text)}`),
    section("Warnings", summary.warnings, (warning) => safe(warning.message)),
    summary.provenance && `_${safe(provenanceWords(summary.provenance).join(" "))}_`,
  ];
  return `${parts.filter(Boolean).join("\n\n")}\n`;
}

function section(title, records, line) {
  return records.length === 0 ? "" : [`## ${title}`, "", ...records.map((record) => `- ${line(record)}`)].join("\n");
}

function incidentLine(summary, incident) {
  const tolls = casualtyWords(summary, incident.casualties).map(({ text }) => text);
  const head = [whenWords(incident.when), placeWords(incident.where), plain(incident.type)].filter(Boolean).join(", ");
  const told = incident.summary || incident.evidence.map((span) => span.text).join(" ");
  return `**${safe(head)}.** ${safe([told, ...tolls].filter(Boolean).join(" · "))}`;
}

/** Text that Markdown reads as itself, on one line. */
const safe = (text) => text.replace(/\s+/g, " ").replace(/[\\`*_[\]<>#|]/g, "\\$&");

const speakersOf = (summary, quote) => list(quote.speakers.map((id) => nameOf(summary, id)));

const COLUMNS = ["record", "id", "label", "who", "whom", "start_date", "end_date", "place", "incidents", "text", "start", "end", "confidence"];

/** One row a record; offsets in code points. */
export function asCsv(summary) {
  const rows = [
    ...summary.incidents.map((one) => ({
      record: "incident", id: one.id, label: one.type, who: list(one.perpetrators.map((id) => nameOf(summary, id))),
      start_date: one.when.start, end_date: one.when.end, place: placeWords(one.where), ...words(one.evidence[0]), confidence: one.confidence,
    })),
    ...summary.attributions.map((one) => ({
      record: "attribution", id: one.id, label: one.act, who: nameOf(summary, one.source, ""), whom: nameOf(summary, one.responsible, ""),
      incidents: one.incidents.join(" "), ...words(one.evidence), confidence: one.confidence,
    })),
    ...summary.quotes.map((one) => ({
      record: "quote", id: one.id, label: `${one.kind} ${one.stance}`, who: speakersOf(summary, one),
      incidents: one.incidents.join(" "), ...words(one.span), confidence: one.confidence,
    })),
  ];
  return [COLUMNS, ...rows.map((row) => COLUMNS.map((column) => row[column]))].map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
}

const words = (span) => (span ? { text: span.text, start: span.start, end: span.end } : {});

/** A cell as RFC 4180 has it; a spreadsheet shall not take the article's words for a formula. */
function cell(value) {
  const text = typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : `${value ?? ""}`;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
