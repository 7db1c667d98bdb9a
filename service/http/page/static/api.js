/** What the page asks of its server. */
import { linesOf } from "./lines.js";

/** In the memory of this page, and nowhere else: it is gone when the page is loaded anew. */
let key = null;

export function useKey(given) {
  key = given;
}

export class Refused extends Error {
  constructor(problem) {
    super(problem.detail ?? problem.title);
    this.code = problem.code ?? "";
    this.hint = problem.hint ?? "";
    this.faults = problem.errors ?? [];
  }
}

/** What may be asked to read an article, as {engine, model}; the first is used by default. */
export async function readers() {
  const engines = await (await ask("v1/engines")).json();
  return engines.flatMap(({ name, models }) =>
    models.length ? models.map((model) => ({ engine: name, model })) : [{ engine: name, model: null }],
  );
}

/** The JSON Schema of a summary: the labels that records may bear. */
export const contract = async () => (await ask("v1/schema")).json();

/**
 * One article's summary.
 * @param {(event: object) => void} [hear] is told of each record once it is verified, where the server can
 * @throws {Refused} with what is wrong and what to do
 */
export async function summarize(request, signal, hear) {
  const accept = hear ? `${LINES}, application/json;q=0.9` : "application/json";
  const answer = await ask("v1/summaries", { method: "POST", body: request, accept, signal });
  if (!comesAs(answer, LINES)) return answer.json();
  for await (const line of linesOf(answer.body)) {
    if (line === "") continue; // a sign of life
    const event = JSON.parse(line);
    if (event.event === "summary") return event.summary;
    if (event.event === "problem") throw new Refused(event.problem);
    hear(event);
  }
  throw new Refused(BROKEN_OFF);
}

/** How far a stored job is. */
export const job = async (id, signal) => (await ask(`v1/jobs/${encodeURIComponent(id)}`, { signal })).json();

/** A page of what became of its articles, behind a position: {position, summary} or {position, problem}. */
export async function results(id, after, signal) {
  const answer = await ask(`v1/jobs/${encodeURIComponent(id)}/results?after=${after}`, { signal });
  return (await answer.text()).split("\n").filter(Boolean).map((line) => JSON.parse(line));
}

/** Tell `hear` how far a job is, each time that it gets further, until it ends. */
export async function follow(id, signal, hear) {
  const answer = await ask(`v1/jobs/${encodeURIComponent(id)}/events`, { accept: "text/event-stream", signal });
  for await (const line of linesOf(answer.body)) if (line.startsWith("data:")) await hear(JSON.parse(line.slice(5)));
}

const LINES = "application/x-ndjson";
const BROKEN_OFF = { detail: "The server broke off its answer.", hint: "Try it again." };

const comesAs = (answer, type) => (answer.headers.get("content-type") ?? "").startsWith(type);

async function ask(path, { method = "GET", body, accept = "application/json", signal } = {}) {
  const headers = { accept };
  if (key !== null) headers.authorization = `Bearer ${key}`;
  if (body !== undefined) headers["content-type"] = "application/json";
  let answer;
  try {
    answer = await fetch(path, { method, headers, body: body && JSON.stringify(body), signal });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Refused({ detail: "The server does not answer.", hint: "Is it still running?" });
  }
  if (answer.ok) return answer;
  throw new Refused(await answer.json().catch(() => ({ detail: `The server answered ${answer.status}.` })));
}
