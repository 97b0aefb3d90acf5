// Says what changes mean: stricter, looser, reworded and so on, by the directions that the build
// exports from the kinds; same algorithm as changes/classify.py. It does not use the DOM.

import { classifyExceptions } from "./exceptions.js";
import { isRewording, isSame, isSamePunctuation, standard, textsIn } from "./wording.js";

/** @import { ChangeType, Choices, Direction, EntryData, Kind, Texts } from "./types.js" */
/** @typedef {Record<string, any>} Tree the values of an entry by key */
/** @typedef {{ before: Tree, after: Tree, asks: [string, string] }} Sides */
/** @typedef {Sides & { kind: Kind, entry: EntryData, choices: Choices }} States */

/**
 * The type of each changed field by its key, and that of the whole change. Null: only a program with
 * the whole data can say.
 * @param {EntryData} entry
 * @param {Choices} choices
 * @param {Tree} before
 * @param {Tree} after
 * @returns {{ whole: ChangeType | undefined, fields: Record<string, ChangeType> }}
 */
export function meaningOf(entry, choices, before, after) {
  const kind = choices.kinds[entry.kind];
  const states = { kind, entry, choices, asks: askedIn(entry, choices, before, after), before, after };
  /** @type {Record<string, ChangeType>} */
  const fields = {};
  for (const key of Object.keys(after)) {
    if (isSame(before[key], after[key])) continue;
    fields[key] = inLanguages(classify(states, key), before[key], after[key]);
  }
  const deciding = kind.deciding.find((key) => key in fields);
  const types = Object.values(fields);
  const whole = deciding === undefined ? heaviest(types, choices.tables.weights) : fields[deciding];
  return { whole: types.length ? whole : undefined, fields };
}

/**
 * The type of question before and after; that of a field with the types of questions, if there is one.
 * @param {EntryData} entry
 * @param {Choices} choices
 * @param {Tree} before
 * @param {Tree} after
 * @returns {[string, string]}
 */
function askedIn({ fields, asks = "may" }, { definitions }, before, after) {
  const field = fields.find(([path, number]) => path.length === 1 && definitions[number].asks);
  const key = field?.[0][0] ?? "";
  return [before[key] ?? asks, after[key] ?? asks];
}

/**
 * A rewording is editorial if no language has more than other quotation marks, dashes or spaces.
 * @param {ChangeType} type
 * @param {any} before
 * @param {any} after
 */
function inLanguages(type, before, after) {
  return type === "reworded" && isSamePunctuation(before, after) ? "editorial" : type;
}

/**
 * @param {States} states
 * @param {string} key
 * @returns {ChangeType}
 */
function classify(states, key) {
  const { kind, before, after } = states;
  if (kind.dependent.includes(key)) {
    const deciding = kind.deciding.find((each) => !isSame(before[each], after[each]));
    if (deciding !== undefined) return classify(states, deciding);
  }
  return byDirection(kind.directions[key], states, before[key], after[key], key);
}

/**
 * @param {Direction | undefined} direction
 * @param {States} states
 * @param {any} old
 * @param {any} new_
 * @param {string} [key] of a field of the entry
 * @returns {ChangeType}
 */
function byDirection(direction, states, old, new_, key = "") {
  switch (direction?.type) {
    case "NotCompared":
    case "Explains":
      return "editorial";
    case "ReviewDate":
      return "reviewed";
    case "Reworded":
      return isRewording(old, new_) ? "reworded" : "changed";
    case "Ordered":
      return ordered(direction.values ?? [], old ?? direction.default, new_ ?? direction.default);
    case "ByVerdict":
      return verdict(states, old, new_);
    case "MoreIsStricter": {
      const type = requirements(old, new_);
      return direction.match && states.after[direction.match] === "any" ? opposite(type) : type;
    }
    case "ShorterIsStricter":
      return deadline(states.choices.deadlines, old, new_);
    case "Exceptions":
      return classifyExceptions(
        states, states.entry.exceptions?.[key], old, new_, (one, other) => verdict(states, one, other));
    case "Parts":
    case "OrderedParts":
      return parts(direction.fields ?? {}, states, old ?? {}, new_ ?? {});
    case "Announced":
      return null;
    default:
      return "changed";
  }
}

/**
 * A change between two values of an order from loose to strict.
 * @param {string[]} order
 * @param {string | null | undefined} old
 * @param {string | null | undefined} new_
 */
export function ordered(order, old, new_) {
  const [from, to] = [order.indexOf(old ?? ""), order.indexOf(new_ ?? "")];
  if (from < 0 || to < 0 || from === to) return "changed";
  return to > from ? "stricter" : "looser";
}

/**
 * @param {States} states
 * @param {string | null} old
 * @param {string | null} new_
 */
function verdict({ asks, choices }, old, new_) {
  if (asks[0] !== asks[1]) return "changed";
  return ordered(choices.tables.verdicts[asks[1]] ?? choices.tables.verdicts.may, old, new_);
}

/**
 * More requirements are stricter; if the languages disagree, the change is a rewording.
 * @param {Texts | null} old
 * @param {Texts | null} new_
 */
export function requirements(old, new_) {
  const languages = Object.keys(old ?? new_ ?? {}).filter((language) => language in (new_ ?? old ?? {}));
  const directions = new Set(languages.flatMap((language) => {
    const [before, after] = [old, new_].map((texts) => new Set(textsIn(texts?.[language]).map(standard)));
    const [isMore, isFewer] = [isWithin(before, after), isWithin(after, before)];
    if (isMore && isFewer) return [];
    if (isMore) return ["stricter"];
    return [isFewer ? "looser" : "reworded"];
  }));
  return directions.size === 1 ? [...directions][0] : "reworded";
}

/**
 * @param {Set<string>} small
 * @param {Set<string>} large
 */
const isWithin = (small, large) => [...small].every((item) => large.has(item));

/** @param {string} type */
const opposite = (type) => ({ stricter: "looser", looser: "stricter" })[type] ?? type;

/**
 * @param {import("./types.js").Deadlines} deadlines
 * @param {string | null} old
 * @param {string | null} new_
 */
function deadline({ names, changes }, old, new_) {
  if (!old || !new_) return old ? "looser" : "stricter";
  const letter = changes[old]?.[names.indexOf(new_)];
  return { s: "stricter", l: "looser" }[letter ?? ""] ?? "changed";
}

/**
 * Of each part, the first changed field decides.
 * @param {Record<string, Direction>} fields
 * @param {States} states
 * @param {Tree} old
 * @param {Tree} new_
 */
function parts(fields, states, old, new_) {
  const changed = Object.keys(new_).filter((name) => !isSame(old[name], new_[name]));
  const types = changed.map((name) => {
    const first = Object.keys(fields).find((field) => !isSame(old[name][field], new_[name][field]));
    return first === undefined ? "editorial" : byDirection(fields[first], states, old[name][first], new_[name][first]);
  });
  return heaviest(types, states.choices.tables.weights);
}

/**
 * The heaviest type; stricter and looser together are a change without a direction.
 * @param {ChangeType[]} types
 * @param {string[]} weights the types, the heaviest first
 * @returns {ChangeType}
 */
export function heaviest(types, weights) {
  if (types.includes(null)) return null;
  const found = new Set(types);
  if (found.has("stricter") && found.has("looser")) {
    found.delete("stricter");
    found.delete("looser");
    found.add("changed");
  }
  return weights.find((type) => found.has(type)) ?? null;
}
