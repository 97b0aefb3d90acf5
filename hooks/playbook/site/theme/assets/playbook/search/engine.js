// Fetches the engine of the search and the index of this language, for the search box and the page of results.

/** @import { AnswerStore } from "./answer-store.js" */
/** @import { SearchIndex } from "./types.js" */
/** @typedef {typeof import("./rank.js") & { index: SearchIndex, store: AnswerStore, home: URL }} Engine */

/**
 * @param {URL} home the start page of this language
 * @returns {Promise<Engine>}
 */
export async function fetchEngine(home) {
  const [{ openIndex }, { AnswerStore }, rank, response] = await Promise.all([
    import("./index.js"),
    import("./answer-store.js"),
    import("./rank.js"),
    fetch(new URL("search/index.json", home)),
  ]);
  if (!response.ok) throw new Error(String(response.status));
  const index = await openIndex(await response.json());
  return { index, home, store: new AnswerStore(index, home), ...rank };
}
