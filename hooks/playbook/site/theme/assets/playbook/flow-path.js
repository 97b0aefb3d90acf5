// The reader's path through a decision flow, as in the URL: `#way=question.answer/question.answer`.

import { decodeUrl } from "./text.js";

/**
 * The answers so far: the name of each question with the index of its answer.
 * @typedef {(readonly [question: string, answer: number])[]} Path
 */

/**
 * The path in a URL, up to the first question or answer that the flow does not have.
 * @param {string} hash the hash of the URL
 * @param {string} start the name of the first question
 * @param {(question: string, answer: number) => string | null} next the step that an answer leads to
 * @returns {Path}
 */
export function parsePath(hash, start, next) {
  /** @type {[string, number][]} */
  const path = [];
  let expected = start;
  for (const part of decodeUrl(hash).replace(/^#way=/, "").split("/")) {
    const [question, number] = part.split(".");
    const answer = Number(number);
    const leadsTo = question === expected ? next(question, answer) : null;
    if (leadsTo === null) break;
    path.push([question, answer]);
    expected = leadsTo;
  }
  return path;
}

/**
 * A path as the hash of a URL; empty for a path without answers.
 * @param {Path} path
 */
export function pathHash(path) {
  const answers = path.map(([question, answer]) => `${question}.${answer}`).join("/");
  return answers && `#way=${answers}`;
}
