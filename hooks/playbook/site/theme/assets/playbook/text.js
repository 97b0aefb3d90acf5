// UI strings, placeholders and plural forms in the page's language.

/** @type {Map<string, Intl.NumberFormat>} */
const numberFormats = new Map();

/**
 * A number in the format of the page's language.
 * @param {number} number
 */
export function formatNumber(number) {
  const locale = pageLocale();
  const format = numberFormats.get(locale) ?? new Intl.NumberFormat(locale);
  numberFormats.set(locale, format);
  return format.format(number);
}

/**
 * A list in a sentence in the page's language: `a, b and c`.
 * @param {string[]} items
 */
export const formatList = (items) => new Intl.ListFormat(pageLocale()).format(items);

/**
 * A date as the page's language writes it.
 * @param {string} day a date as YYYY-MM-DD; other text is returned as it is
 */
export function formatDate(day) {
  const date = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return day;
  return new Intl.DateTimeFormat(pageLocale(), { dateStyle: "long", timeZone: "UTC" }).format(date);
}

/**
 * A template with each `{name}` replaced by the value of that name, a number in the format of the
 * page's language. Placeholders without a value are not changed.
 * @param {string} template
 * @param {Record<string, string | number>} facts
 */
export function fillIn(template, facts) {
  return template.replace(/\{(\w+)\}/g, (placeholder, name) =>
    (Object.hasOwn(facts, name) ? formatValue(facts[name]) : placeholder));
}

/** @param {string | number} value */
export const formatValue = (value) => (typeof value === "number" ? formatNumber(value) : value);

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

/**
 * A part of a URL without percent-encoding; as it is if the encoding is not valid.
 * @param {string} text
 */
export function decodeUrl(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
