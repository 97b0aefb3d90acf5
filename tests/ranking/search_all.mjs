// Searches an index with the engine of the browser.
// Arguments: the folder of the engine. Input: {index, queries, reader}; output: for each query, the results.

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const folder = pathToFileURL(`${process.argv[2]}/`);
const { openIndex } = await import(new URL("index.js", folder));
const { answers, nearest, search } = await import(new URL("rank.js", folder));
const { WEIGHTS } = await import(new URL("weights.js", folder));

const { index: data, queries, reader } = JSON.parse(readFileSync(0, "utf8"));
const index = await openIndex(data);
const results = queries.map((query) => {
  const { results: found } = search(index, query, reader);
  return {
    results: found.map(({ entry, score, share }) => [entry, score, share]),
    answers: answers(found).length,
    nearest: nearest(index, query, 3).map(({ entry }) => entry),
  };
});
process.stdout.write(JSON.stringify({ weights: WEIGHTS, results }));
