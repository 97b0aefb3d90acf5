// "Suggest a change": fields, checks, meaning and the written suggestion.
import assert from "node:assert/strict";
import { test } from "node:test";

import { matchingEntries } from "../../hooks/playbook/site/theme/assets/playbook/suggest/chooser.js";
import {
  constraintProblems, createTextCheck, problemsOf, senderProblems,
} from "../../hooks/playbook/site/theme/assets/playbook/suggest/checks.js";
import { keepChoice, keepText } from "../../hooks/playbook/site/theme/assets/playbook/suggest/draft.js";
import { emptyDraft } from "../../hooks/playbook/site/theme/assets/playbook/suggest/draft-store.js";
import {
  asInput, changesOf, fieldsOf, isList, isText, labelOf, nested, treeOf, trimmed, valueAfter,
} from "../../hooks/playbook/site/theme/assets/playbook/suggest/fields.js";
import { groupOf, hasVerdict, optionsOf } from "../../hooks/playbook/site/theme/assets/playbook/suggest/form.js";
import { blocksOf, runsOf } from "../../hooks/playbook/site/theme/assets/playbook/suggest/markdown.js";
import {
  heaviest, meaningOf, ordered, requirements,
} from "../../hooks/playbook/site/theme/assets/playbook/suggest/meaning.js";
import { sentenceOf } from "../../hooks/playbook/site/theme/assets/playbook/suggest/problems.js";
import { addressOf } from "../../hooks/playbook/site/theme/assets/playbook/suggest/send.js";
import { newFindings } from "../../hooks/playbook/site/theme/assets/playbook/suggest/tone.js";
import {
  isRewording, isSame, isSamePunctuation, standard, textsIn, unwrapped,
} from "../../hooks/playbook/site/theme/assets/playbook/suggest/wording.js";
import { byteCount, scalarOf, suggestionText } from "../../hooks/playbook/site/theme/assets/playbook/suggest/write.js";

const limits = { bytes: 900, values: 2, text: 50, items: 2, reason: 40, sender: 20, word: 30,
  unseen: "\u200b", emoji: "😀", joinable: "😀" };
const choices = {
  language: "en", limits, inserts: { time: "1 day" }, titles: { desk: "Desk" }, targets: { contacts: ["desk"] },
  deadlines: { names: [], changes: {} },
  tables: { weights: ["stricter", "looser", "changed", "reworded", "editorial"], binding: ["stricter"],
    verdicts: { may: ["yes", "ask_first", "no"], must: ["no", "yes"] } },
  words: {
    problems: { empty: "Empty.", long: "{n} > {most}" },
    verdicts: { may: { yes: "Yes", ask_first: "Ask", no: "No" } },
  },
  definitions: [
    { type: "choice", choices: { yes: "yes", ask_first: "ask", no: "no" } }, { type: "prose", required: true },
    { type: "proses" }, { type: "reference", kinds: ["contacts"] }],
  kinds: { rules: { title: "Rules", labels: { verdict: "Answer", text: "Text", list: "List" }, headline: "text",
    constraints: [{ when: "verdict", is_one_of: ["ask_first"], field: "ask", needs: "text", parts: [] }],
    directions: {
      verdict: { type: "ByVerdict" }, text: { type: "Reworded" },
      list: { type: "MoreIsStricter" }, ask: { type: "Changed" },
    },
    deciding: ["verdict"], dependent: ["list"] } },
  entries: { photo: ["rules", "May I post a photo?", "rules"] },
};
const entry = { kind: "rules", asks: "may", fields: [
  [["verdict"], 0, "yes"], [["text"], 1, { en: "Yes,\nyou may." }],
  [["list"], 2, { en: ["one", "two"] }], [["ask"], 3, null],
] };
const fields = fieldsOf(entry, choices);

test("fields have labels, and only what changed is a change", () => {
  assert.equal(labelOf(["steps", 2, "text"], { steps: "Step", text: "Text" }), "Step 2 · Text");
  assert.deepEqual(
    fields.map((field) => [isText(field), isList(field)]),
    [[false, false], [true, false], [true, true], [false, false]],
  );
  assert.equal(asInput(["a", "b\nc"], false), "a\nb c");
  assert.equal(trimmed(" a \r\nb "), "a\nb");
  assert.deepEqual(changesOf(fields, { verdict: "yes", text: { en: "Yes,  \nyou may." } }), []);
  const changes = changesOf(fields, { verdict: "no", list: { en: "two\n\nthree" } });
  assert.deepEqual(changes.map(({ after }) => after), ["no", { en: ["two", "three"] }]);
  assert.equal(valueAfter(fields[0], changes), "no");
  assert.deepEqual(treeOf(fields, changes).list, { en: ["two", "three"] });
  assert.deepEqual(nested([[["a", 1, "b"], "c"]]), { a: { 1: { b: "c" } } });
  assert.equal(changesOf(fields, { list: { en: "" } })[0].after, null);
});

test("a draft keeps only what differs from the handbook", () => {
  const draft = emptyDraft();
  keepText(draft, fields, "text", "en", "No.");
  keepChoice(draft, fields, "verdict", "no");
  assert.deepEqual(draft.inputs, { text: { en: "No." }, verdict: "no" });
  keepText(draft, fields, "text", "en", "Yes,\nyou may.");
  keepChoice(draft, fields, "verdict", "yes");
  assert.deepEqual(draft.inputs, {});
});

test("problems are found in texts, between fields and in what is said about the sender", () => {
  assert.deepEqual(createTextCheck(limits)("text", "a\u200bb <i>").map(([name]) => name), ["unseen", "html"]);
  const names = (inputs) => problemsOf(fields, changesOf(fields, inputs), choices, "rules").map(({ name }) => name);
  assert.deepEqual(names({ text: { en: "" } }), ["empty"]);
  assert.deepEqual(names({ text: { en: "after {time} and {other}" } }), ["name"]);
  const inTwo = { ...choices, languages: { en: "English", sv: "Svenska" }, needs_all_languages: true };
  const tip = { id: "tip", path: ["tip"], definition: { type: "text" }, before: null, label: "Tip" };
  assert.deepEqual(
    problemsOf([tip], changesOf([tip], { tip: { en: "New." } }), inTwo, "rules"),
    [{ field: "tip", language: "sv", name: "language", facts: { language: "Svenska" } }],
  );
  assert.deepEqual(names({ verdict: "ask_first" }), ["needed"]);
  assert.deepEqual(names({ verdict: "ask_first", ask: "desk" }), []);
  assert.deepEqual(constraintProblems(fields, [], choices.kinds.rules.constraints), []);
  assert.deepEqual(senderProblems("", "a@b", limits).map(({ name }) => name), ["reason", "sender"]);
  assert.deepEqual(senderProblems("why", null, limits), []);
  assert.equal(sentenceOf({ name: "empty", facts: {} }, choices), "Empty.");
});

test("a change has the meaning of its direction, and the verdict decides", () => {
  const meaning = (inputs) => meaningOf(entry, choices, treeOf(fields, []), treeOf(fields, changesOf(fields, inputs)));
  assert.deepEqual(
    meaning({ verdict: "no", list: { en: "one" } }),
    { whole: "stricter", fields: { verdict: "stricter", list: "stricter" } },
  );
  assert.deepEqual(meaning({ list: { en: "one" } }), { whole: "looser", fields: { list: "looser" } });
  assert.equal(meaning({ text: { en: "No." } }).whole, "reworded");
  assert.equal(meaning({}).whole, undefined);
  assert.equal(ordered(["a", "b"], "b", "a"), "looser");
  assert.equal(requirements({ en: ["a"] }, { en: ["a", "b"] }), "stricter");
  assert.equal(heaviest(["stricter", "looser"], choices.tables.weights), "changed");
  assert.equal(unwrapped("a\nb\n\n- c"), "a b\n- c");
  assert.ok(isSame({ en: "a\nb" }, { en: "a b" }));
  assert.ok(isSamePunctuation("”a”", "'a'") && isRewording({ en: "a" }, { en: "b" }));
  assert.equal(standard("“a”  – b"), "'a' - b");
  assert.deepEqual(textsIn("a"), ["a"]);
});

test("the suggestion is YAML that a mail program does not break", () => {
  const changes = changesOf(fields, { verdict: "no" });
  const suggestion = { entry: "photo", version: "1.0", language: "en", sender: "", reason: "Why", changes };
  const text = suggestionText(suggestion, "Read me.");
  assert.deepEqual(text.split("\n"), [
    "# Read me.", "suggestion: 1", "entry: photo", "version: 1.0", "language: en", 'reason: "Why"',
    "fields:", "  verdict: no", "before:", "  verdict: yes", "...", "",
  ]);
  assert.ok(scalarOf("word ".repeat(40), "").split("\n").every((line) => line.length <= 72));
  assert.equal(byteCount("å"), 2);
});

test("the form groups fields, and knows verdicts and references", () => {
  assert.deepEqual(fields.map((field) => groupOf(field, choices, "rules")), ["main", "main", "main", "unused"]);
  assert.ok(hasVerdict(fields[0], choices));
  assert.deepEqual(
    optionsOf({ choices, entry, asks: "may" }, fields[0]), [["yes", "Yes"], ["ask_first", "Ask"], ["no", "No"]]);
  assert.deepEqual(optionsOf({ choices, entry, asks: "may" }, fields[3]), [["desk", "Desk"]]);
  assert.deepEqual(matchingEntries(choices, "photo may").map(({ id }) => id), ["photo"]);
});

test("Markdown, addresses and new findings", () => {
  assert.deepEqual(blocksOf("a\n\n- b\n- c").map(({ type, items }) => [type, items.length]), [["p", 1], ["ul", 2]]);
  assert.deepEqual(runsOf("a **b**").map(({ type }) => type), ["text", "strong"]);
  const way = { link: "mailto:a?body={suggestion}", channel: "mail", label: "" };
  assert.equal(addressOf(way, { suggestion: "å b" }), "mailto:a?body=%C3%A5%20b");
  assert.equal(addressOf(way, { suggestion: "a\nb" }), "mailto:a?body=a%0D%0Ab");
  assert.equal(addressOf({ ...way, channel: "form" }, { suggestion: "a\nb" }), "mailto:a?body=a%0Ab");
  assert.equal(addressOf(way, { suggestion: "a".repeat(3000) }), null);
  const check = (text) => [...text.matchAll(/bad/g)].map(({ index }) => ({ from: index, to: index + 3, check: "x" }));
  assert.equal(newFindings(check, "bad bad", "").length, 2);
  assert.equal(newFindings(check, "bad", "bad").length, 0);
});
