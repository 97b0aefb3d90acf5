// The monthly cost and value of social media, from the organisation's numbers.

const WEEKS_A_MONTH = 52 / 12;

/**
 * The numbers in the form: `hours` per person and week, `rate` per hour, `other` costs per month,
 * `results` per month, and `worth` per result.
 * @typedef {Record<"people" | "hours" | "rate" | "other" | "results" | "worth", number>} Numbers
 */

/**
 * The monthly cost, value and net value, and the cost per result (null without results).
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
