// Which entries answer a query best.

import { fold } from "./analysis.js";
import { readings } from "./match.js";

const PHRASE = [1, 0.5]; // phrases that people ask with; the kind's name and the id
const NEXT = 0.25; // the next best phrase
const UNION = 0.63; // all words of the query, wherever in the entry they stand
const BODY = [0.54, 0.78, 0.96, 1.2]; // the strengths of a word in the text
const FITS = 1.12; // for whoever has said who they are
const FITS_NOT = 0.8;
const NARROW = 0.48; // how much of a phrase's worth hangs on what the query leaves out of it
const STOP = 0.32; // what a word that says little is worth, where others are worth 1 to 6
const ENOUGH = 0.3; // the least share of a query that an answer explains
const WORTHY = 0.3; // the least score of an answer beside the best one's
const MARKED = 0.55; // the least weight of a reading whose words are marked in the results

/** What a query finds: `results`, best first, each `{entry, score, share}` with the share of the
 * query that it explains, and `words`, the terms of the reader's language that were looked for. */
export function search(index, query, reader = {}) {
  const read = readings(index, query);
  return { results: ranked(index, query, read, reader), words: lookedFor(index, read) };
}

function lookedFor(index, read) {
  const found = new Set();
  for (const { terms, stop } of read) {
    for (const [at, weight] of stop ? [] : terms) {
      if (at % 2 === 0 && weight >= MARKED) found.add(index.sides[0].terms[at >> 1]);
    }
  }
  return found;
}

function ranked(index, typed, read, reader) {
  const exact = index.number.get(typed.trim().toLowerCase());
  const telling = read.filter((word) => !word.stop && word.terms.size);
  const query = telling.length ? telling : read; // nothing but stop words: then they must tell
  const worth = query.map((word) => (word.stop ? STOP : rarity(index, word.terms)));
  const slight = index.sides.map((_, side) => stopTerms(read, side));
  const asked = worth.reduce((sum, one) => sum + one, 0);
  if (!asked) return exact === undefined ? [] : [{ entry: exact, score: 1, share: 1 }];
  const best = bestPhrases(index, query, worth, asked, slight);
  const found = coverage(index, query, worth);
  const results = [];
  for (const [entry, byWord] of found) {
    const share = byWord.reduce((sum, one) => sum + one, 0) / asked;
    const [first, next] = best.get(entry) ?? [0, 0];
    let score = first + NEXT * next + UNION * share;
    score *= index.kinds[index.kind[entry]][1] / 100 * fit(index.applies[entry], reader);
    if (entry === exact) score += 10;
    results.push({ entry, score, share });
  }
  const order = (one) => (index.retired.has(one.entry) && one.entry !== exact ? 1 : 0);
  return results.sort((a, b) => order(a) - order(b) || b.score - a.score || a.entry - b.entry);
}

/** The results that explain enough of the query, and are good enough beside the best. */
export function answers(results) {
  const best = Math.max(...results.map((one) => one.score));
  return results.filter((one) => one.share >= ENOUGH && one.score >= WORTHY * best);
}

/** The stop words of a query, as terms of a side. */
const stopTerms = (read, side) =>
  new Set(read.filter((word) => word.stop).flatMap((word) =>
    [...word.terms.keys()].filter((at) => at % 2 === side).map((at) => at >> 1)));

/** How rare a word is: the commonest of the terms that it stands for decides. */
function rarity(index, terms) {
  let spread = 0;
  let top = 0;
  for (const [at, weight] of terms) {
    if (weight < top) continue;
    const here = index.spread(at % 2, at >> 1);
    spread = weight > top ? here : Math.max(spread, here);
    top = weight;
  }
  return top ? top * idf(index, spread) : 0;
}

const idf = (index, spread) => Math.log(1 + index.ids.length / (spread + 1));

/** For each entry how well its two best phrases meet the query: both ways, as a whole. */
function bestPhrases(index, read, worth, asked, slight) {
  const met = index.sides.map(() => new Map());
  read.forEach(({ terms }, word) => {
    for (const [at, weight] of terms) {
      const side = at % 2;
      for (const phrase of index.sides[side].asks[at >> 1]) {
        const by = met[side].get(phrase) ?? met[side].set(phrase, new Float32Array(read.length)).get(phrase);
        by[word] = Math.max(by[word], weight);
      }
    }
  });
  const best = new Map();
  met.forEach((phrases, n) => {
    const side = index.sides[n];
    for (const [number, by] of phrases) {
      const phrase = side.phrases[number];
      const score = meeting(index, n, phrase, by, worth, asked, slight[n]);
      const [first, next] = best.get(phrase.entry) ?? [0, 0];
      if (score > first) best.set(phrase.entry, [score, first]);
      else if (score > next) best.set(phrase.entry, [first, score]);
    }
  });
  return best;
}

/** How well a phrase meets a query. Stop words count a little where both have them. */
function meeting(index, n, phrase, by, worth, asked, slight) {
  const side = index.sides[n];
  let matched = 0;
  for (let word = 0; word < by.length; word++) matched += by[word] * worth[word];
  let shared = 0;
  let length = 0;
  for (const term of phrase.terms) {
    if (!side.isStop.has(term)) length += idf(index, index.spread(n, term));
    else if (slight.has(term)) shared += STOP;
    else length += STOP;
  }
  const recall = (matched + shared) / (asked + STOP * slight.size);
  const precision = Math.min(1, (matched + shared) / (length + shared));
  return PHRASE[phrase.weight] * recall * (1 - NARROW + NARROW * precision);
}

/** For each entry how much of each word it has, in its phrases or its text. */
function coverage(index, read, worth) {
  const found = new Map();
  const note = (entry, word, share) => {
    const by = found.get(entry) ?? found.set(entry, new Float32Array(read.length)).get(entry);
    by[word] = Math.max(by[word], share * worth[word]);
  };
  read.forEach(({ terms }, word) => {
    for (const [at, weight] of terms) {
      const side = index.sides[at % 2];
      for (const phrase of side.asks[at >> 1]) {
        const { entry, weight: sort } = side.phrases[phrase];
        note(entry, word, weight * PHRASE[sort]);
      }
      if (at % 2 === 0) {
        for (const posting of index.body(at >> 1)) note(posting >> 2, word, weight * BODY[posting & 3]);
      }
    }
  });
  return found;
}

function fit(applies, reader) {
  if (!applies) return 1;
  let factor = 1;
  for (const [name, value] of [["account", reader.account], ["roles", reader.role], ["countries", reader.country]]) {
    if (value && applies[name]) factor *= applies[name].includes(value) ? FITS : FITS_NOT;
  }
  return factor;
}

/** The entries whose titles look most like a query that finds nothing. */
export function nearest(index, query, count) {
  const wanted = triples(query);
  const alike = index.title.map((title, entry) => {
    const has = triples(title);
    const shared = [...wanted].filter((one) => has.has(one)).length;
    return { entry, score: shared / (wanted.size + has.size), share: 0 };
  });
  return alike.filter((one) => one.score > 0).sort((a, b) => b.score - a.score).slice(0, count);
}

function triples(text) {
  const letters = ` ${fold(text)} `;
  return new Set(Array.from({ length: letters.length - 2 }, (_, n) => letters.slice(n, n + 3)));
}
