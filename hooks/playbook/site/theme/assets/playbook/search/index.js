// The index as the build wrote it (search/index.py), opened for searching.

import { language } from "./analysis.js";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const DIGIT = new Uint8Array(128);
for (let n = 0; n < 64; n++) DIGIT[LETTERS.charCodeAt(n)] = n;

/** The numbers of a text in base 64, five bits a letter. */
export function decode(text) {
  const numbers = [];
  let value = 0;
  let shift = 0;
  for (let n = 0; n < text.length; n++) {
    const digit = DIGIT[text.charCodeAt(n)];
    value += (digit & 31) << shift;
    shift += 5;
    if (digit < 32) {
      numbers.push(value);
      value = shift = 0;
    }
  }
  return numbers;
}

/** Sorted terms, each written with the number of letters that it shares with the one before. */
function terms(coded) {
  let before = "";
  return coded.split(" ").map((one) => (before = before.slice(0, parseInt(one[0], 36)) + one.slice(1)));
}

/** One language of the index: its terms, what they are part of, and where they are asked with. */
async function open(side) {
  const all = terms(side.terms);
  const opened = {
    language: side.language,
    compounds: side.compounds,
    common: side.common,
    ...(await language(side)),
    terms: all,
    number: new Map(all.map((term, n) => [term, n])),
    parts: new Map(),
    partOf: new Map(),
    phrases: [],
    asks: all.map(() => []),
    isStop: new Set(),
    endings: new Map(),
  };
  for (const word of opened.stop) opened.isStop.add(opened.number.get(word));
  for (const entry of side.parts ? side.parts.split(" ") : []) {
    const [whole, , ...parts] = decode(entry);
    opened.parts.set(whole, parts);
    for (const part of parts) opened.partOf.set(part, [...(opened.partOf.get(part) ?? []), whole]);
  }
  readPhrases(opened, side.phrases);
  return opened;
}

function readPhrases(side, text) {
  text.split(" ").forEach((coded, entry) => {
    const numbers = decode(coded);
    for (let at = 0; at < numbers.length;) {
      const length = numbers[at] >> 1;
      const phrase = { entry, weight: numbers[at] & 1, terms: numbers.slice(at + 1, at + 1 + length) };
      for (let n = 0; n < length; n++) {
        const term = (phrase.terms[n] += n ? phrase.terms[n - 1] : 0); // written as steps
        side.asks[term].push(side.phrases.length);
      }
      side.phrases.push(phrase);
      at += 1 + length;
    }
  });
}

/** For each phrase of a concept the terms of the others, by side. */
function concepts(text, sides) {
  const byFirst = sides.map(() => new Map());
  for (const coded of text ? text.split(" ") : []) {
    const numbers = decode(coded);
    const concept = [];
    let at = 0;
    sides.forEach((_, side) => {
      for (let left = numbers[at++]; left > 0; left--) {
        const length = numbers[at++];
        concept.push({ side, terms: numbers.slice(at, at + length) });
        at += length;
      }
    });
    for (const phrase of concept) {
      const first = phrase.terms[0];
      const found = byFirst[phrase.side].get(first) ?? [];
      byFirst[phrase.side].set(first, [...found, { terms: phrase.terms, concept }]);
    }
  }
  return byFirst;
}

/** Where a term of the reader's language stands in the entries' texts: each entry times four, plus
 * the strength. Read when it is asked for: most never are. */
function bodies(text) {
  const coded = text.split(" ");
  const read = new Map();
  return (term) => {
    if (!read.has(term)) {
      let entry = -1;
      read.set(term, decode(coded[term]).map((step) => (entry += (step >> 2) + 1) * 4 + (step & 3)));
    }
    return read.get(term);
  };
}

/** In how many entries a term stands, by side. */
function spreads(sides, body) {
  const known = sides.map(() => new Map());
  return (side, term) => {
    if (!known[side].has(term)) {
      const asked = new Set(sides[side].asks[term].map((phrase) => sides[side].phrases[phrase].entry));
      known[side].set(term, Math.max(asked.size, side === 0 ? body(term).length : 0));
    }
    return known[side].get(term);
  };
}

/** The index of a language, opened. `data` is what `index.json` holds. */
export async function openIndex(data) {
  const sides = await Promise.all(data.sides.map(open));
  const body = bodies(data.body);
  return {
    ...data,
    sides,
    concepts: concepts(data.concepts, sides),
    body,
    spread: spreads(sides, body),
    retired: new Set(data.retired),
    number: new Map([...Object.entries(data.old_ids), ...data.ids.map((id, n) => [id, n])]),
  };
}
