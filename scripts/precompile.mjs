/**
 * Compiles modules with the Python that the page will run: node precompile.mjs PYODIDE LIBRARY TASK OUT
 *
 * PYODIDE is the folder of the npm package, LIBRARY the archive of the library, TASK the Python that
 * says what to do (precompile.py), and OUT the archive of compiled modules that it gives.
 */

import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

async function precompile(folder, library, task, out) {
  const { loadPyodide } = await import(pathToFileURL(join(folder, "pyodide.mjs")));
  const { info } = JSON.parse(readFileSync(join(folder, "pyodide-lock.json"), "utf8"));
  const python = await loadPyodide({
    indexURL: join(folder, "/"),
    packageBaseUrl: join(folder, "/"),
    lockFileContents: { info, packages: {} },
    env: { PYTHONHASHSEED: "0" }, // else the order of sets differs from one build to the next
  });
  const site = python.runPython("import site; site.getsitepackages()[0]");
  python.unpackArchive(new Uint8Array(readFileSync(library)), "zip", { extractDir: site });
  writeFileSync(out, python.runPython(readFileSync(task, "utf8")).toJs());
}

try {
  await precompile(...process.argv.slice(2).map((each) => resolve(each)));
} catch (error) {
  console.error(String(error)); // without the line where it happened: that is a megabyte long
  process.exitCode = 1;
}
