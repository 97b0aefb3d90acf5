// Runs the page's engine on cases. Reads {rules, cases} as JSON from standard input, and prints the
// findings of each case.

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const { createEngine } = await import(pathToFileURL(process.argv[2]).href);
const { rules, cases } = JSON.parse(readFileSync(0, "utf8"));
const engines = Object.fromEntries(
  Object.entries(rules).map(([language, languageRules]) => [language, createEngine(languageRules)]),
);
const found = cases.map(({ text, language, setting }) => engines[language].check(text, setting));
process.stdout.write(JSON.stringify(found));
