// Running compiled rules on a post: the same as post/engine.py of the command. Nothing here knows
// of a page; the tests run it in Node as well.

import { findPhrases, phraseBook, phraseIndex } from "./phrases.js";
import { SORTS } from "./sorts.js";
import { readPost, reader } from "./tokens.js";

/** The rules of one language, ready to be run on many posts. */
export function engine(rules) {
  const forms = reader(rules);
  const detected = Object.fromEntries(
    Object.entries(rules.shapes.detected).map(([name, form]) => [name, new RegExp(form, "gu")]),
  );
  const index = phraseIndex();
  const sought = rules.checks.map((check) => prepared(check, { rules, detected, index }));
  const steps = (text, setting) => checkPost(sought, text, forms, setting);
  return { rules, steps, check: (text, setting) => inCodePoints(text, drained(steps(text, setting))) };
}

function prepared(check, shared) {
  const { rules, detected, index } = shared;
  return {
    check,
    rules,
    detected,
    phrases: phraseBook(check.phrases ?? [], index, check.ignorecase ?? true),
    exceptions: phraseBook(check.exceptions ?? [], index),
    patterns: (check.patterns ?? []).map((form) => new RegExp(form, "gu")),
    condition: check.when ? prepared(check.when, shared) : null,
  };
}

function drained(steps) {
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value.findings;
}

/**
 * Check a post, a rule's check at a time, so that a page can let the reader type in between.
 * Returns the post and its findings in the order of their places; ``from`` and ``to`` are UTF-16 units.
 */
function* checkPost(sought, text, forms, setting) {
  const post = readPost(text, forms);
  const found = new Map();
  for (const one of sought) {
    if (!concerns(one.check, setting)) continue;
    yield;
    const fine = one.check.exceptions.length ? fineSpans(one, post) : [];
    for (const spot of SORTS[one.check.sort](one, post, setting)) {
      if (fine.some(({ start, end }) => start <= spot.start && spot.end <= end)) continue;
      const finding = asFinding(one.check, spot);
      found.set(JSON.stringify(finding), finding);
    }
  }
  return { post, findings: [...found.values()].sort(byPlace) };
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

function asFinding(check, spot) {
  const finding = {
    from: spot.start,
    to: spot.end,
    rule: check.rule,
    check: check.name,
    level: check.level,
    message: check.message.replaceAll("%s", () => spot.said),
  };
  return spot.instead === undefined ? finding : { ...finding, instead: spot.instead };
}

function byPlace(one, other) {
  return one.from - other.from || one.to - other.to ||
    compare(one.rule, other.rule) || compare(one.check, other.check);
}

const compare = (one, other) => (one < other ? -1 : Number(one > other));

/** Findings with their places in code points, as the command counts. */
function inCodePoints(text, findings) {
  const points = codePoints(text);
  return findings.map(({ from, to, ...finding }) => ({ start: points(from), end: points(to), ...finding }));
}

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
