// Runs compiled rules on a post; same algorithm as post/engine.py. It does not use the DOM, so that
// tests can run it in Node.

import { withLevelsAlone } from "./alone.js";
import { CHECK_TYPES } from "./check-types.js";
import { createFilter, originalSpan } from "./invisible.js";
import { createOverlap } from "./overlaps.js";
import { createPhraseBook, createPhraseIndex, findPhrases } from "./phrases.js";
import { createTokenizer, readPost } from "./tokens.js";

/**
 * @import {
 *   CheckData, ConditionData, Finding, Match, PhraseIndex, Post, PreparedCheck, PreparedCondition,
 *   Rules, Setting, Span, Tokenizer, VisibleText
 * } from "./types.js"
 */

/** The types of check that report what they find, so that each form of a post can add findings. */
const SEARCHING = new Set(["avoid", "detect", "pattern"]);

/** @typedef {{ post: Post, findings: Finding[] }} Outcome */

/**
 * The rules of one language, prepared for many posts. `check` returns all findings, with positions
 * in code points. `steps` yields before each check, so that a page can handle events between them;
 * its positions are in UTF-16 code units.
 * @param {Rules} rules
 */
export function createEngine(rules) {
  const tokenizer = createTokenizer(rules);
  const filter = createFilter(rules.shapes);
  const detected = Object.fromEntries(
    Object.entries(rules.shapes.detected).map(([name, pattern]) => [name, new RegExp(pattern, "gu")]),
  );
  const index = createPhraseIndex();
  const checks = rules.checks.map((check) => prepareCheck(check, rules, detected, index));
  const steps = (/** @type {string} */ text, /** @type {Setting} */ setting) =>
    runChecks(checks, [filter(text), filter(text, " ")], text, tokenizer, setting);
  const check = (/** @type {string} */ text, /** @type {Setting} */ setting) =>
    inCodePoints(text, runToEnd(steps(text, setting)).findings);
  return { rules, steps, check };
}

/**
 * @param {CheckData} check
 * @param {Rules} rules
 * @param {Record<string, RegExp>} detected
 * @param {PhraseIndex} index
 * @returns {PreparedCheck}
 */
function prepareCheck(check, rules, detected, index) {
  return {
    ...prepareCondition(check, index, check.ignorecase ?? true),
    check,
    rules,
    detected,
    exceptions: createPhraseBook(check.exceptions, index),
    condition: check.when ? prepareCondition(check.when, index) : null,
  };
}

/**
 * @param {ConditionData} condition
 * @param {PhraseIndex} index
 * @param {boolean} [ignoreCase]
 * @returns {PreparedCondition}
 */
function prepareCondition({ phrases = [], patterns = [], has = [] }, index, ignoreCase = true) {
  return {
    phrases: createPhraseBook(phrases, index, ignoreCase),
    patterns: patterns.map((pattern) => new RegExp(pattern, "gu")),
    has,
  };
}

/**
 * @param {Generator<undefined, Outcome>} steps
 */
function runToEnd(steps) {
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

/**
 * Check a post, one check at a time. The findings are sorted by position.
 * @param {PreparedCheck[]} checks
 * @param {[dropped: VisibleText, spaced: VisibleText]} forms without invisible characters, and with spaces
 * @param {string} original
 * @param {Tokenizer} tokenizer
 * @param {Setting} setting
 * @returns {Generator<undefined, Outcome>}
 */
function* runChecks(checks, [dropped, spaced], original, tokenizer, setting) {
  const post = { ...readPost(dropped.text, tokenizer), original, positions: dropped.positions };
  const findings = yield* runAll(checks, post, setting);
  if (spaced.positions) {
    const other = { ...readPost(spaced.text, tokenizer), original, positions: spaced.positions };
    const isKnown = createOverlap(findings.values());
    const more = yield* runAll(checks.filter(({ check }) => SEARCHING.has(check.type)), other, setting);
    for (const [key, finding] of more) {
      if (!isKnown(finding)) findings.set(key, finding);
    }
  }
  const sorted = [...findings.values()].sort(byPosition);
  return { post, findings: withLevelsAlone(sorted, checks.map(({ check }) => check)) };
}

/**
 * The findings of some checks in one form of a post, by their content.
 * @param {PreparedCheck[]} checks
 * @param {Post} post
 * @param {Setting} setting
 * @returns {Generator<undefined, Map<string, Finding>>}
 */
function* runAll(checks, post, setting) {
  const findings = new Map();
  for (const prepared of checks) {
    if (!appliesTo(prepared.check, setting)) continue;
    yield;
    const exceptions = prepared.check.exceptions.length ? exceptionSpans(prepared, post) : [];
    for (const match of CHECK_TYPES[prepared.check.type](prepared, post, setting)) {
      if (exceptions.some(({ start, end }) => start <= match.start && match.end <= end)) continue;
      const [start, end] = originalSpan(post.positions, match.start, match.end);
      const finding = toFinding(prepared.check, { ...match, start, end });
      findings.set(JSON.stringify(finding), finding);
    }
  }
  return findings;
}

/**
 * Whether a check applies to posts with this setting. An empty list means no restriction.
 * @param {CheckData} check
 * @param {Setting} setting
 */
function appliesTo({ channels, accounts, situations }, { channel, account, situation }) {
  const isAmong = (/** @type {string[]} */ list, /** @type {string | null} */ value) =>
    !list.length || (value !== null && list.includes(value));
  return isAmong(channels, channel) && isAmong(accounts, account) && isAmong(situations, situation);
}

/**
 * The spans of a check's exceptions in a post. An exception also matches an e-mail address if it is the
 * part before the @.
 * @param {PreparedCheck} prepared
 * @param {Post} post
 */
function exceptionSpans({ check, exceptions }, post) {
  /** @type {Span[]} */
  const spans = findPhrases(exceptions, post);
  const names = new Set(check.exceptions.map((phrase) => phrase.text.toLowerCase()));
  const emails = post.ofType("email").filter(({ text }) => names.has(text.split("@")[0].toLowerCase()));
  return [...spans, ...emails];
}

/**
 * @param {CheckData} check
 * @param {Match} match
 * @returns {Finding}
 */
function toFinding(check, { start, end, excerpt, instead }) {
  const finding = {
    from: start,
    to: end,
    rule: check.rule,
    check: check.name,
    level: check.level,
    message: check.message.replaceAll("%s", () => excerpt),
  };
  return instead === undefined ? finding : { ...finding, instead };
}

/**
 * @param {Finding} one
 * @param {Finding} other
 */
function byPosition(one, other) {
  return one.from - other.from || one.to - other.to ||
    compareTexts(one.rule, other.rule) || compareTexts(one.check, other.check);
}

/**
 * @param {string} one
 * @param {string} other
 */
const compareTexts = (one, other) => (one < other ? -1 : Number(one > other));

/**
 * The findings with positions in code points, as in Python.
 * @param {string} text
 * @param {Finding[]} findings
 */
function inCodePoints(text, findings) {
  const points = codePointCounter(text);
  return findings.map(({ from, to, ...finding }) => ({ start: points(from), end: points(to), ...finding }));
}

/**
 * A function that converts positions in UTF-16 code units to code points.
 * @param {string} text
 * @returns {(position: number) => number}
 */
function codePointCounter(text) {
  if (!/[\ud800-\udbff]/.test(text)) return (position) => position;
  const counts = new Uint32Array(text.length + 1);
  for (let at = 0, count = 0; at < text.length; count++) {
    const size = (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
    counts.fill(count, at, at + size);
    at += size;
    counts[at] = count + 1;
  }
  return (position) => counts[position];
}
