// Run the vectors against an adapter, and say what differs. Needs nothing but Node 18.
//
//   node conformance/run.mjs conformance/adapters/toy.mjs [--json]
//
// An adapter exports one function: answer(topic, inputs) returns an object, or null for what the
// program does not compute. An exception counts as a wrong answer. Ends with 1 if one was wrong.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const folder = join(dirname(fileURLToPath(import.meta.url)), "vectors");
// Topics whose answers are lines that may be summed: "JKK_employer" counts for "JKK", for
// "employer" and for "total".
const lines = new Set(["contributions", "death", "disability"]);
const shown = 5;

function value(topic, found, name) {
  if (name in found || !lines.has(topic)) return found[name];
  const wanted = name.split("_").filter((part) => part !== "total");
  return Object.entries(found)
    .filter(([line]) => wanted.every((part) => line.split("_").includes(part)))
    .reduce((sum, [, amount]) => sum + amount, 0);
}

function check(answer, topic, vector) {
  let found;
  try {
    found = answer(topic, vector.inputs);
  } catch (error) {
    return { error: { expected: vector.expected, found: String(error) } };
  }
  if (found === null || found === undefined) return null;
  const wrong = {};
  for (const [name, expected] of Object.entries(vector.expected)) {
    const got = value(topic, found, name);
    if (JSON.stringify(got) !== JSON.stringify(expected)) wrong[name] = { expected, found: got ?? null };
  }
  return wrong;
}

const [path, ...options] = process.argv.slice(2);
if (!path) {
  console.error("node conformance/run.mjs ADAPTER [--json]");
  process.exit(2);
}
const { answer } = await import(pathToFileURL(resolve(path)));
const result = {};
for (const file of readdirSync(folder).filter((name) => name.endsWith(".json")).sort()) {
  const { topic, vectors } = JSON.parse(readFileSync(join(folder, file), "utf8"));
  const part = (result[topic] = { passed: 0, not_answered: 0, wrong: {} });
  for (const vector of vectors) {
    const wrong = check(answer, topic, vector);
    if (wrong === null) part.not_answered += 1;
    else if (Object.keys(wrong).length) part.wrong[vector.id] = wrong;
    else part.passed += 1;
  }
}
if (options.includes("--json")) {
  console.log(JSON.stringify(result));
} else {
  for (const [topic, part] of Object.entries(result)) {
    const names = Object.keys(part.wrong);
    console.log(`${topic}: ${part.passed} passed, ${names.length} wrong, ${part.not_answered} not answered`);
    for (const name of names.slice(0, shown)) console.log(`  ${name}: ${JSON.stringify(part.wrong[name])}`);
  }
}
process.exitCode = Object.values(result).some((part) => Object.keys(part.wrong).length) ? 1 : 0;
