/** What can go wrong: the service refused, or it gave no answer. */
import type { Problem } from "./types.js";

export class WirebriefError extends Error {
  override readonly name: string = "WirebriefError";
}

/** The service answered with a problem; `code` is its stable name, such as `too_long`. */
export class Refused extends WirebriefError {
  override readonly name = "Refused";
  readonly code: string;
  readonly status: number;
  readonly hint: string;
  readonly retryable: boolean;

  constructor(
    readonly problem: Problem,
    /** Finds the request in the service's log. */
    readonly requestId: string | null = null,
  ) {
    super([problem.detail, problem.hint].filter(Boolean).join(" "));
    this.code = problem.code;
    this.status = problem.status;
    this.hint = problem.hint ?? "";
    this.retryable = problem.retryable ?? false;
  }
}

/** The service gave no answer, half of one, or one that is not its own. */
export class Unreachable extends WirebriefError {
  override readonly name = "Unreachable";
}

/** The problem in an answer without success; null where it holds none, as what a proxy says. */
export function problemIn(body: unknown): Problem | null {
  const told = body as Partial<Problem> | null;
  return typeof told?.code === "string" && typeof told.detail === "string" ? (told as Problem) : null;
}

export function errorIn(body: unknown, response: Response): WirebriefError {
  const problem = problemIn(body);
  return problem
    ? new Refused(problem, response.headers.get("x-request-id"))
    : new Unreachable(`${response.url} answered ${response.status}, and not as Wirebrief does.`);
}
