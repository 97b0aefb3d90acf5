// UI strings, placeholders and plural forms in the page's language.

/**
 * A template with each `{name}` replaced by the value of that name. Placeholders without a value are
 * not changed.
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
export const pluralForm = (count) => new Intl.PluralRules(pageLocale()).select(count);

/** The locale for the numbers, plurals and dates of the page. */
export function pageLocale() {
  const { lang, dataset } = document.documentElement;
  return dataset.locale ?? lang;
}

/**
 * A UI string from the template at the end of the page; empty if it is missing.
 * @param {string} name
 */
export function pageText(name) {
  return document.getElementById("pb-words")?.dataset[name] ?? "";
}
