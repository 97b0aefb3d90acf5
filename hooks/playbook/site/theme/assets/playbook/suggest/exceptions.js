// Classifies changes of verdicts in exceptions; same algorithm as changes/verdicts.py. The build exports
// the groups of people that the exceptions distinguish.

import { isRewording } from "./wording.js";

/** @import { ChangeType, ExceptionGroups } from "./types.js" */
/** @typedef {import("./meaning.js").States} States */

/**
 * @param {States} states
 * @param {ExceptionGroups | undefined} groups
 * @param {any} old the exceptions by their number, from 1
 * @param {any} new_
 * @param {(old: string | null, new_: string | null) => string} classifyVerdict
 * @returns {ChangeType}
 */
export function classifyExceptions(states, groups, old, new_, classifyVerdict) {
  const types = (groups?.groups ?? []).flatMap((members) => {
    const pair = [[old, states.before], [new_, states.after]].map(([cases, entry], state) =>
      [verdictFor(members, groups, cases, orderOf(states, state)), verdictOf(states, entry)]);
    const [[oldCase, oldEntry], [newCase, newEntry]] = pair;
    const [before, after] = [oldCase ?? oldEntry, newCase ?? newEntry];
    return (oldCase ?? newCase) && before !== after ? [classifyVerdict(before, after)] : [];
  });
  if (types.length) return heaviestOf(types, states.choices.tables.weights);
  return isRewording(old, new_) ? "reworded" : "changed";
}

/**
 * The verdict of the narrowest exceptions that include a group; of several, the strictest.
 * @param {number[]} members the numbers of the exceptions, from 0
 * @param {ExceptionGroups | undefined} groups
 * @param {any} cases
 * @param {string[]} order from loose to strict
 * @returns {string | null}
 */
function verdictFor(members, groups, cases, order) {
  const matching = members.filter((number) => cases[number + 1]?.verdict);
  const isNarrower = (/** @type {number} */ one, /** @type {number} */ other) =>
    groups?.narrower.some(([narrow, wide]) => narrow === one && wide === other);
  const narrowest = matching.filter((number) => !matching.some((rival) => isNarrower(rival, number)));
  const verdicts = new Set(narrowest.map((number) => cases[number + 1].verdict));
  return order.findLast((verdict) => verdicts.has(verdict)) ?? null;
}

/**
 * @param {States} states
 * @param {number} state 0 for before, 1 for after
 */
const orderOf = ({ asks, choices: { tables } }, state) => tables.verdicts[asks[state]] ?? tables.verdicts.may;

/**
 * The verdict of the entry: of the field whose change has the direction of a verdict.
 * @param {States} states
 * @param {Record<string, any>} entry
 * @returns {string | null}
 */
function verdictOf({ kind }, entry) {
  const key = Object.keys(entry).find((each) => kind.directions[each]?.type === "ByVerdict");
  return key === undefined ? null : entry[key];
}

/**
 * @param {string[]} types
 * @param {string[]} weights
 */
function heaviestOf(types, weights) {
  const found = new Set(types);
  if (found.has("stricter") && found.has("looser")) return "changed";
  return weights.find((type) => found.has(type)) ?? "changed";
}
