/** Elements, and the one place where HTML from outside is taken into the page. */

const SHOWN = 5; // of a long list

/**
 * Build an element. Functions become listeners; other properties become attributes; children that
 * are text stay text, so that nothing typed or computed can become markup.
 */
export function make(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (typeof value === "function") node.addEventListener(name, value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== undefined && child !== null));
  return node;
}

/** A paragraph, list or table with a heading over it; nothing where there is nothing to say. */
export function section(heading, content) {
  return content ? [make("h3", {}, heading), content] : [];
}

/** A list of sentences or nodes, or null; of a long one the end is folded. */
export function list(found, texts) {
  if (!found?.length) return null;
  const items = found.map((each) => make("li", {}, ...[each].flat()));
  const [first, rest] = [items.slice(0, SHOWN), items.slice(SHOWN)];
  if (rest.length < 2) return make("ul", {}, ...items);
  return make(
    "div",
    {},
    make("ul", {}, ...first),
    make("details", {}, make("summary", {}, texts.more(rest.length)), make("ul", {}, ...rest)),
  );
}

// What could run, and what could ask another host for something.
const REFUSED =
  "script, style, link, meta, base, iframe, object, embed, form, template, svg, math, " +
  "img, picture, audio, video, source, track, input";
const HOSTILE = /^\s*(javascript|data|vbscript):|url\s*\(|image-set/i;

/**
 * Show the library's HTML in a shadow root. The library escapes what it writes; this is the second
 * lock: the text is parsed where no script runs, and what is none of a statement is taken out.
 */
export function shadowed(html) {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  for (const node of parsed.querySelectorAll(REFUSED)) node.remove();
  for (const node of parsed.querySelectorAll("*")) {
    for (const { name, value } of [...node.attributes]) {
      const refused = name.startsWith("on") || HOSTILE.test(value);
      if (refused) node.removeAttribute(name);
    }
  }
  const host = make("div", { class: "coba-paper" });
  host.attachShadow({ mode: "open" }).append(...parsed.body.childNodes);
  return host;
}

/** Hand a file to the person who asked for it. */
export function save({ name, type, base64 }) {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const address = URL.createObjectURL(new Blob([bytes], { type }));
  make("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Put a text on the clipboard; false where the browser does not allow it. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
