/** Hovering, focusing or choosing a record lights its words, and the other way round. */

/** Tie the records' elements (`data-record`) to the stretches of the article, both ways. */
export function tie(root, body, records) {
  const byId = new Map(records.map((record) => [record.id, record]));
  let chosen = null;

  const light = (id) => {
    root.querySelectorAll(".lit, .lit-detail").forEach((e) => e.classList.remove("lit", "lit-detail"));
    body.removeAttribute("data-lit");
    if (id === null || !byId.has(id)) return;
    body.dataset.lit = byId.get(id).kind;
    for (const element of stretches(body, "main", id)) element.classList.add("lit");
    for (const element of stretches(body, "detail", id)) element.classList.add("lit-detail");
    for (const element of root.querySelectorAll(`[data-record~="${id}"]`)) element.classList.add("lit");
  };
  const over = (event) => light(recordAt(event.target, body) ?? chosen);

  root.addEventListener("pointerover", over);
  root.addEventListener("focusin", over);
  root.addEventListener("pointerleave", () => light(chosen));
  root.addEventListener("click", (event) => {
    const id = recordAt(event.target, body);
    if (id === null || event.target.closest("button, select, input, textarea, summary")) return;
    if (event.target.closest("a[href]")) event.preventDefault();
    chosen = chosen === id && !event.target.closest("a[href]") ? null : id;
    light(chosen ?? id);
    reveal(root, body, id, body.contains(event.target));
  });
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    chosen = null;
    light(null);
  });
}

function recordAt(target, body) {
  const element = target.closest?.(".stretch, [data-record]");
  if (!element) return null;
  if (!element.matches(".stretch")) return element.dataset.record.split(" ")[0];
  return element.owners[body.dataset.layer] ?? Object.values(element.owners).at(-1) ?? null;
}

const stretches = (body, part, id) => body.querySelectorAll(`[data-${part}~="${id}"]`);

/** Bring the other side of the tie into view, and the focus with it where a link was followed. */
function reveal(root, body, id, fromWords) {
  const other = fromWords
    ? root.querySelector(`#${id}`)
    : (stretches(body, "main", id)[0] ?? stretches(body, "detail", id)[0]);
  if (!other) return;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  other.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  if (fromWords) (other.querySelector("a[href]") ?? other).focus({ preventScroll: true });
  else if (other.hasAttribute("href")) other.focus({ preventScroll: true });
}
