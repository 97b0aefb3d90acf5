// Reads the rules of a Vale style as Vale's own source does, and runs them on texts. Reads
// {rules, texts} as JSON from standard input, and prints the matches of each rule in each text, with
// positions in code points.

import { readFileSync } from "node:fs";

const { rules, texts } = JSON.parse(readFileSync(0, "utf8"));

/** An expression of Vale's engine as an expression of JavaScript, where (?i:…) is a flag. */
function expression(form, flags) {
  const inner = form.replaceAll("(?i:", "(?:");
  return new RegExp(inner, `${flags}${inner === form ? "" : "i"}gmu`.replace("ii", "i"));
}

function spansOf(form, flags, text) {
  return [...text.matchAll(expression(form, flags))]
    .map((found) => [found.index, found.index + found[0].length, found]);
}

/** Whether a match is one of the exceptions, or within an exception. */
function isExcepted({ exceptions = [] }, text, [start, end]) {
  const listed = exceptions.join("|");
  if (!listed) return false;
  const bounded = `(?<![\\p{L}\\p{N}_])(?:${listed})(?![\\p{L}\\p{N}_])`;
  return spansOf(bounded, "", text.slice(start, end)).length > 0 ||
    spansOf(bounded, "", text).some(([from, to]) => from <= start && end <= to);
}

const points = {
  existence(rule, text) {
    const form = `(?:${rule.tokens.join("|")})`;
    return spansOf(form, rule.ignorecase ? "i" : "", text).filter((span) => !isExcepted(rule, text, span));
  },
  substitution(rule, text) {
    const swaps = Object.entries(rule.swap);
    const form = `(?:${swaps.map(([words]) => `(${words})`).join("|")})`;
    return spansOf(form, rule.ignorecase ? "i" : "", text)
      .filter((span) => !isExcepted(rule, text, span))
      .map(([start, end, found]) => {
        const [, instead] = swaps[found.slice(1).findIndex((group) => group !== undefined)];
        return [start, end, found, instead];
      });
  },
  occurrence(rule, text) {
    const found = spansOf(`(?:${rule.token})`, rule.ignorecase ? "i" : "", text);
    const isWrong = (rule.max > 0 && found.length > rule.max) || (rule.min > 0 && found.length < rule.min);
    return isWrong ? [found[0] ?? [0, 0]] : [];
  },
  conditional(rule, text) {
    return spansOf(rule.second, "", text).length ? [] : spansOf(rule.first, "", text);
  },
};

const length = (text) => [...text].length;
const results = rules.map((rule) => texts.map((text) =>
  points[rule.extends](rule, text).map(([start, end, , instead]) =>
    [length(text.slice(0, start)), length(text.slice(0, end)), instead ?? null])));
process.stdout.write(JSON.stringify(results));
