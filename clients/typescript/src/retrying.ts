/** When a request is sent again: after what may pass, as late as the server says, while patience lasts. */
import { problemIn, Unreachable } from "./errors.js";

export type Send = (request: Request) => Promise<Response>;

const TRIES = 6;
const FIRST_WAIT = 0.5;
const LONGEST_WAIT = 20;
/** What a proxy or a balancer answers when the server behind it does not. */
const OF_THE_WAY = new Set([408, 429, 502, 503, 504]);

/**
 * @param patience seconds for which one request may be sent again
 * @param timeout seconds after which an answer is given up; a stream may go on for longer
 */
export function retrying(send: Send, patience: number, timeout: number): Send {
  return async (request) => {
    const until = Date.now() + patience * 1000;
    for (let tried = 1; ; tried++) {
      const outcome = await attempt(send, request.clone(), timeout);
      request.signal.throwIfAborted();
      const wait = outcome instanceof Response ? await waitAfter(outcome, request, tried) : waitFor(request, tried);
      if (wait === null || tried === TRIES || Date.now() + wait * 1000 >= until) {
        if (outcome instanceof Response) return outcome;
        throw outcome;
      }
      await sleep(wait, request.signal);
    }
  };
}

async function attempt(send: Send, request: Request, timeout: number): Promise<Response | Unreachable> {
  const limit = isStream(request) ? [] : [AbortSignal.timeout(timeout * 1000)];
  try {
    return await send(new Request(request, { signal: AbortSignal.any([request.signal, ...limit]) }));
  } catch (cause) {
    return new Unreachable(`The service cannot be reached: ${cause instanceof Error ? cause.message : cause}.`, { cause });
  }
}

/** Seconds until a request without an answer is sent again; null where it may have been worked on. */
const waitFor = (request: Request, tried: number) => (isRepeatable(request) ? backoff(tried) : null);

async function waitAfter(response: Response, request: Request, tried: number): Promise<number | null> {
  if (response.ok) return null;
  const problem = problemIn(await response.clone().json().catch(() => null));
  const mayPass = problem ? problem.retryable : OF_THE_WAY.has(response.status);
  if (!mayPass || !(isRepeatable(request) || response.status === 429)) return null;
  const asked = asksToWait(response.headers.get("retry-after"));
  return asked === null ? backoff(tried) : asked + Math.random() * FIRST_WAIT;
}

/** Whether sending it twice does no more than sending it once: all but an article that is followed live, which has no key. */
const isRepeatable = (request: Request) => request.method !== "POST" || !isStream(request);

const isStream = (request: Request) => /ndjson|event-stream/.test(request.headers.get("accept") ?? "");

const backoff = (tried: number) => Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (tried - 1)) * (0.5 + Math.random() / 2);

/** The seconds of a `Retry-After`, which holds seconds or a date. */
function asksToWait(header: string | null): number | null {
  if (header === null) return null;
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
  return Number.isNaN(seconds) ? null : Math.max(0, seconds);
}

export function sleep(seconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((done, failed) => {
    signal?.throwIfAborted();
    const stop = () => {
      clearTimeout(timer);
      failed(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      done();
    }, seconds * 1000);
    signal?.addEventListener("abort", stop, { once: true });
  });
}
