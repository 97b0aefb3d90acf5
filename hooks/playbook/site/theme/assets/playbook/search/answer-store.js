// The answers of entries, fetched in files of a few entries each.

/** @import { Answer, SearchIndex } from "./types.js" */

const FETCH_INTERVAL = 200; // milliseconds, if the browser has no requestIdleCallback

export class AnswerStore {
  /** @type {Map<number, Promise<Answer[]>>} */
  #files = new Map();

  /**
   * @param {SearchIndex} index
   * @param {URL} home the start page of this language
   */
  constructor(index, home) {
    this.index = index;
    this.home = home;
  }

  /**
   * The answer of an entry, from the file that contains it.
   * @param {number} entry
   * @returns {Promise<Answer>}
   */
  async answer(entry) {
    const { answers_per_file: size } = this.index;
    const file = Math.floor(entry / size);
    let request = this.#files.get(file);
    if (!request) {
      request = fetchAnswers(new URL(`search/answers-${file}.json`, this.home));
      request.catch(() => this.#files.delete(file)); // so that the next call tries again
      this.#files.set(file, request);
    }
    return (await request)[entry % size];
  }

  /** Fetch all answers when the browser is idle, so that the search works offline. */
  fetchAll() {
    const idle = window.requestIdleCallback ?? ((callback) => setTimeout(callback, FETCH_INTERVAL));
    const fetchFrom = (/** @type {number} */ entry) => {
      if (entry >= this.index.ids.length) return;
      const continueFetching = () => idle(() => fetchFrom(entry + this.index.answers_per_file));
      this.answer(entry).then(continueFetching, () => null); // stop if there is no connection
    };
    fetchFrom(0);
  }
}

/**
 * @param {URL} url
 * @returns {Promise<Answer[]>}
 */
async function fetchAnswers(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(String(response.status));
  return response.json();
}
