// What social media cost and give in a month, by the organisation's own numbers.

const WEEKS_A_MONTH = 52 / 12;

/**
 * The numbers of the form. `hours` is for each of the people in a week, `rate` the cost of an hour,
 * `worth` the value of a result.
 * @typedef {Record<"people" | "hours" | "rate" | "other" | "results" | "worth", number>} Numbers
 */

/**
 * The cost, the value, what is left of it, and the cost of each result; null where there is none.
 * @param {Numbers} numbers
 */
export function calculate({ people, hours, rate, other, results, worth }) {
  const cost = people * hours * WEEKS_A_MONTH * rate + other;
  const value = results * worth;
  return { cost, value, net: value - cost, each: results ? cost / results : null };
}

/**
 * The number that is written in a field; 0 where it is none, or below 0.
 * @param {string} text
 */
export const parseAmount = (text) => Math.max(0, Number(text) || 0);
