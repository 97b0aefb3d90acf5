// Running compiled rules on a post: the same as post/engine.py of the command. Nothing here knows
// of a page; the tests run it in Node as well.

import { findPhrases, phraseBook } from "./phrases.js";
import { SORTS } from "./sorts.js";
import { readPost, reader } from "./tokens.js";

/** The rules of one language, ready to be run on many posts. */
export function engine(rules) {
  const forms = reader(rules);
  const detected = Object.fromEntries(
    Object.entries(rules.shapes.detected).map(([name, form]) => [name, new RegExp(form, "gu")]),
  );
  const sought = rules.checks.map((check) => prepared(check, rules, detected));
  return {
    rules,
    read: (text) => readPost(text, forms),
    check: (text, setting) => checkPost(sought, readPost(text, forms), setting),
  };
}

function prepared(check, rules, detected) {
  const book = (phrases) => phraseBook(phrases ?? [], check.ignorecase ?? true);
  return {
    check,
    rules,
    detected,
    phrases: book(check.phrases),
    exceptions: phraseBook(check.exceptions ?? []),
    patterns: (check.patterns ?? []).map((form) => new RegExp(form, "gu")),
    condition: check.when ? prepared(check.when, rules, detected) : null,
  };
}

function checkPost(sought, post, setting) {
  const found = new Map();
  const points = codePoints(post.text);
  for (const one of sought) {
    if (!concerns(one.check, setting)) continue;
    const fine = one.check.exceptions.length ? fineSpans(one, post) : [];
    for (const spot of SORTS[one.check.sort](one, post, setting)) {
      if (fine.some(({ start, end }) => start <= spot.start && spot.end <= end)) continue;
      const finding = asFinding(one.check, spot, points);
      found.set(JSON.stringify(finding), finding);
    }
  }
  return [...found.values()].sort(byPlace);
}

/** Whether a check is for posts of this setting. */
function concerns(check, setting) {
  const sides = [
    [check.channels, setting.channel],
    [check.accounts, setting.account],
    [check.situations, setting.situation],
  ];
  return sides.every(([wanted, given]) => !wanted.length || wanted.includes(given));
}

/** Where the exceptions of a check stand: a whole address counts by the name before its @. */
function fineSpans(sought, post) {
  const spans = findPhrases(sought.exceptions, post);
  const names = new Set(sought.check.exceptions.map((phrase) => phrase.text.toLowerCase()));
  for (const token of post.of("email")) {
    if (names.has(token.text.split("@")[0].toLowerCase())) spans.push(token);
  }
  return spans;
}

function asFinding(check, spot, points) {
  const finding = {
    start: points(spot.start),
    end: points(spot.end),
    rule: check.rule,
    check: check.name,
    level: check.level,
    message: check.message.replaceAll("%s", () => spot.said),
  };
  return spot.instead === undefined ? finding : { ...finding, instead: spot.instead };
}

function byPlace(one, other) {
  return one.start - other.start || one.end - other.end ||
    compare(one.rule, other.rule) || compare(one.check, other.check);
}

const compare = (one, other) => (one < other ? -1 : Number(one > other));

/** A function from places in UTF-16 units to places in code points. */
function codePoints(text) {
  if (!/[\ud800-\udbff]/.test(text)) return (at) => at;
  const counted = new Uint32Array(text.length + 1);
  for (let at = 0, count = 0; at < text.length; count++) {
    const size = text.codePointAt(at) > 0xffff ? 2 : 1;
    counted.fill(count, at, at + size);
    at += size;
    counted[at] = count + 1;
  }
  return (at) => counted[at];
}

/** Places in UTF-16 units of every code point of a text, and of its end. */
export function unitPlaces(text) {
  const places = [];
  let at = 0;
  for (const point of text) {
    places.push(at);
    at += point.length;
  }
  places.push(at);
  return places;
}
