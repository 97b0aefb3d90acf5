import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

import { textOf } from "../../hooks/playbook/site/theme/assets/playbook/dom.js";
import {
  decodeUrl, fillIn, formatDate, formatList, formatNumber, formatValue, pageLocale, pageText, pluralForm,
} from "../../hooks/playbook/site/theme/assets/playbook/text.js";

afterEach(() => { delete globalThis.document; });

test("a part of a URL is decoded if its encoding is valid", () => {
  assert.equal(decodeUrl("caf%C3%A9#a%2Fb"), "café#a/b");
  for (const invalid of ["%", "100%", "%E0%A4%A", "%zz"]) assert.equal(decodeUrl(invalid), invalid);
});

const showPage = (lang, locale) => {
  globalThis.document = { documentElement: { lang, dataset: { locale } } };
};

test("every placeholder is replaced, but not placeholders in values", () => {
  showPage("en");
  assert.equal(fillIn("{n} of {of}, {n}", { n: 1, of: "{n}" }), "1 of {n}, 1");
  assert.equal(fillIn("No answer: {query}", { query: "$& $1" }), "No answer: $& $1");
});

test("a placeholder without a value is not changed", () => {
  showPage("en");
  assert.equal(fillIn("{n} {toString} {a b}", { n: 0 }), "0 {toString} {a b}");
});

test("a UI string is read from the page, and is empty if it is missing", () => {
  const template = { dataset: { copied: "Copied" } };
  globalThis.document = { getElementById: (id) => (id === "pb-words" ? template : null) };
  assert.equal(pageText("copied"), "Copied");
  assert.equal(pageText("other"), "");
  globalThis.document = { getElementById: () => null };
  assert.equal(pageText("copied"), "");
});

test("the plural form of a count is that of the page's language", () => {
  const forms = () => [1, 2, 5].map(pluralForm);
  showPage("sv");
  assert.deepEqual(forms(), ["one", "other", "other"]);
  showPage("pl");
  assert.deepEqual(forms(), ["one", "few", "many"]);
  showPage("xx", "pl"); // a language that no browser knows
  assert.equal(pageLocale(), "pl");
  assert.deepEqual(forms(), ["one", "few", "many"]);
});

test("numbers, dates and lists are written as in the page's language", () => {
  const shown = () => [formatNumber(1234.5), formatDate("2026-11-03"), formatList(["a", "b", "c"])];
  showPage("sv");
  assert.deepEqual(shown(), ["1\u00a0234,5", "3 november 2026", "a, b och c"]);
  assert.equal(fillIn("{n} {word}", { n: 12_000, word: "ord" }), "12\u00a0000 ord");
  showPage("en", "en-GB");
  assert.deepEqual(shown(), ["1,234.5", "3 November 2026", "a, b and c"]);
  showPage("nb");
  assert.deepEqual(shown(), ["1\u00a0234,5", "3. november 2026", "a, b og c"]);
});

test("text that is not a date or a number is returned as it is", () => {
  showPage("sv");
  assert.equal(formatDate(""), "");
  assert.equal(formatDate("soon"), "soon");
  assert.equal(formatValue("12000"), "12000");
  assert.equal(formatValue(12_000), "12\u00a0000");
});

test("the text of an element is trimmed", () => {
  assert.equal(textOf({ textContent: " a b\n" }), "a b");
  assert.equal(textOf(null), "");
});
