// Prints the exports of modules, given by their paths: {path: [names], ...} as JSON, or what importing
// one failed with.

import { pathToFileURL } from "node:url";

const exported = {};
for (const path of process.argv.slice(2)) {
  try {
    exported[path] = Object.keys(await import(pathToFileURL(path).href));
  } catch (error) {
    exported[path] = String(error);
  }
}
process.stdout.write(JSON.stringify(exported));
