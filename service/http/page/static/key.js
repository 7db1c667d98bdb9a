/** Asking for the server's key. */
import { useKey } from "./api.js";
import { announce, h } from "./dom.js";

/**
 * A form that takes a key and tries again what was refused without one.
 * @param {boolean} refused whether a key was given before and is not known
 * @param {() => void} again
 */
export function keyForm(refused, again) {
  const input = h("input", { id: "key-value", type: "password", autocomplete: "off", spellcheck: "false", required: true, pattern: "[!-~]+", title: "Letters, digits and signs, without spaces", "aria-describedby": "key-about" });
  const form = h(
    "form",
    { class: "panel", "aria-labelledby": "key-title" },
    h("h2", { id: "key-title" }, refused ? "This key is not known here" : "This server asks for a key"),
    h("p", { id: "key-about" }, "Whoever runs the server hands keys out. Yours stays in the memory of this page, until it is closed or loaded anew."),
    h("p", { class: "actions" }, h("label", { class: "field", for: "key-value" }, "Key"), input, h("button", { class: "main" }, "Use it")),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    useKey(input.value.trim());
    again();
  });
  announce(form.querySelector("h2").textContent);
  return form;
}
