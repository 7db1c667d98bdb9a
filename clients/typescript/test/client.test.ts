/** The client against the service that WIREBRIEF_URL names, whose engine needs no model, and against scripted answers. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Refused, Unreachable, Wirebrief, type ArticleSummary, type RecordEvent } from "../dist/index.js";

const baseUrl = process.env["WIREBRIEF_URL"]!;
const key = process.env["WIREBRIEF_KEY"]!;
const text = process.env["WIREBRIEF_TEXT"]!;
const service = new Wirebrief({ baseUrl, key });

async function all<T>(given: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const one of given) found.push(one);
  return found;
}

/** A service with these answers, the last one for ever, and what it was asked. */
function scripted(...answers: (() => Response)[]): { service: Wirebrief; asked: Request[] } {
  const asked: Request[] = [];
  const fetch = async (request: Request) => {
    asked.push(request);
    return (answers.length > 1 ? answers.shift()! : answers[0]!)();
  };
  return { service: new Wirebrief({ baseUrl: "http://test", fetch }), asked };
}

const problem = (status: number, code: string, retryable: boolean, headers: Record<string, string> = {}) => () =>
  Response.json({ title: "", status, detail: "It is so.", code, retryable }, { status, headers });

test("a summary has its fields by name", async () => {
  const summary: ArticleSummary = await service.summarize({ text, published: "2021-08-07" });
  assert.equal(summary.headline, "Ferry loses power off Tolmark");
  assert.equal(text.slice(summary.quotes[0]!.span.start, summary.quotes[0]!.span.end), summary.quotes[0]!.span.text);
});

test("a stream gives records and then the summary", async () => {
  const events = await all(service.stream({ text }));
  const last = events.pop()!;
  assert.equal(last.event, "summary");
  assert.deepEqual(
    events.map((event) => (event as RecordEvent).kind).sort(),
    ["actors", "actors", "attributions", "incidents", "quotes", "quotes"],
  );
});

test("a job is handed in, followed and taken", async () => {
  const { id, total } = await service.submit({ articles: [{ text }, { text: "..." }] });
  assert.equal(total, 2);
  const seen = await all(service.events(id));
  assert.equal(seen.at(-1)!.state, "done");
  assert.equal((await service.wait(id)).failed, 1);
  const [read, failed] = await all(service.results(id));
  assert.ok(read!.summary);
  assert.equal(failed!.problem!.code, "empty_article");
  assert.deepEqual((await all(service.results(id, { after: 0 }))).map(({ position }) => position), [1]);
  assert.equal((await service.cancel(id)).state, "done");
  await service.delete(id);
  await assert.rejects(service.job(id), { code: "no_such_job" });
});

test("the service says what it has", async () => {
  assert.deepEqual((await service.engines()).map(({ name }) => name), ["rules"]);
  assert.ok((await service.prompts()).length > 0);
  assert.equal((await service.schema())["title"], "ArticleSummary");
});

test("a refusal has the service's code, hint and request id", async () => {
  await assert.rejects(service.summarize({ text: "..." }), (error) => {
    assert.ok(error instanceof Refused);
    assert.deepEqual([error.code, error.status, error.retryable], ["empty_article", 422, false]);
    assert.ok(error.requestId);
    return true;
  });
  await assert.rejects(service.job("../engines"), { code: "not_found" });
  await assert.rejects(new Wirebrief({ baseUrl }).engines(), { code: "unauthorized" });
});

test("nobody there is told, with what the platform said", async () => {
  await assert.rejects(new Wirebrief({ baseUrl: "http://127.0.0.1:9", patience: 0 }).engines(), Unreachable);
});

test("it comes back when the server says, with the same key", async () => {
  const summary = await service.summarize({ text });
  const { service: busy, asked } = scripted(problem(429, "busy", true, { "retry-after": "0" }), () => Response.json(summary));
  assert.deepEqual(await busy.summarize({ text }), summary);
  const keys = asked.map((request) => request.headers.get("idempotency-key"));
  assert.ok(keys[0]);
  assert.equal(keys[0], keys[1]);
});

test("what cannot pass in time is not asked for again", async () => {
  for (const answer of [problem(422, "input", false), problem(503, "circuit_open", false), problem(429, "budget_spent", true, { "retry-after": "40000" })]) {
    const { service: refusing, asked } = scripted(answer);
    await assert.rejects(refusing.summarize({ text }), Refused);
    assert.equal(asked.length, 1);
  }
});

test("a stream that may have been worked on is not asked for again, and one that breaks off says so", async () => {
  for (const answer of [problem(503, "rate_limited", true), () => new Response("\n")]) {
    const { service: failing, asked } = scripted(answer);
    await assert.rejects(all(failing.stream({ text })));
    assert.equal(asked.length, 1);
    assert.equal(asked[0]!.headers.get("idempotency-key"), null);
  }
});

test("what ends lines elsewhere ends none here", async () => {
  const told = { event: "summary", summary: { headline: "a\u2028b\u0085c\r" } };
  const pieces = new TextEncoder().encode(`\n${JSON.stringify(told)}\n`);
  const body = () => new ReadableStream<Uint8Array>({
    start(controller) {
      for (const byte of pieces) controller.enqueue(Uint8Array.of(byte));
      controller.close();
    },
  });
  const { service: slow } = scripted(() => new Response(body()));
  assert.deepEqual(await all(slow.stream({ text })), [told]);
});

test("whoever gives up is not kept waiting", async () => {
  const { service: busy } = scripted(problem(429, "busy", true, { "retry-after": "60" }));
  await assert.rejects(busy.summarize({ text }, { signal: AbortSignal.timeout(20) }), { name: "TimeoutError" });
});
