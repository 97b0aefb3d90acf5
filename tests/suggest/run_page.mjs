// Runs functions of the page "Suggest a change". Reads the cases of each function as JSON from standard
// input: {meanings, problems, texts, constraints}, each optional. Prints the results by the same names.

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const { meanings, problems, texts, constraints } = JSON.parse(readFileSync(0, "utf8"));
const load = (name) => import(pathToFileURL(`${process.argv[2]}/${name}.js`).href);
const { fieldsOf, treeOf } = await load("fields");
const { meaningOf } = await load("meaning");
const { constraintProblems, createTextCheck, problemsOf } = await load("checks");

/** The change of a field to a value. */
const changesFor = (fields, changes) => changes.map(([path, after]) => {
  const field = fields.find(({ id }) => id === path.join("."));
  return { field, before: field.before, after };
});

function meaningsOf({ choices, entries, cases }) {
  return cases.map(({ id, changes }) => {
    const fields = fieldsOf(entries[id], choices);
    const { whole, fields: types } = meaningOf(
      entries[id], choices, treeOf(fields, []), treeOf(fields, changesFor(fields, changes)),
    );
    return [whole === undefined ? "unchanged" : whole, types];
  });
}

function problemsIn({ choices, entries, cases }) {
  return cases.map(({ id, changes }) => {
    const fields = fieldsOf(entries[id], choices);
    return problemsOf(fields, changesFor(fields, changes), choices, entries[id].kind)
      .map(({ name, language }) => `${name} ${language}`);
  });
}

function textProblems({ limits, entries, cases }) {
  const check = createTextCheck(limits, entries);
  return cases.map(({ type, text, before }) => check(type, text, before).map(([name]) => name));
}

function broken({ constraints: all, cases }) {
  return cases.map(({ fields, values }) => {
    const empty = fields.map((path) => (
      { id: path.join("."), path, before: null, label: "", definition: { type: "choice" } }));
    const changes = values.map((after, at) => ({ field: empty[at], before: null, after }));
    return constraintProblems(empty, changes, all).map(({ field, name }) => `${name} ${field}`);
  });
}

process.stdout.write(JSON.stringify({
  meanings: meanings && meaningsOf(meanings),
  problems: problems && problemsIn(problems),
  texts: texts && textProblems(texts),
  constraints: constraints && broken(constraints),
}));
