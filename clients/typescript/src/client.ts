import createClient, { type Client, type HeadersOptions } from "openapi-fetch";
import { errorIn, Refused, Unreachable } from "./errors.js";
import { linesOf } from "./lines.js";
import { retrying, sleep, type Send } from "./retrying.js";
import type { paths } from "./schema.js";
import type { ArticleSummary, EngineOffered, Job, JobRequest, JobResult, LiveEvent, PromptUse, RecordEvent, SummaryEvent, SummaryRequest } from "./types.js";

export interface Options {
  /** Where the service is, such as `https://wirebrief.example.org`. */
  baseUrl: string;
  /** An API key, where the service asks for one. */
  key?: string;
  /** Seconds after which an answer is given up (180); a stream may go on for longer. */
  timeout?: number;
  /** Seconds for which one request may be sent again (120). */
  patience?: number;
  /** Sends requests, in place of the platform's own `fetch`. */
  fetch?: Send;
}

export interface Asking {
  signal?: AbortSignal;
  /** A key of your own, where the same article must be paid for once in several processes. */
  idempotencyKey?: string;
}

/**
 * A service to which articles are sent.
 *
 * What fails for a reason that may pass is asked for again, up to five times and as late as the server says.
 * Articles and jobs go under an `Idempotency-Key` made for each, so that nothing is paid for twice. Every
 * method throws `Refused` for a problem that the service told and `Unreachable` where it gave no answer.
 */
export class Wirebrief {
  readonly #api: Client<paths, "application/json">;

  constructor({ baseUrl, key, timeout = 180, patience = 120, fetch = (request) => globalThis.fetch(request) }: Options) {
    const headers: HeadersOptions = key ? { authorization: `Bearer ${key}` } : {};
    this.#api = createClient<paths, "application/json">({ baseUrl, headers, fetch: retrying(fetch, patience, timeout) });
  }

  async summarize(article: SummaryRequest, asking: Asking = {}): Promise<ArticleSummary> {
    return said(await this.#api.POST("/v1/summaries", { body: article, ...once(asking), ...until(asking) }));
  }

  /**
   * Summarise one article, and give each record once it is verified; at the end the summary, which is what
   * counts. A stream that has begun is not asked for again. Leaving the loop ends the work.
   */
  async *stream(
    article: SummaryRequest,
    asking: Pick<Asking, "signal"> = {},
  ): AsyncGenerator<RecordEvent | SummaryEvent> {
    const headers = { accept: "application/x-ndjson" };
    const answer = await this.#api.POST("/v1/summaries", { body: article, headers, ...asStream, ...until(asking) });
    for await (const line of linesOf(said(answer))) {
      if (line === "") continue; // a sign of life
      const event = JSON.parse(line) as LiveEvent;
      if (event.event === "problem") throw new Refused(event.problem, answer.response.headers.get("x-request-id"));
      yield event;
      if (event.event === "summary") return;
    }
    throw new Unreachable("The service broke off its answer.");
  }

  /** Hand in up to 1000 articles as a job, which goes on whatever becomes of this program. */
  async submit(job: JobRequest, asking: Asking = {}): Promise<Job> {
    return said(await this.#api.POST("/v1/jobs", { body: job, ...once(asking), ...until(asking) }));
  }

  /** How far a job is. */
  async job(id: string, asking: Pick<Asking, "signal"> = {}): Promise<Job> {
    return said(await this.#api.GET("/v1/jobs/{job}", { ...of(id), ...until(asking) }));
  }

  /** Wait until a job has ended. */
  async wait(id: string, asking: Pick<Asking, "signal"> = {}): Promise<Job> {
    const begun = Date.now();
    for (;;) {
      const job = await this.job(id, asking);
      if (job.state !== "running") return job;
      const waited = (Date.now() - begun) / 1000;
      await sleep(Math.min(5, Math.max(0.1, waited / 10)), asking.signal);
    }
  }

  /** What became of a job's articles so far, behind a position: of each a summary or a problem. */
  async *results(id: string, asking: Pick<Asking, "signal"> & { after?: number } = {}): AsyncGenerator<JobResult> {
    let after: number | undefined = asking.after ?? -1;
    while (after !== undefined) {
      const params = { path: { job: id }, query: { after } };
      const answer = await this.#api.GET("/v1/jobs/{job}/results", { params, ...asText, ...until(asking) });
      const page: JobResult[] = said(answer).split("\n").filter(Boolean).map((line) => JSON.parse(line));
      yield* page;
      after = page.at(-1)?.position;
    }
  }

  /** The job now, and each time that it has got further, until it ends. */
  async *events(id: string, asking: Pick<Asking, "signal"> = {}): AsyncGenerator<Job> {
    const headers = { accept: "text/event-stream" };
    const answer = await this.#api.GET("/v1/jobs/{job}/events", { ...of(id), headers, ...asStream, ...until(asking) });
    for await (const line of linesOf(said(answer))) {
      if (!line.startsWith("data:")) continue; // each event has its data on one line
      const job = JSON.parse(line.slice(5)) as Job;
      yield job;
      if (job.state !== "running") return;
    }
    throw new Unreachable("The service broke off its answer.");
  }

  /** Give a job up: calls to a model are broken off, what is done stays to be taken. */
  async cancel(id: string, asking: Pick<Asking, "signal"> = {}): Promise<Job> {
    return said(await this.#api.POST("/v1/jobs/{job}/cancel", { ...of(id), ...until(asking) }));
  }

  /** Give a job up, and have it forgotten with its articles and results. */
  async delete(id: string, asking: Pick<Asking, "signal"> = {}): Promise<void> {
    const { error, response } = await this.#api.DELETE("/v1/jobs/{job}", { ...of(id), ...until(asking) });
    if (!response.ok) throw errorIn(error, response);
  }

  async engines(asking: Pick<Asking, "signal"> = {}): Promise<EngineOffered[]> {
    return said(await this.#api.GET("/v1/engines", until(asking)));
  }

  async prompts(asking: Pick<Asking, "signal"> = {}): Promise<PromptUse[]> {
    return said(await this.#api.GET("/v1/prompts", until(asking)));
  }

  /** The JSON Schema of the summaries that the service gives. */
  async schema(asking: Pick<Asking, "signal"> = {}): Promise<Record<string, unknown>> {
    return said(await this.#api.GET("/v1/schema", until(asking)));
  }
}

type Answer<T> = { data?: T; error?: unknown; response: Response };

/** What an answer says; throws where it says what is wrong. */
function said<T>({ data, error, response }: Answer<T>): NonNullable<T> {
  if (!response.ok || data === undefined || data === null) throw errorIn(error, response);
  return data;
}

const asText = { parseAs: "text" } as const;
const asStream = { parseAs: "stream" } as const;

const of = (job: string) => ({ params: { path: { job } } });

const until = ({ signal }: Asking): { signal?: AbortSignal } => (signal ? { signal } : {});

const once = ({ idempotencyKey = newKey() }: Asking) => ({ params: { header: { "idempotency-key": idempotencyKey } } });

/** `crypto.randomUUID` is there only on pages from https or this machine. */
const newKey = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
