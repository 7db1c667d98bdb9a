/** The page: from an article, or a stored job, to what is in it. */
import { Refused, contract, readers, summarize } from "./api.js";
import { announce, h } from "./dom.js";
import { showJob } from "./jobs.js";
import { keyForm } from "./key.js";
import { liveView } from "./live.js";
import { Text } from "./offsets.js";
import { drawResult } from "./result.js";
import { spansOf } from "./spans.js";
import { startTheme } from "./theme.js";

const $ = (id) => document.getElementById(id);
const VIEWS = ["ask", "job", "result", "key"];
const JOB = /^#job=([\w-]+)$/;

let offered = [];
let schema = null;
let file = null;
let running = null;
let keyGiven = false;
let openJob = null;

async function start() {
  startTheme($("theme"));
  $("ask-form").addEventListener("submit", read);
  $("open-form").addEventListener("submit", (event) => {
    event.preventDefault();
    location.hash = `job=${$("job-id").value.trim()}`;
  });
  $("again").addEventListener("click", again);
  $("back").addEventListener("click", () => see("job"));
  $("stop").addEventListener("click", () => running?.abort());
  $("example").addEventListener("click", example);
  $("pick").addEventListener("change", () => $("pick").files[0] && take($("pick").files[0]));
  $("file-off").addEventListener("click", () => setFile(null));
  $("text").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) $("ask-form").requestSubmit();
  });
  for (const name of ["dragover", "dragleave", "drop"]) document.addEventListener(name, drag);
  addEventListener("hashchange", openNamed);
  await allowed(load);
}

async function load() {
  [offered, schema] = await Promise.all([readers(), contract()]);
  for (const choice of ["reader", "other"]) {
    $(choice).append(...offered.map((reader, n) => h("option", { value: n }, called(reader))));
    $(`${choice}-field`).hidden = offered.length < 2;
  }
  see("ask");
  openNamed();
}

const called = ({ engine, model }) => model ?? engine;

/** Do what the server may refuse without a key: then ask for one, and do it again. */
async function allowed(work) {
  try {
    await work();
  } catch (error) {
    if (error.name === "AbortError") return;
    if (error.code !== "unauthorized") return showFault(error);
    const form = keyForm(keyGiven, () => {
      keyGiven = true;
      allowed(work);
    });
    $("key").replaceChildren(form);
    see("key");
    $("key-value").focus();
  }
}

/** Show one view of the page, and what can be done there. */
function see(view) {
  for (const name of VIEWS) $(name).hidden = name !== view;
  $("again").hidden = view === "ask" || view === "key";
  $("back").hidden = view !== "result" || openJob === null;
  showFault(null);
  if (view !== "result") document.title = view === "job" ? "A stored job · Wirebrief" : "Wirebrief";
}

function drag(event) {
  event.preventDefault();
  $("drop").classList.toggle("over", event.type === "dragover");
  if (event.type !== "drop" || !$("key").hidden) return;
  const [dropped] = event.dataTransfer.files;
  if (dropped) {
    again();
    take(dropped);
  } else if (event.dataTransfer.getData("text")) $("text").value = event.dataTransfer.getData("text");
}

const isPage = ({ name, type }) => /\.html?$/i.test(name) || type === "text/html";

/** The characters of a file; null, with a word about it, where it is no text. */
async function textOf(given) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await given.arrayBuffer());
  } catch {
    showFault(new Refused({ detail: `${given.name} is not a text in UTF-8.`, hint: "Paste the article's words instead." }));
    return null;
  }
}

async function take(given) {
  showFault(null);
  const content = await textOf(given);
  if (content === null) return;
  setFile(isPage(given) ? { name: given.name, html: content } : null);
  if (!isPage(given)) $("text").value = content;
  $("go").focus();
}

function setFile(given) {
  file = given;
  $("pick").value = "";
  $("file").hidden = file === null;
  $("text").hidden = file !== null;
  $("file-name").textContent = file?.name ?? "";
}

async function example() {
  setFile(null);
  $("text").value = await (await fetch("page/example.txt")).text();
  $("published").value = "2021-08-07";
  $("go").focus();
}

function again() {
  running?.abort();
  openJob = null;
  if (location.hash) history.replaceState(null, "", location.pathname);
  see("ask");
  $("text").focus();
}

async function read(event) {
  event.preventDefault();
  await allowed(() => working("Reading the article.", readArticle));
}

async function readArticle(signal) {
  const source = file ? { html: file.html } : { text: $("text").value };
  const published = $("published").value || null;
  const chosen = [$("reader"), $("other")].filter(({ value }) => value !== "").map(({ value }) => offered[value]);
  const live = liveView(file ? null : new Text(source.text));
  const hear = (told) => {
    if (!live.root.isConnected) {
      $("result").replaceChildren(live.root);
      see("result");
      announce("The first records are here.");
    }
    live.hear(told);
    $("busy-text").textContent = `Reading… ${live.count()} ${live.count() === 1 ? "record" : "records"} so far`;
  };
  const asked = chosen.map((reader, n) => summarize({ ...source, published, ...reader }, signal, n === 0 ? hear : undefined));
  try {
    const [summary, other] = await Promise.all(asked);
    const text = new Text(summary.article.text ?? source.text);
    show({ summary, other, names: chosen.map(called), text, schema, verdicts: new Map() }, live.root.isConnected);
    announce(`Read. ${summary.incidents.length} incidents, ${summary.attributions.length} attributions, ${summary.quotes.length} quotes.`);
  } catch (error) {
    see("ask");
    throw error;
  }
}

/** Work that can be stopped; what was under way is. */
async function working(said, work) {
  showFault(null);
  running?.abort();
  const mine = (running = new AbortController());
  busy(said);
  try {
    await work(mine.signal);
  } finally {
    if (running === mine) busy(null);
  }
}

function busy(said) {
  $("busy").hidden = said === null;
  $("go").disabled = said !== null;
  $("main").setAttribute("aria-busy", said !== null);
  if (said === null) return;
  $("busy-text").textContent = "Reading…";
  announce(said);
}

/** Open the job that the address names. */
function openNamed() {
  const [, id] = JOB.exec(location.hash) ?? [];
  if (id === undefined) return void ($("job").hidden || again());
  running?.abort();
  const mine = (running = new AbortController());
  openJob = id;
  allowed(async () => {
    const shown = showJob($("job"), id, mine.signal, (summary) => {
      const text = summary.article.text === null ? null : new Text(summary.article.text);
      show({ summary, text, names: [], schema, verdicts: new Map() });
    });
    see("job");
    $("job").focus();
    await shown;
  });
}

/** The text of a stored article, from whoever has it: the words of every record have to stand where they should. */
async function findText(state, given) {
  const content = await textOf(given);
  if (content === null) return;
  const text = new Text(content);
  if (spansOf(state.summary).every(({ start, end, text: said }) => text.slice(start, end) === said)) show({ ...state, text });
  else showFault(new Refused({ detail: `${given.name} is not the text of this article.`, hint: "It has to be the very characters that were sent." }));
}

function showFault(error) {
  $("fault").hidden = error === null;
  if (error === null) return;
  if (!(error instanceof Refused)) throw error;
  const faults = error.faults.map((fault) => h("li", {}, `${fault.path}: ${fault.message}`));
  $("fault").replaceChildren(h("p", {}, h("strong", {}, error.message)), error.hint && h("p", {}, error.hint), faults.length ? h("ul", {}, faults) : "");
}

function show(state, stay = false) {
  const height = scrollY;
  draw(state);
  see("result");
  document.title = `${state.summary.headline} · Wirebrief`;
  scrollTo(0, stay ? height : 0);
  $("main").focus({ preventScroll: true });
}

function draw(state) {
  const root = drawResult(state, (given) => findText(state, given), (id) => {
    const height = scrollY;
    draw(state);
    scrollTo(0, height);
    document.querySelector(`#${id} a[href]`).focus({ preventScroll: true });
  });
  $("result").replaceChildren(root);
}

start().then(() => (document.documentElement.dataset.ready = "true"));
