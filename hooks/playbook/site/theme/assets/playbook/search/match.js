// What a query may mean: for each of its words the terms that it may stand for, each with a weight
// from 0 to 1. Only where a word is not known as it stands are looser readings tried.

import { words } from "./analysis.js";

const SAME = 1;
const CONCEPT = 0.7; // another word for it
const WIDER = 0.4; // what it is a kind of
const MANY = 1.5; // how much less each word says of another word that is several
const PART = 0.45; // a part of a compound, or a compound that has it as a part
const TAKEN = 0.8; // a word of the query that only together with another is one
const HALF_KNOWN = 0.6; // the half of a compound that is known
const ENDING = 0.5; // an unsplit compound that ends with it
const BEGUN = 0.7; // a word of which it is the beginning, while it is being typed
const MISTYPED = 0.75;
const OTHER_LANGUAGE = 0.95;
const SHORTEST_BEGUN = 4;
const SHORTEST_HALF = 5;
const SHORTEST_MISTYPED = 5;
const SHORTEST_TWICE_MISTYPED = 9;
const SHORTEST_SLIP = 6;
const LONGEST_ENDING = 7; // that a stemmer takes away
const ALPHABET = "abcdefghijklmnopqrstuvwxyz";
const SHORTEST_LOOSE_END = 8; // shorter words that end otherwise are other words: radio, radie

/** The words of a query with what each may stand for: `{text, terms: Map(key → weight)}`. */
export function readings(index, query) {
  const [own] = index.sides;
  const typed = words(query).flatMap(({ whole, parts }) =>
    parts.length && !index.sides.some((side, n) =>
      side.stop.has(whole) || index.spread(n, side.number.get(side.term(whole))))
      ? parts
      : [whole]);
  const language = spokenIn(index, typed);
  const open = /[\p{L}\p{N}]$/u.test(query); // the last word may go on
  const read = typed.map((text, n) => reading(index, language, text, open && n === typed.length - 1));
  joinApart(own, typed, read);
  meanAlike(index, typed, read);
  return read.flatMap((one) => one.split ?? [one]);
}

/** The side whose language the words are in: the one that knows more of them. */
function spokenIn(index, typed) {
  const known = index.sides.map((side) =>
    typed.filter((word) => side.stop.has(word) || side.number.has(side.term(word))).length);
  return known.indexOf(Math.max(...known));
}

/** What a word may stand for. It is kept, for most words of a query stay as one types on. */
function reading(index, language, text, open) {
  const name = `${text} ${language} ${open}`;
  if (!index.read.has(name)) index.read.set(name, readWord(index, language, text, open));
  const kept = index.read.get(name);
  return { ...kept, terms: new Map(kept.terms) };
}

function readWord(index, language, text, open) {
  const terms = new Map();
  if (index.sides[language].stop.has(text)) {
    const side = index.sides[language];
    const known = side.number.get(side.term(text));
    if (known !== undefined) add(terms, language, known, SAME);
    return { text, terms, stop: true };
  }
  index.sides.forEach((side, n) => {
    const weight = n === language ? SAME : OTHER_LANGUAGE;
    addKnown(side, n, text, weight, terms);
  });
  if (isUsed(index, terms)) return { text, terms };
  const split = [language, 1 - language].map((n) => index.sides[n]?.compounds && taken(index, n, text));
  const found = split.find(Boolean);
  if (found) return { text, terms, split: found };
  index.sides.forEach((side, n) => {
    const weight = n === language ? 1 : OTHER_LANGUAGE;
    if (open) addBegun(side, n, text, weight, terms);
  });
  if (!isUsed(index, terms)) index.sides.forEach((side, n) => addMistyped(side, n, text, terms));
  if (!isUsed(index, terms) && index.sides[language].compounds) addHalf(index.sides[language], language, text, terms);
  return { text, terms };
}

/** Whether the handbook has any of the terms: some are known as another word for one alone. */
const isUsed = (index, terms) => [...terms.keys()].some((at) => index.spread(at % 2, at >> 1));

const key = (side, term) => side + 2 * term;

function add(terms, side, term, weight) {
  const at = key(side, term);
  if (!(terms.get(at) >= weight)) terms.set(at, weight);
}

/** A known term, the compounds that it is part of, and its own parts. */
function addKnown(side, n, text, weight, terms) {
  const term = side.term(text);
  const known = side.number.get(term);
  if (known !== undefined) {
    add(terms, n, known, weight);
    for (const whole of side.partOf.get(known) ?? []) add(terms, n, whole, weight * PART);
    for (const part of side.parts.get(known) ?? []) add(terms, n, part, weight * PART);
  }
  if (side.compounds && text.length >= SHORTEST_BEGUN && term.length >= 3) {
    for (const at of endingWith(side, term)) add(terms, n, at, weight * ENDING);
  }
}

/** The terms that end with another one and are longer; remembered, for one types on. */
function endingWith(side, term) {
  if (!side.endings.has(term)) {
    const found = [];
    side.terms.forEach((one, at) => {
      if (one.length >= term.length + 3 && one.endsWith(term)) found.push(at);
    });
    side.endings.set(term, found);
  }
  return side.endings.get(term);
}

/** The numbers of the terms that begin with some letters: common and other terms are each sorted. */
function* beginningWith(side, letters) {
  for (let [low, end] of [[0, side.common], [side.common, side.terms.length]]) {
    for (let high = end; low < high;) {
      const middle = (low + high) >> 1;
      if (side.terms[middle] < letters) low = middle + 1;
      else high = middle;
    }
    for (; low < end && side.terms[low].startsWith(letters); low++) yield low;
  }
}

/** The words of a compound that the handbook does not have: `kundbild` as *kund* and *bild*. */
function taken(index, n, text) {
  const side = index.sides[n];
  for (let cut = 3; cut <= text.length - 4; cut++) {
    const tail = side.number.get(side.term(text.slice(cut)));
    if (tail === undefined) continue;
    const head = text.slice(0, cut);
    const first = [head, head.replace(/[seuoa]$/, "")]
      .filter((bare) => bare.length >= 3)
      .map((bare) => side.number.get(bare) ?? side.number.get(side.term(bare)))
      .find((found) => found !== undefined && found !== tail);
    if (first === undefined || [first, tail].some((part) => isSlight(side, part))) continue;
    return [head, text.slice(cut)].map((part, which) => {
      const terms = new Map();
      addKnown(side, n, part, TAKEN, terms);
      add(terms, n, which ? tail : first, TAKEN);
      return { text: part, terms };
    });
  }
  return null;
}

/** Of a compound of which one half alone is known, what it ends with, or else what it begins with. */
function addHalf(side, n, text, terms) {
  for (let cut = 3; cut <= text.length - SHORTEST_HALF; cut++) {
    const tail = side.number.get(side.term(text.slice(cut)));
    if (tail !== undefined && side.terms[tail].length >= SHORTEST_BEGUN && !side.isStop.has(tail)) {
      return add(terms, n, tail, HALF_KNOWN);
    }
  }
  for (let cut = text.length - 3; cut >= SHORTEST_HALF; cut--) {
    const head = side.number.get(text.slice(0, cut).replace(/s$/, ""));
    if (head !== undefined && !side.isStop.has(head)) return add(terms, n, head, HALF_KNOWN);
  }
  return undefined;
}

/** Whether a term is too short, or says too little, to be part of a compound. */
const isSlight = (side, term) => side.terms[term].length < 3 || side.isStop.has(term);

function addBegun(side, n, text, weight, terms) {
  if (text.length < SHORTEST_BEGUN) return;
  for (const at of beginningWith(side, text)) {
    add(terms, n, at, weight * BEGUN * (0.5 + 0.5 * text.length / side.terms[at].length));
  }
}

/** Two words that are one in the handbook: *personal fest*. */
function joinApart(side, kept, read) {
  for (let n = 0; n + 1 < kept.length; n++) {
    for (const link of ["", "s"]) {
      const whole = side.number.get(side.term(kept[n] + link + kept[n + 1]));
      if (whole === undefined || read[n].stop || read[n + 1].stop) continue;
      for (const one of [read[n], read[n + 1]]) add(one.terms, 0, whole, SAME);
    }
  }
}

/** Add other words for what is meant, in either language: the glossary's, and everyday ones. Of the
 * phrases that begin at a word the longest counts: *logga in* is no *logga*. */
function meanAlike(index, typed, read) {
  index.sides.forEach((side, n) => {
    const numbers = typed.map((word) => side.number.get(side.term(word)));
    numbers.forEach((first, at) => {
      const known = index.concepts[n].get(first) ?? [];
      const ends = known.map(({ terms }) => endOf(terms, numbers, read, at));
      const end = Math.max(at, ...ends);
      const word = read.slice(at, end).find((one) => !one.stop);
      known.forEach(({ meant, isWider }, which) => {
        if (word && ends[which] === end) addMeant(index, meant, isWider ? WIDER : CONCEPT, word.terms);
      });
    });
  });
}

/** Where a phrase ends that begins at a word of the query; a stop word may stand between its words:
 * *logga jag in*. Without the phrase it is where it begins. */
function endOf(terms, numbers, read, start) {
  let at = start;
  for (const term of terms.slice(1)) {
    if (numbers[at + 1] !== term && read[at + 1]?.stop) at++;
    if (numbers[++at] !== term) return start;
  }
  return at + 1;
}

function addMeant(index, meant, weight, terms) {
  for (const { side, terms: all } of meant) {
    const telling = all.filter((term) => !index.sides[side].isStop.has(term));
    for (const term of telling) add(terms, side, term, weight / telling.length ** MANY);
  }
}

// Keys beside each other, and letters that sound alike: what one types for another.
const NEAR = new Map();
for (const row of ["qwertyuiopa", "asdfghjkloa", "zxcvbnm", "1234567890"]) {
  for (let n = 0; n + 1 < row.length; n++) near(row[n], row[n + 1]);
}
for (const pair of "ae ei oa ou uy iy ck cs sz vw kq jg fv xs dt bp mn iu".split(" ")) near(...pair);

function near(one, other) {
  NEAR.set(one, (NEAR.get(one) ?? "") + other);
  NEAR.set(other, (NEAR.get(other) ?? "") + one);
}

function addMistyped(side, n, text, terms) {
  const typed = side.term(text);
  if (text.length < SHORTEST_MISTYPED || /\d/.test(text)) return;
  const most = text.length >= SHORTEST_TWICE_MISTYPED ? 2 : 1;
  for (const at of beginningWith(side, text[0])) { // nobody mistypes the first letter
    const term = side.terms[at];
    const longer = Math.min(Math.abs(term.length - typed.length), Math.abs(term.length - text.length));
    if (term.length < 4 || side.isStop.has(at) || longer > most) continue;
    if (text.length < SHORTEST_LOOSE_END && term.at(-1) !== typed.at(-1)) continue; // another word
    const far = Math.min(distance(typed, term, most), distance(text, term, most));
    if (far <= most) add(terms, n, at, MISTYPED - 0.2 * (far - 1));
  }
  if (text.length < SHORTEST_SLIP) return;
  for (const [meant, place] of slips(text)) {
    if (!isBeginning(side, meant.slice(0, Math.max(SHORTEST_BEGUN, text.length - LONGEST_ENDING)))) continue;
    const known = side.number.get(side.stem(meant));
    if (known === undefined || side.isStop.has(known) || side.terms[known].length <= place) continue;
    add(terms, n, known, MISTYPED);
  }
}

/** Whether a term begins with some letters: asked before a word is stemmed, which takes longer. */
function isBeginning(side, letters) {
  if (!side.beginnings.has(letters.length)) {
    const all = side.terms.filter((term) => term.length >= letters.length).map((term) => term.slice(0, letters.length));
    side.beginnings.set(letters.length, new Set(all));
  }
  return side.beginnings.get(letters.length).has(letters);
}

/** What may have been meant where the ending hides the slip: *tävlign*, *tillgänlighet*. With each
 * the place that must be within the stem: a letter missing from an ending makes another word. */
function* slips(text) {
  for (let n = 1; n < text.length; n++) {
    const [before, letter, after] = [text.slice(0, n), text[n], text.slice(n + 1)];
    if (after) yield [before + after[0] + letter + after.slice(1), 0];
    if (letter === text[n - 1]) yield [before + after, 0];
    for (const missed of ALPHABET) yield [before + missed + letter + after, n];
  }
}

const ROWS = [0, 1, 2].map(() => new Uint8Array(256)); // longer words than the box takes letters

/** How many slips of the finger lie between two words; more than `most` is Infinity. */
export function distance(one, other, most) {
  let [last, before, now] = ROWS;
  for (let j = 0; j <= other.length; j++) now[j] = j;
  for (let i = 1; i <= one.length; i++) {
    [last, before, now] = [before, now, last];
    now[0] = i;
    let least = i;
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1];
      const change = same ? 0 : NEAR.get(one[i - 1])?.includes(other[j - 1]) ? 1 : 2;
      now[j] = Math.min(before[j] + 1, now[j - 1] + 1, before[j - 1] + change);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        now[j] = Math.min(now[j], last[j - 2] + 1);
      }
      least = Math.min(least, now[j]);
    }
    if (least > most) return Infinity;
  }
  return now[other.length] <= most ? now[other.length] : Infinity;
}
