// Selects the questions of a quiz round.

/**
 * A random sample of the items, in random order.
 * @template T
 * @param {readonly T[]} items
 * @param {number} count
 * @param {() => number} random returns a number of at least 0 and below 1
 * @returns {T[]}
 */
export function pickRound(items, count, random) {
  const shuffled = [...items];
  for (let n = shuffled.length - 1; n > 0; n -= 1) {
    const k = Math.floor(random() * (n + 1));
    [shuffled[n], shuffled[k]] = [shuffled[k], shuffled[n]];
  }
  return shuffled.slice(0, count);
}
