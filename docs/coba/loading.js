/** Loading the library: a button that says how large it is, a progress bar, another try. */

import { Calculator } from "./calculator.js";
import { keep } from "./keep.js";
import { make } from "./parts.js";
import { megabytes } from "./texts.js";

/** Wait for the click and the load, as often as needed: the calculator and what it says of forms. */
export async function loaded(place, bytes, { base, texts, holdsCase, say }) {
  const offer = () => [
    holdsCase ? make("p", { class: "coba-note" }, texts.caseWaiting) : null,
    make("button", { type: "button", class: "coba-first" }, sized(bytes, texts)),
    make("p", {}, texts.private, " ", texts.once),
  ];
  const show = (...nodes) => place.replaceChildren(...nodes.filter(Boolean));
  show(...offer());
  for (;;) {
    await clicked(place.querySelector(".coba-first"));
    const { nodes, focus, hear } = progressBar(texts);
    show(...nodes);
    focus();
    say(texts.loading);
    hear({ done: 0, total: bytes });
    const calculator = new Calculator(base);
    try {
      await calculator.call("load", {}, hear);
      keep();
      const language = { language: texts.language };
      const known = await calculator.call("forms", language);
      // While a form is filled in, the worker imports what the first answer needs.
      calculator.call("warm", language).catch(() => {});
      return { calculator, known };
    } catch (error) {
      calculator.end();
      show(failure(texts.failed, error.message, texts), ...offer());
      place.querySelector(".coba-first").focus();
    }
  }
}

function sized(bytes, texts) {
  return texts.load(megabytes(bytes, texts.language));
}

function clicked(button) {
  return new Promise((resolve) => button.addEventListener("click", resolve, { once: true }));
}

function progressBar(texts) {
  const bar = make("div", { class: "coba-bar" });
  const told = make("p", { class: "coba-help" });
  const progress = make(
    "div",
    {
      class: "coba-progress",
      role: "progressbar",
      tabindex: "-1",
      "aria-label": texts.loading,
      "aria-valuemin": "0",
      "aria-valuemax": "100",
    },
    bar,
  );
  const hear = ({ done, total }) => {
    const part = total ? Math.min(100, Math.floor((100 * done) / total)) : 0;
    const [came, all] = [done, total].map((bytes) => megabytes(bytes, texts.language));
    bar.style.width = `${part}%`;
    progress.setAttribute("aria-valuenow", String(part));
    progress.setAttribute("aria-valuetext", texts.loaded(came, all));
    told.textContent = done < total ? texts.loaded(came, all) : texts.starting;
  };
  return {
    nodes: [make("p", {}, texts.loading), progress, told],
    focus: () => progress.focus(),
    hear,
  };
}

/** What went wrong, in a sentence, with the technical detail folded. */
export function failure(sentence, detail, texts) {
  return make(
    "div",
    { class: "coba-note coba-refusal", role: "alert" },
    make("p", {}, sentence),
    make("details", {}, make("summary", {}, texts.cause), make("pre", {}, detail)),
  );
}
