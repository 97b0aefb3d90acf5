// Runs the tone rules of "Check a post" on the texts that the reader has changed, in their language.
// Only new findings are shown: those of the former text are not the reader's.

import { createEngine } from "../post/engine.js";

/** @import { Change } from "./types.js" */
/** @import { Finding, PageRules } from "../post/types.js" */
/** @typedef {{ field: string, language: string, finding: Finding, words: string, rule: string }} ToneFinding */

const SETTING = { channel: null, account: "official", situation: "post" };
/** @type {Map<string, Promise<{ check: (text: string) => Finding[], rules: PageRules } | null>>} */
const engines = new Map();

/**
 * The engine with the rules of a language; null if the handbook has none.
 * @param {string} language
 */
function engineOf(language) {
  const known = engines.get(language) ?? import(new URL(`../post/rules.${language}.js`, import.meta.url).href).then(
    ({ default: rules }) => {
      const engine = createEngine(rules);
      const check = (/** @type {string} */ text) => {
        const steps = engine.steps(text, SETTING);
        let step = steps.next();
        while (!step.done) step = steps.next();
        return step.value.findings;
      };
      return { check, rules };
    },
    () => null,
  );
  engines.set(language, known);
  return known;
}

/**
 * What the tone rules find in the changed texts, and not in the texts before.
 * @param {Change[]} changes
 * @returns {Promise<ToneFinding[]>}
 */
export async function toneFindings(changes) {
  /** @type {ToneFinding[]} */
  const found = [];
  for (const { field, before, after } of changes) {
    if (typeof after !== "object" || after === null) continue;
    for (const [language, value] of Object.entries(after)) {
      const engine = await engineOf(language);
      if (!engine) continue;
      const former = typeof before === "object" && before !== null ? [before[language] ?? ""].flat() : [];
      for (const { finding, words } of newFindings(engine.check, [value].flat().join("\n"), former.join("\n"))) {
        found.push({ field: field.id, language, finding, words, rule: engine.rules.rules[finding.rule] ?? "" });
      }
    }
  }
  return found;
}

/**
 * The findings in a text that the former text does not have, with the words that they are about.
 * @param {(text: string) => Finding[]} check
 * @param {string} text
 * @param {string} former
 */
export function newFindings(check, text, former) {
  const described = (/** @type {string} */ checked) =>
    check(checked).map((finding) => ({ finding, words: checked.slice(finding.from, finding.to) }));
  const key = (/** @type {{ finding: Finding, words: string }} */ { finding, words }) =>
    `${finding.check} ${finding.to > finding.from ? words.toLowerCase() : ""}`;
  const known = new Set(described(former).map(key));
  return described(text).filter((each) => !known.has(key(each)));
}
