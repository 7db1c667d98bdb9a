/** A stored job: how far it is, and its articles, each of which can be opened. */
import { follow, job, results } from "./api.js";
import { h, words } from "./dom.js";
import { capital, plain } from "./words.js";

const MOST_SHOWN = 200;

/**
 * Show a job, and follow it until it ends or `signal` says stop.
 * @param {(summary: object) => void} open shows one article's summary
 * @throws {Refused} there is no such job
 */
export async function showJob(place, id, signal, open) {
  const found = new Map();
  const list = h("ol", { class: "articles" });
  const head = h("div", { class: "job-head" });
  const more = h("button", { type: "button", hidden: true }, "Show more");
  let shown = MOST_SHOWN;
  place.replaceChildren();
  const draw = (seen) => {
    head.replaceChildren(...heading(seen));
    const positions = [...found.keys()].sort((a, b) => a - b);
    list.replaceChildren(...positions.slice(0, shown).map((position) => row(found.get(position), open)));
    more.hidden = positions.length <= shown;
  };
  const further = async (seen) => {
    await take(id, found, signal);
    draw(seen);
  };
  const first = await job(id, signal);
  place.replaceChildren(head, list, more);
  await further(first);
  more.addEventListener("click", () => {
    shown += MOST_SHOWN;
    draw(first);
  });
  if (first.state === "running") await follow(id, signal, further);
}

/** Take the results that are new: articles end in any order, so all behind the first gap are asked for. */
async function take(id, found, signal) {
  let after = -1;
  while (found.has(after + 1)) after += 1;
  for (;;) {
    const page = await results(id, after, signal);
    if (page.length === 0) return;
    for (const one of page) found.set(one.position, one);
    after = page.at(-1).position;
  }
}

const STATES = { running: "is under way", done: "is done", cancelled: "was given up" };

function heading({ id, state, engine, model, total, done, failed, created, spent }) {
  const money = spent.usd > 0 ? `, $${spent.usd.toFixed(2)}` : "";
  const cost = spent.calls > 0 ? `${spent.calls} ${spent.calls === 1 ? "call" : "calls"}${money}` : "";
  const facts = [`handed in ${moment(created)}`, model ?? (engine === "rules" ? "the embedded engine" : engine), cost].filter(Boolean);
  return [
    h("p", { class: "facts-line" }, facts.join(" · ")),
    h("h2", { class: "headline" }, `${done - failed} of ${total} ${total === 1 ? "article" : "articles"} read${failed ? `, ${failed} could not be` : ""}`),
    h("progress", { max: total, value: done, "aria-label": "Articles that are done" }),
    h("p", { class: "foot" }, "Job ", h("code", {}, id), ` ${STATES[state]}.`),
  ];
}

const moment = (iso) => new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short" }).format(new Date(iso));

function row({ position, summary, problem }, open) {
  if (problem) {
    return h("li", { class: "failed", value: position + 1 }, h("p", { class: "article-name" }, problem.detail), h("p", { class: "foot" }, [plain(problem.code), problem.hint].filter(Boolean).join(" · ")));
  }
  const counts = ["incidents", "attributions", "quotes"].filter((kind) => summary[kind].length > 0).map((kind) => `${summary[kind].length} ${summary[kind].length === 1 ? kind.slice(0, -1) : kind}`);
  const facts = [summary.article.kind && capital(plain(summary.article.kind)), summary.article.published.date, ...counts, summary.status === "partial" && "in part"].filter(Boolean);
  return h(
    "li",
    { value: position + 1 },
    h("button", { type: "button", class: "article-name", dir: "auto", onclick: () => open(summary) }, words(summary.headline)),
    h("p", { class: "foot" }, facts.join(" · ")),
  );
}
