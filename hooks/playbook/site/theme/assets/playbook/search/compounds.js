// Splits compounds that the handbook does not contain into known words, and joins words of a query.

import { addTerm, knownTerms } from "./lookup.js";
import { WEIGHTS } from "./weights.js";

/** @import { LanguageIndex, TermWeights } from "./types.js" */

const { match, letters } = WEIGHTS;

/**
 * The two words of a compound, each with its terms: *kundbild* as *kund* and *bild*.
 * @param {LanguageIndex} language
 * @param {string} word folded
 * @returns {{ text: string, terms: TermWeights }[] | null} null if the word cannot be split
 */
export function splitCompound(language, word) {
  for (let cut = letters.part; cut <= word.length - letters.lastPart; cut++) {
    const [head, tail] = [word.slice(0, cut), word.slice(cut)];
    const last = language.numbers.get(language.term(tail));
    if (last === undefined) continue;
    const first = firstPart(language, head, last);
    if (first === undefined || isWeak(language, first) || isWeak(language, last)) continue;
    return [partTerms(language, head, first), partTerms(language, tail, last)];
  }
  return null;
}

/**
 * The term of a compound's first part, with or without the letter that links the parts.
 * @param {LanguageIndex} language
 * @param {string} head
 * @param {number} last the term of the last part
 */
function firstPart(language, head, last) {
  return possibleFirstParts(language, head)
    .filter((part) => part.length >= letters.part)
    .map((part) => language.numbers.get(part) ?? language.numbers.get(language.term(part)))
    .find((term) => term !== undefined && term !== last);
}

/**
 * The first part of a compound as written, and without each link that it ends with.
 * @param {LanguageIndex} language
 * @param {string} head
 */
function possibleFirstParts({ compounds }, head) {
  const links = (compounds ?? []).flat().filter((link) => head.endsWith(link));
  return [head, ...links.map((link) => head.slice(0, -link.length))];
}

/**
 * The first part of a compound without a link.
 * @param {LanguageIndex} language
 * @param {string} head
 */
function withoutLink({ compounds }, head) {
  const link = compounds?.[0].find((ending) => head.endsWith(ending)) ?? "";
  return head.slice(0, head.length - link.length);
}

/**
 * @param {LanguageIndex} language
 * @param {string} text
 * @param {number} term
 */
function partTerms(language, text, term) {
  const terms = knownTerms(language, text, match.splitCompound);
  addTerm(terms, term, match.splitCompound);
  return { text, terms };
}

/**
 * The known half of a compound whose other half is unknown: its end, or otherwise its beginning.
 * @param {LanguageIndex} language
 * @param {string} word folded
 * @returns {TermWeights} of one term, or empty
 */
export function knownHalf(language, word) {
  for (let cut = letters.part; cut <= word.length - letters.half; cut++) {
    const tail = language.numbers.get(language.term(word.slice(cut)));
    if (tail !== undefined && language.terms[tail].length >= letters.affix && !language.stopTerms.has(tail)) {
      return new Map([[tail, match.knownHalf]]);
    }
  }
  for (let cut = word.length - letters.part; cut >= letters.half; cut--) {
    const head = language.numbers.get(withoutLink(language, word.slice(0, cut)));
    if (head !== undefined && !language.stopTerms.has(head)) return new Map([[head, match.knownHalf]]);
  }
  return new Map();
}

/**
 * The compounds that adjacent words of a query form when joined: *personal fest*.
 * @param {LanguageIndex} language
 * @param {string[]} texts the words of the query, folded
 * @param {readonly { isStop: boolean }[]} query the same words, parsed
 * @returns {TermWeights[]} for each word, the compounds that it is part of
 */
export function joinedCompounds(language, texts, query) {
  /** @type {TermWeights[]} */
  const compounds = texts.map(() => new Map());
  for (let n = 0; n + 1 < texts.length; n++) {
    if (query[n].isStop || query[n + 1].isStop) continue;
    for (const link of ["", ...language.compounds?.[0] ?? []]) {
      const compound = language.numbers.get(language.term(texts[n] + link + texts[n + 1]));
      if (compound === undefined) continue;
      addTerm(compounds[n], compound, match.exact);
      addTerm(compounds[n + 1], compound, match.exact);
    }
  }
  return compounds;
}

/**
 * Whether a term is too short or too common to be part of a compound.
 * @param {LanguageIndex} language
 * @param {number} term
 */
export const isWeak = (language, term) => language.terms[term].length < letters.part || language.stopTerms.has(term);
