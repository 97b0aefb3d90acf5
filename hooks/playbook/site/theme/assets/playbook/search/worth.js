// What words are worth: rare ones more than common ones.

const RARE = 0.8; // how far a rare word is worth more than a common one
const COMMONER = 0.5; // how far another word for it that is commoner says less
export const STOP = 1; // what a word that says little is worth, where others are worth 1 to 6

/** How rare a word is: the commonest of the terms that it stands for decides. */
export function rarity(index, terms) {
  let spread = 0;
  let top = 0;
  for (const [at, weight] of terms) {
    if (weight < top) continue;
    const here = index.spread(at % 2, at >> 1);
    if (!here) continue; // a word that only leads to others
    spread = weight > top ? here : Math.max(spread, here);
    top = weight;
  }
  return top ? top * idf(index, spread) : 0;
}

const idf = (index, spread) => Math.log(1 + index.ids.length / (spread + 1)) ** RARE;

/** A word's readings, of which those say less that are commoner than the word is. */
export function tempered(index, terms, worth) {
  return new Map([...terms].map(([at, weight]) => {
    const spread = index.spread(at % 2, at >> 1);
    const share = spread && worth ? Math.min(1, idf(index, spread) / worth) : 1;
    return [at, weight * share ** COMMONER];
  }));
}

/** What the words of a phrase are worth together, and those that say little. */
export function weighed(index, n, { terms }) {
  const stops = terms.filter((term) => index.sides[n].isStop.has(term));
  const others = terms.filter((term) => !index.sides[n].isStop.has(term));
  return { stops, telling: others.reduce((sum, term) => sum + idf(index, index.spread(n, term)), 0) };
}
