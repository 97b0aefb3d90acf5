// The index as the build wrote it (search/index.py), opened for searching.

import { language } from "./analysis.js";

const LAST = 70; // so many letters end a number; the others say that it goes on: search/coding.py
const FIRST = 22;
const DIGIT = new Uint8Array(127);
for (let code = 33, digit = 0; code < 127; code++) {
  if (code !== 34 && code !== 92) DIGIT[code] = digit++; // JSON escapes these two
}

/** The numbers of a text, as the build coded them. */
export function decode(text) {
  const numbers = [];
  let value = 0;
  for (let n = 0; n < text.length; n++) {
    const digit = DIGIT[text.charCodeAt(n)];
    if (digit < LAST) {
      numbers.push(value * LAST + digit);
      value = 0;
    } else {
      value = value * FIRST + digit - LAST;
    }
  }
  return numbers;
}

/** Words, each written with the number of letters that it shares with the one before. */
function frontDecoded(coded) {
  let before = "";
  return coded.split(" ").map((one) => (before = before.slice(0, parseInt(one[0], 36)) + one.slice(1)));
}

/** One language of the index: its terms, what they are part of, and where they are asked with. */
async function open(side) {
  const all = frontDecoded(side.terms);
  const opened = {
    language: side.language,
    compounds: side.compounds,
    common: side.common,
    favours: side.favours,
    ...(await language(side)),
    terms: all,
    number: new Map(all.map((term, n) => [term, n])),
    parts: new Map(),
    partOf: new Map(),
    phrases: [],
    asks: all.map(() => []),
    isStop: new Set(),
    endings: new Map(),
    beginnings: new Map(),
  };
  for (const word of opened.stop) opened.isStop.add(opened.number.get(word));
  let whole = 0;
  for (const entry of side.parts ? side.parts.split(" ") : []) {
    const [step, ...parts] = decode(entry);
    whole += step;
    opened.parts.set(whole, parts);
    for (const part of parts) opened.partOf.set(part, [...(opened.partOf.get(part) ?? []), whole]);
  }
  readPhrases(opened, side.phrases);
  return opened;
}

/** The phrases as the build coded them: search/sides.py. */
function readPhrases(side, text) {
  text.split(" ").forEach((coded, entry) => {
    const [count, ...numbers] = decode(coded);
    for (let n = 1; n < count; n++) numbers[n] += numbers[n - 1];
    let isTitle = true; // the first
    for (let at = count; at < numbers.length;) {
      const [length, weight] = [numbers[at] >> 1, numbers[at] & 1];
      const terms = numbers.slice(at + 1, (at += 1 + length));
      for (let n = 0, last = 0; n < length; n++) {
        terms[n] = terms[n] < count ? numbers[terms[n]] : (last += terms[n] - count);
        side.asks[terms[n]].push(side.phrases.length);
      }
      side.phrases.push({ entry, weight, terms, isTitle });
      isTitle = false;
    }
  });
}

/** For each first term the phrases of concepts that begin with it, and what each means, by side. Of
 * what is `wider` the first phrase is meant by the others, and not the other way round. */
function concepts(index, sides) {
  const byFirst = sides.map(() => new Map());
  for (const [text, isWider] of [[index.concepts, false], [index.wider, true]]) {
    for (const coded of text ? text.split(" ") : []) {
      const phrases = concept(decode(coded), sides.length);
      for (const phrase of isWider ? phrases.slice(1) : phrases) {
        const meant = isWider ? phrases.slice(0, 1) : phrases;
        const known = byFirst[phrase.side];
        const first = phrase.terms[0];
        if (!known.has(first)) known.set(first, []);
        known.get(first).push({ terms: phrase.terms, meant, isWider });
      }
    }
  }
  return byFirst;
}

function concept(numbers, sides) {
  const phrases = [];
  let at = 0;
  for (let side = 0; side < sides; side++) {
    for (let left = numbers[at++]; left > 0; left--) {
      const length = numbers[at++];
      phrases.push({ side, terms: numbers.slice(at, at + length) });
      at += length;
    }
  }
  return phrases;
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
    if (term === undefined) return 0;
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
  const ids = frontDecoded(data.ids);
  return {
    ...data,
    ids,
    page: decode(data.page),
    kind: decode(data.kind),
    sides,
    concepts: concepts(data, sides),
    body,
    spread: spreads(sides, body),
    read: new Map(),
    retired: new Set(data.retired),
    number: new Map([...Object.entries(data.old_ids), ...ids.map((id, n) => [id, n])]),
  };
}
