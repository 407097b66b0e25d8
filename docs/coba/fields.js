/** Fields of a form, made from what the library says of each: name, label, help, kind, choices. */

import { make } from "./parts.js";

const FEW = 8; // more choices than this are a list to open, not buttons

/** A control for a field, filled with a value; `read` gives the value back, or undefined. */
export function makeField(field, texts, value) {
  const id = `coba-${field.name}`;
  const help = field.help ? make("p", { id: `${id}-help`, class: "coba-help" }, field.help) : null;
  const fault = make("p", { id: `${id}-fault`, class: "coba-fault", hidden: true });
  const described = [help && help.id, fault.id].filter(Boolean).join(" ");
  const { node, inputs, read } = KINDS[field.kind](field, texts, { id, help, fault, described });
  const control = {
    field,
    node,
    inputs,
    read,
    write: WRITERS[field.kind].bind(null, inputs, texts),
  };
  if (value !== undefined) control.write(value);
  return {
    ...control,
    focus: () => (inputs.find((input) => input.checked) ?? inputs[0]).focus(),
    complain(message, remedy) {
      fault.replaceChildren(make("strong", {}, message), " ", remedy ?? "");
      fault.hidden = false;
      for (const input of inputs) input.setAttribute("aria-invalid", "true");
    },
    calm() {
      fault.hidden = true;
      for (const input of inputs) input.removeAttribute("aria-invalid");
    },
  };
}

/** Whether a field is asked for, given the values of the others. */
export function isAsked(field, values) {
  if (!field.when) return true;
  const found = [values[field.when.field] ?? []].flat().map(String);
  return field.when.in.some((each) => found.includes(String(each)));
}

const KINDS = {
  rupiah: (field, texts, parts) => line(field, texts, parts, "Rp"),
  number: (field, texts, parts) => line(field, texts, parts),
  month: (field, texts, parts) => parted(field, texts, parts, ["month", "year"]),
  date: (field, texts, parts) => parted(field, texts, parts, ["day", "month", "year"]),
  choice: (field, texts, parts) =>
    field.choices.length > FEW
      ? opened(field, texts, parts)
      : buttons(field, texts, parts, "radio"),
  choices: (field, texts, parts) => buttons(field, texts, parts, "checkbox"),
  yesno: (field, texts, parts) => buttons(field, texts, parts, "radio"),
};

const WRITERS = {
  rupiah(inputs, texts, value) {
    inputs[0].value = grouped(value, texts);
  },
  number(inputs, texts, value) {
    inputs[0].value = value;
  },
  month: fillParts,
  date: fillParts,
  choice: pick,
  choices: pick,
  yesno: pick,
};

function pick(inputs, texts, value) {
  const wanted = [value].flat().map(String);
  for (const input of inputs) {
    if (input.tagName === "SELECT") input.value = wanted[0];
    else input.checked = wanted.includes(input.value);
  }
}

function fillParts(inputs, texts, value) {
  const pieces = value.split("-").reverse();
  inputs.forEach((input, place) => {
    const piece = pieces[place] ?? "";
    input.value = input.classList.contains("coba-day") ? piece.replace(/^0/, "") : piece;
  });
}

/** Whole rupiah as the language writes them; what is no whole number stays as it was typed. */
function grouped(text, { thousands }) {
  return /^\d+$/.test(text) ? text.replace(/\B(?=(\d{3})+$)/g, thousands) : text;
}

function plain(text, { thousands }) {
  const pieces = text
    .trim()
    .replace(/^Rp\.?\s*/i, "")
    .split(thousands);
  const whole = pieces.every((piece, place) => (place ? /^\d{3}$/ : /^\d{1,3}$/).test(piece));
  return whole ? pieces.join("") : text.trim();
}

function caption(field, texts) {
  if (field.required) return [field.label];
  return [field.label, " ", make("span", { class: "coba-optional" }, `(${texts.optional})`)];
}

function line(field, texts, { id, help, fault, described }, unit = "") {
  const amount = Boolean(unit);
  const input = make("input", {
    id,
    class: `coba-line${amount ? " coba-rupiah" : " coba-number"}`,
    inputmode: "numeric",
    autocomplete: "off",
    enterkeyhint: "done",
    "aria-describedby": described,
  });
  const read = () => (amount ? plain(input.value, texts) : input.value.trim()) || undefined;
  if (amount) {
    // Dots while typing help to count zeros; in the middle of a figure they would move the caret.
    input.addEventListener("input", () => {
      const atEnd = input.selectionStart === input.value.length;
      if (atEnd) input.value = grouped(input.value.replaceAll(texts.thousands, ""), texts);
    });
  }
  const sign = amount ? make("span", { "aria-hidden": "true" }, unit) : null;
  const box = make("span", { class: "coba-unit" }, sign, input);
  const label = make("label", { for: id }, ...caption(field, texts));
  const node = make("div", { class: "coba-field" }, label, help, box, fault);
  return { node, inputs: [input], read };
}

function group(field, texts, { help, fault, described }, role, ...content) {
  return make(
    "fieldset",
    { class: "coba-field", role, "aria-describedby": described },
    make("legend", {}, ...caption(field, texts)),
    help,
    ...content,
    fault,
  );
}

function parted(field, texts, parts, names) {
  const inputs = names.map((name) => partInput(name, texts, parts));
  const labelled = names.map((name, place) =>
    make("span", {}, make("label", { for: inputs[place].id }, texts[name]), inputs[place]),
  );
  const read = () => {
    const found = inputs.map((input) => input.value.trim());
    if (found.every((each) => !each)) return undefined;
    return found
      .reverse()
      .map((each) => (/^\d$/.test(each) ? `0${each}` : each))
      .join("-");
  };
  const node = group(
    field,
    texts,
    parts,
    "group",
    make("div", { class: "coba-parts" }, ...labelled),
  );
  return { node, inputs, read };
}

function partInput(name, texts, { id, described }) {
  const properties = {
    id: `${id}-${name}`,
    class: `coba-line coba-${name}`,
    "aria-describedby": described,
  };
  if (name !== "month") {
    const length = name === "day" ? 2 : 4;
    return make("input", {
      ...properties,
      inputmode: "numeric",
      autocomplete: "off",
      maxlength: length,
    });
  }
  const months = texts.months.map((title, place) =>
    make("option", { value: String(place + 1).padStart(2, "0") }, title),
  );
  return make("select", properties, make("option", { value: "" }, texts.choose), ...months);
}

function buttons(field, texts, parts, type) {
  const inputs = field.choices.map(({ value }, place) =>
    make("input", {
      type,
      id: `${parts.id}-${place}`,
      name: parts.id,
      value,
      "aria-describedby": type === "checkbox" ? parts.described : undefined,
    }),
  );
  const rows = field.choices.map((choice, place) =>
    make(
      "label",
      { class: "coba-choice", for: inputs[place].id },
      inputs[place],
      ...choiceText(choice),
    ),
  );
  const checked = () => inputs.filter((input) => input.checked).map((input) => input.value);
  const read = () => {
    const found = checked();
    if (!found.length) return undefined;
    return type === "radio" ? found[0] : found;
  };
  const role = type === "radio" ? "radiogroup" : "group";
  return { node: group(field, texts, parts, role, ...rows), inputs, read };
}

function choiceText({ label, amounts }) {
  return [
    make("span", {}, label),
    amounts ? make("span", { class: "coba-amounts" }, amounts) : null,
  ];
}

function opened(field, texts, { id, help, fault, described }) {
  const options = field.choices.map(({ value, label, amounts }) =>
    make("option", { value, "data-label": label }, amounts ? `${label} (${amounts})` : label),
  );
  const input = make(
    "select",
    { id, class: "coba-line", "aria-describedby": described },
    make("option", { value: "" }, texts.choose),
    ...options,
  );
  const label = make("label", { for: id }, ...caption(field, texts));
  const node = make("div", { class: "coba-field" }, label, help, input, fault);
  return { node, inputs: [input], read: () => input.value || undefined };
}
