/** What the page asks of its server. */

export class Refused extends Error {
  constructor(problem) {
    super(problem.detail ?? problem.title);
    this.hint = problem.hint ?? "";
    this.faults = problem.errors ?? [];
  }
}

/** What may be asked to read an article, as {engine, model}; the first is used by default. */
export async function readers() {
  const engines = await (await fetch("v1/engines")).json();
  return engines.flatMap(({ name, models }) =>
    models.length ? models.map((model) => ({ engine: name, model })) : [{ engine: name, model: null }],
  );
}

/** The JSON Schema of a summary: the labels that records may bear. */
export const contract = async () => (await fetch("v1/schema")).json();

/**
 * One article's summary.
 * @throws {Refused} with what is wrong and what to do
 */
export function summarize(request, signal) {
  return post("v1/summaries", request, signal);
}

async function post(path, body, signal) {
  let answer;
  try {
    answer = await fetch(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body), signal });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Refused({ detail: "The server does not answer.", hint: "Is it still running?" });
  }
  if (answer.ok) return answer.json();
  throw new Refused(await answer.json().catch(() => ({ detail: `The server answered ${answer.status}.` })));
}
