// The monthly cost and value of social media, from the organisation's numbers.

const WEEKS_A_MONTH = 52 / 12;

/**
 * The numbers of the form. `hours` is per person and week, `rate` the cost of an hour, `worth` the
 * value of a result.
 * @typedef {Record<"people" | "hours" | "rate" | "other" | "results" | "worth", number>} Numbers
 */

/**
 * The cost, the value, the net value, and the cost per result (null without results).
 * @param {Numbers} numbers
 */
export function calculate({ people, hours, rate, other, results, worth }) {
  const cost = people * hours * WEEKS_A_MONTH * rate + other;
  const value = results * worth;
  return { cost, value, net: value - cost, each: results ? cost / results : null };
}

/**
 * The number in a field; 0 if it is not a number or is negative.
 * @param {string} text
 */
export const parseAmount = (text) => Math.max(0, Number(text) || 0);
