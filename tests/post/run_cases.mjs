// Runs the page's engine on cases: {rules, cases} as JSON on standard input, findings on output.
// A case may be repeated to be timed: {repeat: n} prints the milliseconds instead.

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const { createEngine } = await import(pathToFileURL(process.argv[2]).href);
const { rules, cases } = JSON.parse(readFileSync(0, "utf8"));
const engines = Object.fromEntries(
  Object.entries(rules).map(([language, forLanguage]) => [language, createEngine(forLanguage)]),
);
const found = cases.map(({ text, language, setting }) => engines[language].check(text, setting));
process.stdout.write(JSON.stringify(found));
