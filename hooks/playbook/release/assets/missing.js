// The nearest entry to an address that leads nowhere.

const root = new URL("../", import.meta.url);

/** How many letters to change to make one word of another. */
function distance(one, other) {
  let row = [...Array(other.length + 1).keys()];
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (one[i - 1] !== other[j - 1]));
    }
    row = next;
  }
  return row[other.length];
}

/** The words of an address that may have meant an entry: the anchor first, then the last folder. */
function asked() {
  const parts = location.pathname.slice(root.pathname.length).split("/");
  const named = [location.hash.slice(1), ...parts.reverse()].map((part) => {
    try {
      return decodeURIComponent(part).toLowerCase().replace(/\.html$/, "");
    } catch {
      return "";
    }
  });
  return named.filter((part) => part.length > 2 && part.length < 80);
}

function nearest(ids) {
  for (const word of asked()) {
    const scored = ids.map((id) => [id.includes(word) || word.includes(id) ? 1 : distance(word, id), id]);
    const [far, id] = scored.sort(([one], [other]) => one - other)[0] ?? [];
    if (id && far <= Math.max(2, word.length * 0.4)) return id;
  }
  return null;
}

const answer = await fetch(new URL("latest/entries.json", root));
const index = answer.ok ? await answer.json() : { entries: {}, roots: {} };
const id = nearest(Object.keys(index.entries));
for (const section of document.querySelectorAll("[data-language]")) {
  const language = section.dataset.language;
  if (!id || !(language in index.roots)) continue;
  const entry = index.entries[id];
  const line = section.querySelector(".nearest");
  const link = line.querySelector("a");
  link.textContent = entry.title[language] ?? Object.values(entry.title)[0];
  link.href = new URL(`latest/${index.roots[language]}${entry.page}#${id}`, root);
  line.hidden = false;
}
