/**
 * The library in a worker of the page: Pyodide and the archives that scripts/browser_page.py has put
 * into runtime/, all from this site.
 *
 * In:  {id, call, args}. "load" first; any other call is a function of answers.py.
 * Out: {id, progress: {done, total}} while bytes come in, then {id, result} or {id, error: text}.
 */

const HERE = new URL("./", import.meta.url);
const RUNTIME = new URL("runtime/", HERE);
const SITE = new URL("../", HERE);
const CACHE = "kopdes-jamsos"; // offline.js reads it
const network = self.fetch.bind(self);

const PREPARE = `
import sys
import warnings

# The calendars' package would read dateutil's table of zones, which is left out: it has another.
warnings.filterwarnings("ignore", "I/O error", module="dateutil.zoneinfo")
sys.path.append("/more.zip")  # spreadsheets and calendars, imported when they are asked for
from coba import answers

lambda call, arguments: getattr(answers, call)(arguments)
`;

let loaded; // {answer, result} from the first load that has succeeded
let queue = Promise.resolve();

self.addEventListener("message", ({ data }) => {
  queue = queue.then(() => reply(data)); // in the order in which they came
});

async function reply({ id, call, args }) {
  try {
    const result =
      call === "load"
        ? await load((progress) => self.postMessage({ id, progress }))
        : ask(call, args);
    self.postMessage({ id, result });
  } catch (error) {
    console.error(error);
    // Of an exception of Python the traceback, which nobody has seen before.
    self.postMessage({ id, error: String(error) });
  }
}

function ask(call, args) {
  if (!loaded) throw new Error(`"load" comes before "${call}".`);
  return JSON.parse(loaded.answer(call, JSON.stringify(args ?? {})));
}

/** Download, start Python, keep everything for the time without a network. */
async function load(report) {
  if (loaded) return loaded.result;
  const store = await openStore();
  const manifest = await readManifest(store);
  const files = await download(manifest, store, report);
  const keeping = keep(manifest, store);
  const answer = await start(manifest, files);
  const { version, law } = manifest;
  loaded = { answer, result: { version, law, offline: await keeping } };
  return loaded.result;
}

// --- downloads --------------------------------------------------------------------------------

/** The browser's cache, or undefined: it is missing on plain http and in some private windows. */
async function openStore() {
  try {
    return await self.caches?.open(CACHE);
  } catch (error) {
    console.info(error);
    return undefined;
  }
}

async function readManifest(store) {
  const address = new URL("manifest.json", RUNTIME);
  let response;
  try {
    response = await network(address, { cache: "no-cache" });
  } catch (error) {
    response = await store?.match(address);
    if (!response) throw error;
  }
  if (!response.ok) throw new Error(`${response.status}: ${address}`);
  return response.json();
}

/** Bytes of each file by name; `report` hears how many have come. */
async function download(manifest, store, report) {
  let done = 0;
  const count = (bytes) => report({ done: (done += bytes), total: manifest.bytes });
  const read = async (file) => [file.name, await readFile(file, store, count)];
  return Object.fromEntries(await Promise.all(manifest.files.map(read)));
}

async function readFile(file, store, count) {
  const address = addressOf(file);
  const kept = await store?.match(address);
  const response = kept ?? (await network(address));
  if (!response.ok) throw new Error(`${response.status}: ${address}`);
  const bytes = await readBody(response, file.bytes, count);
  // On plain http there is no crypto.subtle, and no cache that could be wrong either.
  if (crypto.subtle && (await digest(bytes)) !== file.sha256) {
    await store?.delete(address);
    throw new Error(`${file.name}: not the bytes that manifest.json announces.`);
  }
  // At once, so that a broken download goes on where it was.
  if (!kept) await store?.put(address, new Response(bytes)).catch(console.info);
  return bytes;
}

/** The digest in the address keeps the file of an older version out of any cache. */
function addressOf(file) {
  return new URL(`${file.name}?${file.sha256}`, RUNTIME);
}

async function readBody(response, length, count) {
  const bytes = new Uint8Array(length);
  let filled = 0;
  for (const reader = response.body.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) return bytes.subarray(0, filled);
    if (filled + value.length > length) throw new Error(`${response.url}: too long.`);
    bytes.set(value, filled);
    filled += value.length;
    count(value.length);
  }
}

async function digest(bytes) {
  const found = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(found, (each) => each.toString(16).padStart(2, "0")).join("");
}

/** Put the page beside the files, drop what an older version left; true if all of it is kept. */
async function keep(manifest, store) {
  if (!store) return false;
  try {
    const page = manifest.page.map((path) => new URL(path, SITE));
    const list = new URL("manifest.json", RUNTIME);
    await Promise.all([...page, list].map((address) => refresh(store, address)));
    const current = new Set([...page, list, ...manifest.files.map(addressOf)].map(String));
    const kept = (await store.keys()).map((request) => request.url);
    await Promise.all(kept.filter((each) => !current.has(each)).map((each) => store.delete(each)));
    return [...current].every((each) => kept.includes(each));
  } catch (error) {
    console.info(error);
    return false;
  }
}

/** Take a file anew; without a network, the one that is kept stays. */
async function refresh(store, address) {
  let response;
  try {
    response = await network(address, { cache: "no-cache" });
  } catch (error) {
    console.info(error);
    return;
  }
  // A copy: a browser does not show a page that it got by a redirection.
  if (response.ok) await store.put(address, new Response(await response.blob()));
}

// --- Python -----------------------------------------------------------------------------------

/** The function (call, JSON) => JSON of answers.py. */
async function start(manifest, files) {
  const held = new Map([
    ["pyodide.asm.wasm", () => unpacked(files["pyodide.asm.wasm.gzip"], "application/wasm")],
    ["python_stdlib.zip", () => new Response(files["python_stdlib.zip"])],
  ]);
  // What Pyodide asks for is here already, and from now on nothing in this worker reaches a server.
  self.fetch = async (address) => {
    const found = held.get(String(address).split("/").pop());
    if (!found) throw new TypeError(`Not asked for: ${address}`);
    return found();
  };
  const { loadPyodide } = await moduleOf(files["pyodide.mjs.gzip"]);
  const assembled = await moduleOf(files["pyodide.asm.mjs.gzip"]);
  const python = await loadPyodide({
    indexURL: RUNTIME.href,
    packageBaseUrl: RUNTIME.href,
    lockFileContents: { info: manifest.python, packages: {} },
    createPyodideModule: assembled.default,
  });
  python.unpackArchive(files["library.zip"], "zip", { extractDir: sitePackages(python) });
  python.FS.writeFile("/more.zip", files["more.zip"]);
  return python.runPython(PREPARE);
}

function sitePackages(python) {
  return python.runPython("import site; site.getsitepackages()[0]");
}

function unpacked(bytes, type) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream, { headers: { "Content-Type": type } });
}

async function moduleOf(bytes) {
  const source = await unpacked(bytes, "text/javascript").blob();
  const address = URL.createObjectURL(source);
  try {
    return await import(address);
  } finally {
    URL.revokeObjectURL(address);
  }
}
