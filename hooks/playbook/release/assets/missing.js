// The nearest entry to an address that leads nowhere.

/** @typedef {{ title: Record<string, string>, page: string }} Entry */

const root = new URL("../", import.meta.url);

/**
 * How many letters to change to make one word of another.
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

/** The words of the address that may have meant an entry: the anchor first, then the last folder. */
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
 * The id that is most like a word of the address; null where none is like any.
 * @param {string[]} ids
 */
function nearestId(ids) {
  for (const word of addressWords()) {
    const scored = ids.map((id) => ({ id, far: id.includes(word) || word.includes(id) ? 1 : distance(word, id) }));
    const [best] = scored.sort((one, other) => one.far - other.far);
    if (best && best.far <= Math.max(2, word.length * 0.4)) return best.id;
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
