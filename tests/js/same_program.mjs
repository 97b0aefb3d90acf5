// Compares pairs of programs, ignoring comments and white space. Reads JSON from standard input
// ({name: [text, text], ...}), and prints the names of the pairs that differ as JSON.

import { readFileSync } from "node:fs";

import { parse } from "../tools/node_modules/acorn/dist/acorn.mjs";

const SETTINGS = { ecmaVersion: 2024, sourceType: "module" };

/** The syntax tree of a program as JSON, without positions. */
const canonical = (text) => JSON.stringify(parse(text, SETTINGS), (key, value) => {
  if (key === "start" || key === "end") return undefined;
  return typeof value === "bigint" ? String(value) : value;
});

const pairs = JSON.parse(readFileSync(0, "utf8"));
const different = Object.keys(pairs).filter((name) => canonical(pairs[name][0]) !== canonical(pairs[name][1]));
process.stdout.write(JSON.stringify(different));
