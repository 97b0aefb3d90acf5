// Which entries answer a query best.

import { fold, words } from "./analysis.js";
import { readings } from "./match.js";
import { STOP, rarity, tempered, weighed } from "./worth.js";

const PHRASE = [1, 0.5]; // phrases that people ask with; the kind's name and the id
const NEXT = 0.35; // the next best phrase
const UNION = 0.65; // all words of the query, wherever in the entry they stand
const BODY = [0.4, 0.65, 0.9, 1.2]; // the strengths of a word in the text
const CENTRAL = 1.2; // how much it tells that many phrases of an entry have a word
const HALF = 3; // so many make half of what any number of them may
const BOTH = 0.4; // that text and phrases have it
const TITLED = 0.8; // that the title has it
const FAVOURED = 1.3; // for a kind that the form of the question asks for
const FITS = 1.12; // for whoever has said who they are
const FITS_NOT = 0.8;
const NARROW = 0.5; // how much of a phrase's worth hangs on what the query leaves out of it
const WHOLE = 0.8; // what it adds that query and phrase are the same
const TITLE = 1.8; // the same, where the phrase is a title
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
  const asking = telling.length ? telling : read; // nothing but stop words: then they must tell
  const worth = asking.map((word) => (word.stop ? STOP : rarity(index, word.terms)));
  const query = asking.map((word, n) => (word.stop ? word.terms : tempered(index, word.terms, worth[n])));
  const slight = index.sides.map((_, side) => stopTerms(read, side));
  const asked = worth.reduce((sum, one) => sum + one, 0);
  if (!asked) return exact === undefined ? [] : [{ entry: exact, score: 1, share: 1 }];
  const met = index.sides.map((side, n) => meetings(side, n, query));
  const best = bestPhrases(index, met, worth, asked, slight);
  const favours = kindsAsked(index, typed);
  const about = coverage(index, query, worth, met);
  const results = [];
  about.strength.forEach((strength, entry) => {
    if (!strength) return;
    const kind = index.kind[entry];
    let score = best.first[entry] + NEXT * best.next[entry] + UNION * strength / asked;
    score *= index.kinds[kind][1] / 100 * favours[kind] * fit(index.applies[entry], reader);
    results.push({ entry, score, share: about.share[entry] / asked });
  });
  const order = ({ entry }) => (entry === exact ? -1 : index.retired.has(entry) ? 1 : 0);
  return results.sort((a, b) => order(a) - order(b) || b.score - a.score || a.entry - b.entry);
}

/** How much the form of a question favours each kind: *what does … mean* the glossary, *who* the roles
 * and contacts; as each language's file has it. */
function kindsAsked(index, typed) {
  const asked = ` ${words(typed).map(({ whole }) => whole).join(" ")} `;
  const favoured = index.sides.flatMap(({ favours }) =>
    Object.keys(favours).filter((kind) => favours[kind].some((form) => asked.includes(` ${form} `))));
  return index.kinds.map((_, kind) => (favoured.includes(String(kind)) ? FAVOURED : 1));
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

/** The phrases of a side that a query meets, and how well each of its words is met by each phrase. */
function meetings(side, n, read) {
  const weights = new Float32Array(side.phrases.length * read.length);
  const isMet = new Uint8Array(side.phrases.length);
  const phrases = [];
  read.forEach((terms, word) => {
    for (const [at, weight] of terms) {
      if (at % 2 !== n) continue;
      for (const phrase of side.asks[at >> 1]) {
        if (!isMet[phrase]) phrases.push(phrase);
        isMet[phrase] = 1;
        const place = phrase * read.length + word;
        if (weight > weights[place]) weights[place] = weight;
      }
    }
  });
  return { phrases, weights };
}

/** For each entry how well its two best phrases meet the query: both ways, as a whole. */
function bestPhrases(index, met, worth, asked, slight) {
  const first = new Float32Array(index.ids.length);
  const next = new Float32Array(index.ids.length);
  met.forEach(({ phrases, weights }, n) => {
    for (const number of phrases) {
      const phrase = index.sides[n].phrases[number];
      let matched = 0;
      for (let word = 0; word < worth.length; word++) matched += weights[number * worth.length + word] * worth[word];
      const score = meeting(index, n, phrase, matched, asked, slight[n]);
      const { entry } = phrase;
      if (score > first[entry]) [first[entry], next[entry]] = [score, first[entry]];
      else if (score > next[entry]) next[entry] = score;
    }
  });
  return { first, next };
}

/** How well a phrase meets a query. Stop words count a little where both have them. */
function meeting(index, n, phrase, matched, asked, slight) {
  phrase.weighed ??= weighed(index, n, phrase);
  const { telling, stops } = phrase.weighed;
  let shared = 0;
  for (const term of stops) if (slight.has(term)) shared += STOP;
  const recall = (matched + shared) / (asked + STOP * slight.size);
  const precision = Math.min(1, (matched + shared) / (telling + STOP * stops.length));
  const same = phrase.isTitle
    ? TITLE * (matched / asked * Math.min(1, matched / telling || 0)) ** 4 // titles do not ask
    : WHOLE * (recall * precision) ** 4;
  return PHRASE[phrase.weight] * (recall * (1 - NARROW + NARROW * precision) + same);
}

/** For each entry how much of the query it has, in its phrases or its text: `share` by the best place
 * of each word, `strength` also by how many of its phrases have the word, and whether its text has. */
function coverage(index, read, worth, met) {
  const [entries, count] = [index.ids.length, read.length];
  const [asked, often, titled, body] = [0, 1, 2, 3].map(() => new Float32Array(entries * count));
  met.forEach(({ phrases, weights }, n) => {
    for (const number of phrases) {
      const { entry, weight, isTitle } = index.sides[n].phrases[number];
      for (let word = 0; word < count; word++) {
        const here = weights[number * count + word];
        const place = entry * count + word;
        asked[place] = Math.max(asked[place], here * PHRASE[weight]);
        if (n === 0 && weight === 0) often[place] += here;
        if (isTitle) titled[place] = Math.max(titled[place], here);
      }
    }
  });
  read.forEach((terms, word) => {
    for (const [at, weight] of terms) {
      for (const posting of at % 2 ? [] : index.body(at >> 1)) {
        const place = (posting >> 2) * count + word;
        body[place] = Math.max(body[place], weight * BODY[posting & 3]);
      }
    }
  });
  const share = new Float32Array(entries);
  const strength = new Float32Array(entries);
  for (let place = 0; place < asked.length; place++) {
    const best = Math.max(asked[place], body[place]);
    if (!best) continue;
    const [entry, weight] = [Math.floor(place / count), worth[place % count]];
    share[entry] += weight * best;
    const central = often[place] / (often[place] + HALF);
    const twice = Math.min(asked[place], body[place]);
    strength[entry] += weight * (best + CENTRAL * central + BOTH * twice + TITLED * titled[place]);
  }
  return { share, strength };
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
