/** Looking a summary over: accept, reject or correct each record, and save the result as gold. */
import { announce, h } from "./dom.js";
import { editor } from "./editor.js";
import { goldOf, slug } from "./gold.js";
import { zip } from "./zip.js";

const KINDS = ["incidents", "attributions", "quotes", "actors"];

/**
 * Put the buttons on every record's card.
 * @param {{summary: object, text: object, schema: object, verdicts: Map<string, string>}} state what is looked over
 * @param {(id: string) => void} redraw is called when a record has changed
 */
export function addReview(root, state, redraw) {
  for (const kind of KINDS) {
    for (const record of state.summary[kind]) {
      const card = root.querySelector(`#${record.id}`);
      const said = card.querySelector(":scope > .foot");
      card.append(h("div", { class: "under" }, said, actions(root, card, kind, record, state, redraw)));
      showVerdict(card, state.verdicts.get(record.id));
    }
  }
  showCount(root, state);
}

function actions(root, card, kind, record, state, redraw) {
  const verdict = (name, said) =>
    h("button", { type: "button", class: `small ${name}`, "aria-pressed": "false", "aria-label": `${said} ${record.id}`, onclick: () => {
      if (state.verdicts.get(record.id) === name) state.verdicts.delete(record.id);
      else state.verdicts.set(record.id, name);
      showVerdict(card, state.verdicts.get(record.id));
      showCount(root, state);
    } }, said);
  const correct = h("button", { type: "button", class: "small", "aria-label": `Correct ${record.id}`, onclick: () => edit(card, kind, record, state, redraw) }, "Correct");
  // An actor goes when nothing refers to it any more.
  const verdicts = kind === "actors" ? [] : [verdict("accepted", "Accept"), verdict("rejected", "Reject")];
  return h("div", { class: "review", dir: "ltr" }, verdicts, correct);
}

function showVerdict(card, verdict) {
  card.classList.toggle("is-rejected", verdict === "rejected");
  card.classList.toggle("is-accepted", verdict === "accepted");
  for (const button of card.querySelectorAll("[aria-pressed]")) button.setAttribute("aria-pressed", button.classList.contains(verdict));
}

function edit(card, kind, record, state, redraw) {
  if (card.querySelector(".editor")) return;
  const opener = card.querySelector(`.review [aria-label="Correct ${record.id}"]`);
  const form = editor(state, kind, record, (changed) => {
    const list = state.summary[kind];
    list[list.indexOf(record)] = changed;
    state.verdicts.set(record.id, "accepted");
    redraw(record.id);
    announce(`${record.id} is corrected.`);
  }, () => {
    form.remove();
    opener.focus();
  });
  card.append(form);
  form.querySelector("select, input").focus();
}

const judged = ({ summary }) => KINDS.slice(0, 3).flatMap((kind) => summary[kind]);

function showCount(root, state) {
  const all = judged(state);
  const seen = all.filter((record) => state.verdicts.has(record.id)).length;
  root.querySelector(".seen").textContent = `${seen} of ${all.length} records looked over; the others are saved as they stand.`;
}

/** The part of the page that saves. */
export function saver(state) {
  const name = h("input", { type: "text", value: slug(state.summary.article.title ?? state.summary.headline), pattern: "[a-z0-9]+(-[a-z0-9]+)*", required: true, title: "Lower-case letters, digits and hyphens" });
  const save = (event) => {
    event.preventDefault();
    const rejected = new Set([...state.verdicts].filter(([, verdict]) => verdict === "rejected").map(([id]) => id));
    const gold = goldOf(state.summary, rejected, name.value);
    download(zip({ [`${name.value}/article.txt`]: state.text.string, [`${name.value}/gold.json`]: `${JSON.stringify(gold, null, 1)}\n` }), `${name.value}.zip`);
    announce(`Saved as ${name.value}.zip.`);
  };
  return h(
    "form",
    { class: "saver", onsubmit: save },
    h("p", { class: "seen" }),
    h("p", { class: "actions" }, h("label", { class: "field" }, "Name ", name), h("button", { type: "submit" }, "Save as gold")),
    h("p", { class: "foot" }, "Unpacked into a folder of gold, it is read by ", h("code", {}, "wirebrief eval run --gold FOLDER"), ". Check it first with ", h("code", {}, "wirebrief eval lint --gold FOLDER"), "."),
  );
}

function download(blob, name) {
  const link = h("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
