/** Which words of the article stand behind a record. */

export const isSpan = (value) =>
  value !== null && typeof value === "object" && Number.isInteger(value.start) && typeof value.text === "string";

/** Every span inside a value. */
export function spansOf(value) {
  if (isSpan(value)) return [value];
  if (value === null || typeof value !== "object") return [];
  return Object.values(value).flatMap(spansOf);
}

const MAIN = {
  incidents: (record) => record.evidence,
  attributions: (record) => [record.evidence],
  quotes: (record) => [record.span],
  actors: (record) => record.mentions,
};

const KINDS = Object.keys(MAIN);

/** A key point has no id of its own. */
export const pointId = (index) => `K${index + 1}`;

/** All records of a summary as {id, kind, main, details}; `main` spans are those that a layer shows. */
export function recordsOf(summary) {
  const points = summary.key_points.map(({ evidence }, n) => ({ id: pointId(n), kind: "key_points", main: evidence, details: [] }));
  const records = KINDS.flatMap((kind) =>
    summary[kind].map((record) => {
      const main = MAIN[kind](record);
      const details = spansOf(record).filter((span) => !main.includes(span));
      return { id: record.id, kind, main, details };
    }),
  );
  return [...points, ...records];
}
