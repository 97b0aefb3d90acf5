// The page "check a post": the engine run on what stands in the field, as one types.
// Nothing is kept and nothing is sent; the page's policy lets no request out.

import { engine, unitPlaces } from "./engine.js";
import { characters } from "./limits.js";
import { markUp } from "./marks.js";
import { findingItem } from "./items.js";

const ORDER = { error: 0, warning: 1, suggestion: 2 };
const SAID_AFTER = 900; // milliseconds without a key before a screen reader is told

/** Bring the page to life with the rules of its language. */
export function start(rules) {
  const form = document.querySelector("[data-draft]");
  const words = document.getElementById("draft-words").dataset;
  const part = (name) => form.querySelector(`[data-${name}]`);
  const field = form.elements.text;
  const view = {
    form, field, words, rules,
    engine: engine(rules),
    marks: part("marks"), list: part("findings"), summary: part("summary"),
    status: part("status"), counts: part("counts"), fixAll: part("fix-all"),
    findings: [], asked: 0, told: 0,
  };
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => ask(view));
  part("clear").addEventListener("click", () => { put(view, 0, field.value.length, ""); });
  view.fixAll.addEventListener("click", () => fixAll(view));
  check(view);
}

/** Check before the next picture of the page is drawn; many keys in between are one check. */
function ask(view) {
  if (view.asked) return;
  view.asked = requestAnimationFrame(() => {
    view.asked = 0;
    check(view);
  });
}

function check(view) {
  const { field, form } = view;
  const text = field.value;
  const setting = {
    channel: form.elements.channel.value || null,
    account: form.elements.account.value,
    situation: form.elements.situation.value,
  };
  const places = unitPlaces(text);
  view.findings = view.engine.check(text, setting)
    .map((finding) => ({ ...finding, from: places[finding.start], to: places[finding.end] }));
  markUp(view.marks, text, view.findings);
  showFindings(view, text);
  showCounts(view, text, setting);
}

function showFindings(view, text) {
  const { words, findings, rules } = view;
  const ordered = [...findings].sort((one, other) => ORDER[one.level] - ORDER[other.level]);
  view.list.replaceChildren(...ordered.map((finding) => findingItem(finding, text, words, rules, {
    show: () => show(view, finding),
    replace: () => replace(view, finding),
  })));
  const some = words[findings.length === 1 ? "foundOne" : "foundOther"];
  const said = findings.length ? some.replace("{n}", findings.length) : words.nothing;
  view.summary.textContent = text.trim() ? said : words.empty;
  view.fixAll.hidden = !findings.some((finding) => finding.instead !== undefined);
  clearTimeout(view.told);
  view.told = setTimeout(() => {
    if (view.status.textContent !== view.summary.textContent) {
      view.status.textContent = view.summary.textContent;
    }
  }, SAID_AFTER);
}

/** Select the words of a finding in the field. */
function show(view, finding) {
  view.field.focus();
  view.field.setSelectionRange(finding.from, finding.to);
}

function replace(view, finding) {
  put(view, finding.from, finding.to, finding.instead);
  view.status.textContent = view.words.replaced.replace("{words}", finding.instead);
}

function fixAll(view) {
  let last = view.field.value.length + 1;
  for (const finding of [...view.findings].reverse()) {
    if (finding.instead !== undefined && finding.to <= last) {
      put(view, finding.from, finding.to, finding.instead);
      last = finding.from;
    }
  }
}

/** Write in the field as if it were typed, so that it can be undone. */
function put(view, from, to, words) {
  const { field } = view;
  field.focus();
  field.setSelectionRange(from, to);
  const typed = document.execCommand(words ? "insertText" : "delete", false, words);
  if (!typed) {
    field.setRangeText(words, from, to, "end");
    check(view);
  }
}

/** How long the post is, beside what each channel takes. */
function showCounts(view, text, setting) {
  const { words, rules } = view;
  const length = characters(text);
  const { words: found } = view.engine.read(text);
  const rows = [[words.characters, String(length), false], [words.words, String(found.length), false]];
  for (const [id, { title, characters: most }] of Object.entries(rules.channels)) {
    const wanted = most !== null && (!setting.channel || setting.channel === id);
    if (!wanted) continue;
    const over = length > most;
    const said = (over ? words.tooMany : words.of).replace("{n}", length).replace("{most}", most)
      .replace("{over}", length - most);
    rows.push([title, said, over]);
  }
  view.counts.replaceChildren(...rows.map(([title, said, over]) => {
    const row = document.createElement("div");
    const name = document.createElement("dt");
    const value = document.createElement("dd");
    name.textContent = title;
    value.textContent = said;
    value.classList.toggle("is-over", over);
    row.append(name, value);
    return row;
  }));
}
