// Texts in the page's language.

/**
 * A text with each `{name}` replaced by the value of that name. A placeholder without a value is not
 * changed.
 * @param {string} template
 * @param {Record<string, string | number>} facts
 */
export function fillIn(template, facts) {
  return template.replace(/\{(\w+)\}/g, (placeholder, name) =>
    (Object.hasOwn(facts, name) ? String(facts[name]) : placeholder));
}

/**
 * The plural form of a count in the page's language, as CLDR names it: `one`, `few`, `other` and so on.
 * @param {number} count
 */
export function pluralForm(count) {
  const { lang, dataset } = document.documentElement;
  return new Intl.PluralRules(dataset.locale ?? lang).select(count);
}

/**
 * A UI string from the template at the end of the page; empty if it is missing.
 * @param {string} name
 */
export function pageText(name) {
  return document.getElementById("pb-words")?.dataset[name] ?? "";
}
