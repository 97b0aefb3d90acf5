// "Check a post": the types of check, the engine, and the functions that prepare findings for the page.
// tests/post/conformance has further cases, which also test the Python code.
import assert from "node:assert/strict";
import { test } from "node:test";

import { avoid } from "../../hooks/playbook/site/theme/assets/playbook/post/check-types/avoid.js";
import { detect } from "../../hooks/playbook/site/theme/assets/playbook/post/check-types/detect.js";
import { limit } from "../../hooks/playbook/site/theme/assets/playbook/post/check-types/limit.js";
import { order } from "../../hooks/playbook/site/theme/assets/playbook/post/check-types/order.js";
import { pattern } from "../../hooks/playbook/site/theme/assets/playbook/post/check-types/pattern.js";
import { require } from "../../hooks/playbook/site/theme/assets/playbook/post/check-types/require.js";
import { CHECK_TYPES } from "../../hooks/playbook/site/theme/assets/playbook/post/check-types.js";
import { countsOf } from "../../hooks/playbook/site/theme/assets/playbook/post/counts.js";
import { createEngine } from "../../hooks/playbook/site/theme/assets/playbook/post/engine.js";
import { excerpt } from "../../hooks/playbook/site/theme/assets/playbook/post/finding-list.js";
import { createFilter, originalSpan } from "../../hooks/playbook/site/theme/assets/playbook/post/invisible.js";
import {
  commonEnds, moveFindings, segments,
} from "../../hooks/playbook/site/theme/assets/playbook/post/marks.js";
import { matchAt, patternSpans } from "../../hooks/playbook/site/theme/assets/playbook/post/spans.js";
import { createTokenizer, readPost } from "../../hooks/playbook/site/theme/assets/playbook/post/tokens.js";
import { ANYWHERE, CHECK, phrase, RULES } from "./handmade-post.mjs";

const post = (text) => readPost(text, createTokenizer(RULES));

/** The findings of one check in a text, as lines. */
function found(check, text, setting = ANYWHERE) {
  const engine = createEngine({ ...RULES, checks: [{ ...CHECK, ...check }] });
  return engine.check(text, setting).map(({ start, end, message, instead }) =>
    `${start}-${end} ${message}${instead === undefined ? "" : ` -> ${instead}`}`);
}

test("each type of check reports its findings", () => {
  assert.deepEqual(CHECK_TYPES, { avoid, pattern, limit, require, order, detect });
  assert.deepEqual(found({ type: "avoid", phrases: [phrase("ej", { instead: "inte" })] }, "Ej nu, ej då"),
    ["0-2 Found: Ej -> Inte", "7-9 Found: ej -> inte"]);
  assert.deepEqual(found({ type: "pattern", patterns: ["!!+"], replace: "!" }, "Hej!!!"), ["3-6 Found: !!! -> !"]);
  const twice = { type: "limit", of: "words", max: 1, phrases: [phrase("bra")] };
  assert.deepEqual(found(twice, "bra bra"), ["4-7 Found: 2"]);
  assert.deepEqual(found({ type: "require", place: "any", phrases: [phrase("reklam")] }, "Köp"), ["0-0 Found: "]);
  assert.deepEqual(found({ type: "order", of: "hashtags_last" }, "#a ord"), ["0-2 Found: #a"]);
  assert.deepEqual(found({ type: "detect", what: ["card", "phone"] }, "4111111111111111 0701740632"),
    ["0-16 Found: 4111111111111111", "17-27 Found: 0701740632"]);
  assert.deepEqual(found({ type: "detect", what: ["card"] }, "4111111111111112"), []);
});

test("the spans of an expression become matches with a short excerpt", () => {
  const text = `a ${"b".repeat(70)}`;
  const spans = patternSpans(/[ab]+/gu, { text });
  assert.deepEqual(spans, [{ start: 0, end: 1 }, { start: 2, end: 72 }]);
  assert.deepEqual(matchAt(spans[0], { text }), { start: 0, end: 1, excerpt: "a" });
  assert.equal(matchAt(spans[1], { text }).excerpt, `${"b".repeat(59)}…`);
});

test("without its own maximum, a limit on characters uses that of the channel", () => {
  const check = { type: "limit", of: "characters", max: null };
  const text = "a".repeat(21);
  assert.deepEqual(found(check, text), []);
  assert.deepEqual(found(check, text, { ...ANYWHERE, channel: "short" }), ["20-21 Found: 21"]);
  assert.deepEqual(found(check, text.slice(1), { ...ANYWHERE, channel: "short" }), []);
  assert.deepEqual(found({ ...check, max: 20 }, text), ["20-21 Found: 21"]);
});

test("a required text may have a condition and a position", () => {
  const label = { type: "require", phrases: [phrase("reklam")], when: { has: ["link"] } };
  assert.deepEqual(found({ ...label, place: "any" }, "Köp"), []);
  assert.deepEqual(found({ ...label, place: "any" }, "Köp http://x"), ["4-12 Found: http://x"]);
  assert.deepEqual(found({ ...label, place: "any" }, "Köp http://x reklam"), []);
  const first = { ...label, place: "first", when: null };
  assert.deepEqual(found(first, "a b c d reklam"), []);
  assert.deepEqual(found(first, "a b c d e reklam"), ["0-0 Found: "]);
  const last = { ...label, place: "last", when: null };
  assert.deepEqual(found(last, "a\nreklam \n"), []);
  assert.deepEqual(found(last, "reklam\na"), ["0-0 Found: "]);
  assert.deepEqual(found({ type: "require", place: "any", has: ["question", "number"] }, "Vad?"), []);
  assert.deepEqual(found({ type: "require", place: "any", has: ["number"] }, "Vad? 3"), []);
});

test("elements in the wrong order are reported", () => {
  const inOrder = (of, text, more = {}) => found({ type: "order", of, ...more }, text);
  assert.deepEqual(inOrder("hashtags_last", "ord #a"), []);
  assert.deepEqual(inOrder("emoji_last", "😀 ord\nord 😀"), ["0-1 Found: 😀"]);
  assert.deepEqual(inOrder("emoji_last", "ord 😀\nord"), []);
  assert.deepEqual(inOrder("hashtag_capitals", "#tvåord #TvåOrd #ab #1234"), ["0-7 Found: #tvåord"]);
  const label = { phrases: [phrase("reklam")] };
  assert.deepEqual(inOrder("label_before_link", "http://x reklam", label), ["9-15 Found: reklam"]);
  assert.deepEqual(inOrder("label_before_link", "reklam http://x", label), []);
});

test("a check applies only to posts in its scope, and may have exceptions", () => {
  const check = { type: "avoid", phrases: [phrase("bäst")] };
  assert.deepEqual(found({ ...check, channels: ["short"] }, "bäst"), []);
  const short = { ...ANYWHERE, channel: "short" };
  assert.deepEqual(found({ ...check, channels: ["short"] }, "bäst", short), ["0-4 Found: bäst"]);
  assert.deepEqual(found({ ...check, accounts: ["personal"] }, "bäst"), []);
  assert.deepEqual(found({ ...check, situations: ["reply"] }, "bäst"), []);
  assert.deepEqual(found({ ...check, exceptions: [phrase("bäst före")] }, "bäst före, bäst"), ["11-15 Found: bäst"]);
  const address = { type: "pattern", patterns: ["[a-z]+@x"], exceptions: [phrase("info")] };
  assert.deepEqual(found(address, "info@x anna@x"), ["7-13 Found: anna@x"]);
});

test("positions are in code points, sorted and without duplicates", () => {
  const check = { type: "pattern", patterns: ["b", "b", "a"] };
  assert.deepEqual(found(check, "😀a😀b"), ["1-2 Found: a", "3-4 Found: b"]);
  assert.deepEqual(found({ type: "pattern", patterns: ["ab", "a"] }, "ab"), ["0-1 Found: a", "0-2 Found: ab"]);
});

test("the steps of an engine pause before each check that applies", () => {
  const checks = [{ ...CHECK, type: "avoid" }, { ...CHECK, type: "avoid", channels: ["x"] }];
  const steps = createEngine({ ...RULES, checks }).steps("a", ANYWHERE);
  assert.equal(steps.next().done, false);
  const end = steps.next();
  assert.equal(end.done, true);
  assert.equal(end.value.post.text, "a");
});

test("a long excerpt is cut to sixty characters", () => {
  const [line] = found({ type: "pattern", patterns: ["a+"] }, "a".repeat(61));
  assert.equal(line, `0-61 Found: ${"a".repeat(59)}…`);
  assert.equal(found({ type: "pattern", patterns: ["a+"] }, "a".repeat(60))[0], `0-60 Found: ${"a".repeat(60)}`);
});

test("counts depend on the chosen channel, or on all channels if none is chosen", () => {
  const words = { characters: "Characters", words: "Words", of: "{n} of {most}", tooMany: "{over} too many" };
  const [long, any] = [{ title: "Long", characters: 30 }, { title: "Any", characters: null }];
  const channels = { ...RULES.channels, long, any };
  globalThis.document = { documentElement: { lang: "en", dataset: {} } };
  const rows = (text, channel) => countsOf(post(text), { ...ANYWHERE, channel }, words, { channels })
    .map((count) => [count.title, count.text, count.isOver]);
  assert.deepEqual(rows("Ett två", null), [
    ["Characters", "7", false], ["Words", "2", false], ["Short", "7 of 20", false], ["Long", "7 of 30", false],
  ]);
  assert.deepEqual(rows("a".repeat(21), "short")[2], ["Short", "1 too many", true]);
  assert.deepEqual(rows("a".repeat(20), "short")[2], ["Short", "20 of 20", false]);
  assert.equal(rows("a", "any").length, 2);
  assert.equal(rows("a".repeat(1200), "any")[0][1], "1,200");
  delete globalThis.document;
});

test("an excerpt of a finding is one line of ninety characters", () => {
  assert.equal(excerpt("a \n b"), "a b");
  assert.equal(excerpt("a".repeat(90)), "a".repeat(90));
  assert.equal(excerpt("a".repeat(91)), `${"a".repeat(90)}…`);
});

test("the common beginning and end do not overlap", () => {
  assert.deepEqual(commonEnds("abcd", "abxcd"), [2, 2]);
  assert.deepEqual(commonEnds("aa", "aaa"), [2, 0]);
  assert.deepEqual(commonEnds(["a"], []), [0, 0]);
});

test("findings move with their text, and are removed if it changes", () => {
  const finding = (from, to) => ({ from, to });
  const findings = [finding(0, 2), finding(3, 5), finding(6, 8)];
  moveFindings(findings, "ab cd ef", "ab cXd ef");
  assert.deepEqual(findings, [{ from: 0, to: 2 }, { from: 0, to: 0, isGone: true }, { from: 7, to: 9 }]);
  const kept = [finding(0, 2)];
  moveFindings(kept, "ab", "ab cd");
  assert.deepEqual(kept, [{ from: 0, to: 2 }]);
});

test("a text is split into segments, each with the highest level of its findings", () => {
  const findings = [{ from: 0, to: 3, level: "suggestion" }, { from: 2, to: 4, level: "error" }];
  assert.deepEqual(segments("abcdef", findings), [
    { words: "ab", level: 0 }, { words: "c", level: 2 }, { words: "d", level: 2 }, { words: "ef", level: -1 },
  ]);
  assert.deepEqual(segments("", []), []);
});

test("invisible characters do not hide a word, and positions are those of the text as written", () => {
  const filter = createFilter(RULES.shapes);
  assert.deepEqual(filter("ej"), { text: "ej", positions: null });
  assert.deepEqual(filter("😀\u200be\u200bj\u200b"), { text: "😀ej", positions: [0, 1, 3, 5, 7] });
  assert.deepEqual(filter("😀\u200be\u200bj", " "), { text: "😀 e j", positions: [0, 1, 2, 3, 4, 5, 6] });
  assert.deepEqual(originalSpan([0, 1, 3, 5, 7], 2, 4), [3, 6]);
  assert.deepEqual(originalSpan([1, 2], 0, 0), [1, 1]);
  assert.deepEqual(originalSpan(null, 2, 4), [2, 4]);
  assert.deepEqual(found({ type: "avoid", phrases: [phrase("ej")] }, "\u200b😀 e\u200bj"), ["3-6 Found: ej"]);
  assert.deepEqual(found({ type: "avoid", phrases: [phrase("ej")] }, "a\u200bej\u00adb"), ["2-4 Found: ej"]);
  const count = { type: "limit", of: "characters", max: 3 };
  assert.deepEqual(found(count, "\u200ba\u200bb"), ["3-4 Found: 4"]);
});
