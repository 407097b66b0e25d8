/** What the library answered: amounts, reasons, the printed statement, files and the link. */

import { copy, list, make, save, section, shadowed } from "./parts.js";

/** The answer as a section; `ask` fetches a file, `link` is the address that holds the case. */
export function makeAnswer(answer, texts, { link, replay, file, say }) {
  const node = make(
    "section",
    { class: "coba-answer", "aria-labelledby": "coba-result" },
    make("h2", { id: "coba-result", tabindex: "-1" }, answer.title),
    make("p", { class: "coba-stale", hidden: true }, texts.stale),
    replay ? agreement(replay) : null,
    total(answer.total),
    sums(answer.sums),
    answer.lines.length ? lines(answer.lines, texts) : null,
    ...section(texts.dates, list(dates(answer.dates), texts)),
    ...section(texts.bring, list(answer.bring, texts)),
    ...section(texts.changes, list(answer.changes, texts)),
    ...section(texts.remarks, list(answer.remarks, texts)),
    ...section(texts.assumptions, list(answer.assumptions, texts)),
    ...section(texts.evidence, answer.evidence ? make("p", {}, answer.evidence) : null),
    answer.letter ? letter(answer.letter, texts) : null,
    statement(answer, texts),
    make("h3", {}, texts.keep),
    files(answer.files ?? [], texts, file, say),
    shared(link, texts, say),
    jsonDocument(answer.document, texts, say),
  );
  return node;
}

/** What a link opened in another version says: the same amounts as then, or not. */
function agreement({ agrees, sentence }) {
  return make("p", { class: agrees ? "coba-agrees" : "coba-differs" }, sentence);
}

function total({ label, amount }) {
  return make(
    "p",
    { class: "coba-total" },
    make("span", {}, label),
    " ",
    make("strong", {}, amount),
  );
}

/** Who pays which part, or what is paid at once: next to the total, since it is asked first. */
function sums(found) {
  if (!found?.length) return null;
  return make(
    "ul",
    { class: "coba-sums" },
    ...found.map(({ label, amount }) => make("li", {}, `${label}: `, make("strong", {}, amount))),
  );
}

function lines(found, texts) {
  const head = make(
    "tr",
    {},
    make("th", { scope: "col" }, texts.part),
    make("th", { scope: "col" }, texts.amount),
  );
  const rows = found.map(({ label, amount, articles }) => {
    const cited = make("span", { class: "coba-articles" }, (articles ?? []).join("; "));
    return make("tr", {}, make("th", { scope: "row" }, label, cited), make("td", {}, amount));
  });
  return make(
    "table",
    { class: "coba-lines" },
    make("thead", {}, head),
    make("tbody", {}, ...rows),
  );
}

function dates(found) {
  return found?.map(({ label, date, text }) => [make("strong", {}, text ?? date), `: ${label}`]);
}

function statement({ statement: html, letter: other }, texts) {
  return folded(texts.statement, shadowed(html), other ? null : printer(texts));
}

/** The page for a family is what is printed where there is one. */
function letter(text, texts) {
  const paper = make("div", { class: "coba-paper coba-letter" }, ...text.split("\n").map(indented));
  return folded(texts.letter, paper, printer(texts));
}

/** A line of a text, indented as it is there, with what follows of it under its first word. */
function indented(line) {
  const [head] = line.match(/^ *(- |\d+\. )?/);
  const spaces = head.length - head.trimStart().length;
  const node = make("p", {}, line.slice(spaces));
  node.style.marginLeft = `${head.length}ch`;
  node.style.textIndent = `${spaces - head.length}ch`;
  return node;
}

function printer(texts) {
  const print = () => window.print();
  return make("button", { type: "button", class: "coba-second", click: print }, texts.print);
}

function folded(title, paper, print) {
  const name = print ? "coba-statement coba-printed" : "coba-statement";
  return make("details", { class: name }, make("summary", {}, title), print, paper);
}

function files(found, texts, file, say) {
  const buttons = found.map(({ name, label }) => {
    const fetched = async () => {
      say(texts.preparing);
      const ready = await file(name);
      if (!ready) return;
      save(ready);
      say(texts.saved(ready.name));
    };
    return make("button", { type: "button", class: "coba-second", click: fetched }, label);
  });
  return make("div", { class: "coba-row coba-files" }, ...buttons);
}

function shared(link, texts, say) {
  const help = make("p", { id: "coba-link-help", class: "coba-help" }, texts.linkHelp);
  const field = make("input", {
    id: "coba-link",
    class: "coba-line",
    readonly: true,
    value: link,
    "aria-describedby": help.id,
  });
  return make(
    "div",
    { class: "coba-field" },
    make("label", { for: field.id }, texts.link),
    help,
    make("div", { class: "coba-row" }, field, copier(texts.copyLink, field, texts, say)),
  );
}

function jsonDocument(text, texts, say) {
  const field = make("pre", { tabindex: "0", "aria-label": texts.document }, text);
  return make(
    "details",
    { class: "coba-document" },
    make("summary", {}, texts.document),
    copier(texts.copy, field, texts, say),
    field,
  );
}

/** A button that copies what a field holds, or selects it where that is not allowed. */
function copier(title, field, texts, say) {
  const copied = async () => {
    const done = await copy(field.value ?? field.textContent);
    if (!done) select(field);
    say(done ? texts.copied : texts.notCopied);
  };
  return make("button", { type: "button", class: "coba-second", click: copied }, title);
}

function select(field) {
  field.focus();
  if (field.select) field.select();
  else getSelection().selectAllChildren(field);
}
