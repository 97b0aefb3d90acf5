// Suggests the entry whose id is most similar to the address of a missing page.

/** @typedef {{ title: Record<string, string>, page: string }} Entry */

const root = new URL("../", import.meta.url);

/**
 * The edit distance between two words.
 * @param {string} one
 * @param {string} other
 */
function distance(one, other) {
  let row = [...Array(other.length + 1).keys()];
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const change = one[i - 1] === other[j - 1] ? 0 : 1;
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + change);
    }
    row = next;
  }
  return row[other.length];
}

/** The parts of the address that may be meant as an id: the anchor first, then the last folder. */
function addressWords() {
  const parts = location.pathname.slice(root.pathname.length).split("/");
  const words = [location.hash.slice(1), ...parts.reverse()].map((part) => {
    try {
      return decodeURIComponent(part).toLowerCase().replace(/\.html$/, "");
    } catch {
      return "";
    }
  });
  return words.filter((word) => word.length > 2 && word.length < 80);
}

/**
 * The id that is most similar to a part of the address; null if none is similar.
 * @param {string[]} ids
 */
function nearestId(ids) {
  for (const word of addressWords()) {
    const scored = ids.map((id) => ({ id, score: id.includes(word) || word.includes(id) ? 1 : distance(word, id) }));
    const [best] = scored.sort((one, other) => one.score - other.score);
    if (best && best.score <= Math.max(2, word.length * 0.4)) return best.id;
  }
  return null;
}

const response = await fetch(new URL("latest/entries.json", root));
/** @type {{ entries: Record<string, Entry>, roots: Record<string, string> }} */
const { entries, roots } = response.ok ? await response.json() : { entries: {}, roots: {} };
const id = nearestId(Object.keys(entries));
for (const section of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-language]"))) {
  const { language = "" } = section.dataset;
  const line = /** @type {HTMLElement} */ (section.querySelector(".pb-nearest"));
  const link = /** @type {HTMLAnchorElement} */ (line.querySelector("a"));
  if (!id || !(language in roots)) continue;
  const { title, page } = entries[id];
  link.textContent = title[language] ?? Object.values(title)[0];
  link.href = new URL(`latest/${roots[language]}${page}#${id}`, root).href;
  line.hidden = false;
}
