import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

import { textOf } from "../../hooks/playbook/site/theme/assets/playbook/dom.js";
import { fillIn, pageLocale, pageText, pluralForm } from "../../hooks/playbook/site/theme/assets/playbook/text.js";

afterEach(() => { delete globalThis.document; });

test("every placeholder is replaced, but not placeholders in values", () => {
  assert.equal(fillIn("{n} of {of}, {n}", { n: 1, of: "{n}" }), "1 of {n}, 1");
  assert.equal(fillIn("No answer: {query}", { query: "$& $1" }), "No answer: $& $1");
});

test("a placeholder without a value is not changed", () => {
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
  const page = (lang, locale) => { globalThis.document = { documentElement: { lang, dataset: { locale } } }; };
  const forms = () => [1, 2, 5].map(pluralForm);
  page("sv");
  assert.deepEqual(forms(), ["one", "other", "other"]);
  page("pl");
  assert.deepEqual(forms(), ["one", "few", "many"]);
  page("xx", "pl"); // a language that no browser knows
  assert.equal(pageLocale(), "pl");
  assert.deepEqual(forms(), ["one", "few", "many"]);
});

test("the text of an element is trimmed", () => {
  assert.equal(textOf({ textContent: " a b\n" }), "a b");
  assert.equal(textOf(null), "");
});
