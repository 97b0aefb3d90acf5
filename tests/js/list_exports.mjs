// Prints the exports of the modules at the given paths as JSON: {path: [names], ...}. The value is an
// error message if a module cannot be imported.

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
