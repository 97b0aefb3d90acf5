// Texts in the page's language.

/**
 * A text with its placeholders filled in: `{name}` with the fact of that name. A placeholder without
 * a fact stays.
 * @param {string} template
 * @param {Record<string, string | number>} facts
 */
export function fillIn(template, facts) {
  return template.replace(/\{(\w+)\}/g, (placeholder, name) =>
    (Object.hasOwn(facts, name) ? String(facts[name]) : placeholder));
}

/**
 * A text for a module, from the template in the page's foot; empty where there is none.
 * @param {string} name
 */
export function pageText(name) {
  return document.getElementById("pb-words")?.dataset[name] ?? "";
}
