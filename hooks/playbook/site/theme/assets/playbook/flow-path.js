// The path through a decision flow, as it stands in the address: `#way=question.answer/question.answer`.

/**
 * The answers given, each with its question and the number of the answer.
 * @typedef {(readonly [question: string, answer: number])[]} Path
 */

/**
 * The path in an address, as far as the flow still has such questions and answers.
 * @param {string} hash of the address
 * @param {string} start the first question
 * @param {(question: string, answer: number) => string | null} next what an answer leads to
 * @returns {Path}
 */
export function parsePath(hash, start, next) {
  /** @type {[string, number][]} */
  const path = [];
  let expected = start;
  for (const part of decodeURIComponent(hash).replace(/^#way=/, "").split("/")) {
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
 * A path as the hash of an address; empty for a path without answers.
 * @param {Path} path
 */
export function pathHash(path) {
  const answers = path.map(([question, answer]) => `${question}.${answer}`).join("/");
  return answers && `#way=${answers}`;
}
