// Reads the rules of a Vale style as Vale's own source does, and runs them on texts: {rules, texts}
// as JSON on standard input, what each rule tells of each text on output, in code points.

import { readFileSync } from "node:fs";

const { rules, texts } = JSON.parse(readFileSync(0, "utf8"));

/** An expression of Vale's engine as one of JavaScript's: (?i:…) is a flag here. */
function expression(form, flags) {
  const inner = form.replaceAll("(?i:", "(?:");
  return new RegExp(inner, `${flags}${inner === form ? "" : "i"}gmu`.replace("ii", "i"));
}

function spots(form, flags, text) {
  return [...text.matchAll(expression(form, flags))]
    .map((found) => [found.index, found.index + found[0].length, found]);
}

/** Whether what was found is one of the exceptions, or within one. */
function excepted({ exceptions = [] }, text, [start, end]) {
  const listed = exceptions.join("|");
  if (!listed) return false;
  const bounded = `(?<![\\p{L}\\p{N}_])(?:${listed})(?![\\p{L}\\p{N}_])`;
  return spots(bounded, "", text.slice(start, end)).length > 0 ||
    spots(bounded, "", text).some(([from, to]) => from <= start && end <= to);
}

const points = {
  existence(rule, text) {
    const form = `(?:${rule.tokens.join("|")})`;
    return spots(form, rule.ignorecase ? "i" : "", text).filter((spot) => !excepted(rule, text, spot));
  },
  substitution(rule, text) {
    const swaps = Object.entries(rule.swap);
    const form = `(?:${swaps.map(([words]) => `(${words})`).join("|")})`;
    return spots(form, rule.ignorecase ? "i" : "", text)
      .filter((spot) => !excepted(rule, text, spot))
      .map(([start, end, found]) => {
        const [, instead] = swaps[found.slice(1).findIndex((group) => group !== undefined)];
        return [start, end, found, instead];
      });
  },
  occurrence(rule, text) {
    const found = spots(`(?:${rule.token})`, rule.ignorecase ? "i" : "", text);
    const isWrong = (rule.max > 0 && found.length > rule.max) || (rule.min > 0 && found.length < rule.min);
    return isWrong ? [found[0] ?? [0, 0]] : [];
  },
  conditional(rule, text) {
    return spots(rule.second, "", text).length ? [] : spots(rule.first, "", text);
  },
};

const length = (text) => [...text].length;
const results = rules.map((rule) => texts.map((text) =>
  points[rule.extends](rule, text).map(([start, end, , instead]) =>
    [length(text.slice(0, start)), length(text.slice(0, end)), instead ?? null])));
process.stdout.write(JSON.stringify(results));
