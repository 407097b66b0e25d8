/**
 * The page that runs the library in the browser: a click loads it, three forms ask, it answers.
 *
 * The page knows no rule and no amount. Fields, questions, faults and answers come from the worker
 * (answers.py); only the words of the page itself are here (texts.js).
 */

import { makeAnswer } from "./answer.js";
import { isAsked, makeField } from "./fields.js";
import { failure, loaded } from "./loading.js";
import { make } from "./parts.js";
import { textsIn } from "./texts.js";

const BASE = new URL(".", import.meta.url);
const FRAGMENT = "#kasus=";

class Page {
  #root = document.getElementById("coba");
  #language = this.#root.dataset.language;
  #texts = textsIn(this.#language);
  #live = make("p", { class: "coba-live", role: "status", "aria-live": "polite" });
  #body = make("div");
  #calculator;
  #known; // what the library says of its forms, in the language shown
  #form; // the form that is filled in
  #values = {}; // by form, what was filled in: kept when the form or the language changes
  #controls = new Map();
  #fragment = location.hash; // as it came: the theme's link to the content writes its own
  #turn = 0; // counts what was asked: an answer that comes too late is for another form
  #asked = false; // whether an answer, questions or a fault stand below the form

  async start() {
    this.#root.replaceChildren(this.#body, this.#live);
    for (const link of document.querySelectorAll(".coba-twin a")) link.hash = this.#fragment;
    const manifest = await fetch(new URL("runtime/manifest.json", BASE))
      .then((found) => (found.ok ? found.json() : null))
      .catch(() => null);
    if (manifest) await this.#load(manifest.bytes);
    else this.#body.replaceChildren(make("p", {}, this.#texts.absent));
  }

  #say(sentence) {
    this.#live.textContent = sentence;
  }

  /** The link to the page in the other language, which keeps what is filled in. */
  #switch() {
    const other = this.#language === "id" ? "en" : "id";
    const { page } = textsIn(other);
    const address = new URL(page, BASE);
    address.hash = this.#fragment;
    const changed = (event) => {
      event.preventDefault();
      this.#translate(other);
    };
    const link = make(
      "a",
      { href: address.href, hreflang: other, lang: other, click: changed },
      this.#texts.other,
    );
    return make("p", { class: "coba-switch" }, link);
  }

  async #translate(language) {
    this.#keep();
    this.#language = language;
    this.#texts = textsIn(language);
    this.#root.lang = language;
    const heading = document.querySelector("h1");
    heading.lang = language;
    heading.firstChild.data = this.#texts.title;
    for (const prose of document.querySelectorAll("[data-prose]")) {
      prose.hidden = prose.dataset.prose !== language;
    }
    this.#root.replaceChildren(this.#switch(), this.#body, this.#live);
    this.#root.querySelector(".coba-switch a").focus();
    this.#known = await this.#call("forms");
    if (!this.#known) return;
    const again = this.#asked;
    this.#show();
    if (again) await this.#ask({ quiet: true });
  }

  /** Load after a click, then show the case of the address, or the first form. */
  async #load(bytes) {
    const { calculator, known } = await loaded(this.#body, bytes, {
      base: BASE,
      texts: this.#texts,
      holdsCase: holdsCase(this.#fragment),
      say: (sentence) => this.#say(sentence),
    });
    this.#calculator = calculator;
    this.#known = known;
    this.#form = known.forms[0];
    // From now on another language must not lose what is filled in: not that link, but a switch.
    for (const link of document.querySelectorAll(".coba-twin")) link.hidden = true;
    this.#root.prepend(this.#switch());
    addEventListener("hashchange", () => this.#open(location.hash));
    this.#show();
    if (await this.#open(this.#fragment)) return;
    this.#body.querySelector("input").focus();
    this.#say(this.#texts.ready);
  }

  /** Ask the worker; a failure is shown and gives undefined. */
  async #call(name, args = {}) {
    try {
      return await this.#calculator.call(name, { language: this.#language, ...args });
    } catch (error) {
      this.#below(failure(this.#texts.broken, error.message, this.#texts));
      return undefined;
    }
  }

  /** The case that the address holds, filled in and answered; false where there is none. */
  async #open(fragment) {
    if (!holdsCase(fragment)) return false;
    const found = await this.#call("open", { case: fragment.slice(FRAGMENT.length) });
    if (!found?.facts) {
      if (found) this.#refuse(found);
      return true;
    }
    this.#form = this.#known.forms.find(({ name }) => name === found.form) ?? this.#form;
    this.#values[found.form] = found.facts;
    this.#show();
    await this.#ask({ replay: found.replay });
    return true;
  }

  /** The choice of a form, and the form itself. */
  #show() {
    this.#asked = false;
    const choices = this.#known.forms.map((form) => this.#formChoice(form));
    const choice = make(
      "fieldset",
      { class: "coba-forms" },
      make("legend", {}, this.#texts.which),
      ...choices,
    );
    this.#form = this.#known.forms.find(({ name }) => name === this.#form.name);
    this.#body.replaceChildren(
      choice,
      make("div", { id: "coba-form" }),
      make("div", { id: "coba-below" }),
      make(
        "p",
        { class: "coba-help" },
        this.#texts.private,
        " ",
        this.#texts.version(this.#known.version, this.#known.law),
      ),
    );
    this.#showForm();
  }

  #formChoice(form) {
    const changed = () => {
      this.#keep();
      this.#form = form;
      this.#showForm();
      this.#below();
    };
    const input = make("input", {
      type: "radio",
      name: "coba-forms",
      id: `coba-form-${form.name}`,
      checked: form.name === this.#form.name,
      change: changed,
    });
    return make(
      "label",
      { class: "coba-choice", for: input.id },
      input,
      make("span", {}, form.title),
    );
  }

  #showForm() {
    const { name, intro, fields } = this.#form;
    const submitted = (event) => {
      event.preventDefault();
      this.#ask();
    };
    const cleared = (event) => {
      event.preventDefault();
      delete this.#values[name];
      this.#showForm();
      this.#below();
      this.#controls.values().next().value.focus();
    };
    this.#turn++;
    this.#controls.clear();
    const given = this.#values[name] ?? {};
    const form = make(
      "form",
      {
        novalidate: true,
        submit: submitted,
        reset: cleared,
        input: (event) => this.#changed(event),
      },
      intro ? make("p", {}, intro) : null,
      ...fields.map((field) => this.#control(field, given[field.name] ?? initial(field, given))),
      make("div", { id: "coba-questions" }),
      make(
        "div",
        { class: "coba-row" },
        make("button", { type: "submit", class: "coba-first" }, this.#texts.submit),
        make("button", { type: "reset", class: "coba-second" }, this.#texts.clear),
      ),
    );
    document.getElementById("coba-form").replaceChildren(form);
    this.#showAsked();
  }

  #control(field, value) {
    const control = makeField(field, this.#texts, value);
    this.#controls.set(field.name, control);
    return control.node;
  }

  /** Fields that are asked for only when another has a certain value appear and go. */
  #showAsked() {
    const values = this.#facts();
    for (const [name, { field, node }] of this.#controls) {
      node.hidden = !isAsked(field, values);
    }
  }

  #changed({ target }) {
    const changed = [...this.#controls.values()].find(({ inputs }) => inputs.includes(target));
    if (this.#form.fields.some(({ when }) => when?.field === changed?.field.name))
      this.#unquestion();
    this.#showAsked();
    const stale = this.#body.querySelector(".coba-stale");
    if (stale?.hidden) {
      stale.hidden = false;
      this.#say(this.#texts.stale);
    }
  }

  /** Questions belong to what was chosen: another choice has its own, with what was answered. */
  #unquestion() {
    this.#keep();
    const own = new Set(this.#form.fields.map(({ name }) => name));
    for (const name of this.#controls.keys()) if (!own.has(name)) this.#controls.delete(name);
    document.getElementById("coba-questions").replaceChildren();
  }

  /** What is filled in, in the fields that are seen. */
  #facts() {
    const found = {};
    for (const [name, { field, read }] of this.#controls) {
      const value = read();
      if (value !== undefined && isAsked(field, found)) found[name] = value;
    }
    return found;
  }

  #keep() {
    const kept = { ...this.#values[this.#form.name] };
    for (const [name, { read }] of this.#controls) kept[name] = read();
    this.#values[this.#form.name] = kept;
  }

  async #ask({ quiet = false, replay = undefined } = {}) {
    this.#keep();
    for (const control of this.#controls.values()) control.calm();
    const facts = this.#facts();
    const form = this.#form;
    this.#say(this.#texts.computing);
    const turn = ++this.#turn;
    const found = await this.#call("ask", { form: form.name, facts });
    if (!found || turn !== this.#turn) return;
    this.#asked = true;
    // What a choice came to held for the question, not for what is filled in now.
    for (const each of this.#body.querySelectorAll(".coba-amounts")) each.remove();
    for (const each of this.#body.querySelectorAll("option[data-label]")) {
      each.textContent = each.dataset.label;
    }
    if (found.kind === "questions") await this.#question(found, { quiet, replay });
    else if (found.kind === "refused") this.#refuse(found, quiet);
    else this.#answer(found, { facts, quiet, replay });
  }

  #below(...nodes) {
    document.getElementById("coba-below")?.replaceChildren(...nodes);
  }

  /** Fields for what is asked besides; what was asked before gets the amounts of now. */
  async #question({ questions, sentence }, how) {
    this.#below();
    const own = new Set(this.#form.fields.map(({ name }) => name));
    const given = this.#values[this.#form.name];
    const area = document.getElementById("coba-questions");
    const before = new Map(this.#controls);
    area.querySelector(".coba-further")?.remove();
    const heading = make(
      "div",
      { class: "coba-further coba-note" },
      make("h2", {}, this.#texts.further),
      make("p", {}, sentence),
    );
    const further = questions.filter(({ name }) => !own.has(name));
    if (further.length) area.append(heading);
    for (const field of further) {
      const node = this.#control(field, given[field.name]);
      before.get(field.name)?.node.remove();
      area.append(node);
    }
    this.#showAsked();
    const asked = questions.map(({ name }) => this.#controls.get(name));
    for (const { node } of asked) node.querySelector(".coba-optional")?.remove();
    const open = asked.filter(({ read }) => read() === undefined);
    // A link, another form or the other language brings what was answered before.
    if (!open.length && questions.some(({ name }) => !before.has(name))) {
      await this.#ask(how);
      return;
    }
    for (const control of open)
      if (before.has(control.field.name)) control.complain(this.#texts.further);
    this.#say(sentence);
    if (!how.quiet) (open[0] ?? asked[0]).focus();
  }

  #refuse({ field, message, remedy }, quiet) {
    this.#below();
    const control = this.#controls.get(field);
    this.#say(`${message} ${remedy ?? ""}`);
    if (control && !control.node.hidden) {
      control.complain(message, remedy);
      if (!quiet) control.focus();
      return;
    }
    const text = [make("strong", {}, message), " ", remedy ?? ""];
    const note = make(
      "div",
      { class: "coba-note coba-refusal", tabindex: "-1" },
      make("h2", {}, this.#texts.refused),
      make("p", {}, ...text),
    );
    this.#below(note);
    if (!quiet) note.focus();
  }

  #answer(answer, { facts, quiet, replay }) {
    const address = new URL(textsIn(this.#language).page, BASE);
    address.hash = FRAGMENT + answer.case;
    const node = makeAnswer(answer, this.#texts, {
      link: address.href,
      replay,
      file: (name) => this.#call("file", { form: this.#form.name, facts, name }),
      say: (sentence) => this.#say(sentence),
    });
    document.querySelector("#coba-questions .coba-further")?.remove();
    this.#below(node);
    const { label, amount } = answer.total;
    this.#say(`${this.#texts.result}: ${answer.title}. ${label} ${amount}`);
    if (!quiet) document.getElementById("coba-result").focus();
  }
}

function holdsCase(fragment) {
  return fragment.startsWith(FRAGMENT);
}

/** What a field holds before anybody has filled it in: the library's choice, or the month of now. */
function initial(field, given) {
  if (Object.keys(given).length) return undefined;
  if (field.name !== "month") return field.default;
  const now = new Date();
  return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, "0")}`;
}

/** What is printed is unfolded for it. */
function unfoldForPrint() {
  const closed = "details:not([open])";
  let unfolded = [];
  addEventListener("beforeprint", () => {
    const outer = [...document.querySelectorAll(".coba-printed:not([open])")];
    const papers = [...document.querySelectorAll(".coba-printed .coba-paper")];
    const inner = papers.flatMap(({ shadowRoot }) => [
      ...(shadowRoot?.querySelectorAll(closed) ?? []),
    ]);
    unfolded = [...outer, ...inner];
    for (const each of unfolded) each.open = true;
  });
  addEventListener("afterprint", () => {
    for (const each of unfolded) each.open = false;
  });
}

unfoldForPrint();
new Page().start();
