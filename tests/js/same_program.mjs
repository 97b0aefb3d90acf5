// Compares programs: pairs of texts by name as JSON on standard input, the names of those that differ
// on standard output. Comments and white space do not belong to a program.

import { readFileSync } from "node:fs";

import { parse } from "../tools/node_modules/acorn/dist/acorn.mjs";

const SETTINGS = { ecmaVersion: 2024, sourceType: "module" };

/** A program as text that is the same for the same program. */
const canonical = (text) => JSON.stringify(parse(text, SETTINGS), (key, value) => {
  if (key === "start" || key === "end") return undefined;
  return typeof value === "bigint" ? String(value) : value;
});

const pairs = JSON.parse(readFileSync(0, "utf8"));
const different = Object.keys(pairs).filter((name) => canonical(pairs[name][0]) !== canonical(pairs[name][1]));
process.stdout.write(JSON.stringify(different));
