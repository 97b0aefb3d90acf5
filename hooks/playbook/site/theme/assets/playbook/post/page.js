// The page "check a post": the engine run on what stands in the field, as one types.
// Nothing is kept and nothing is sent; the page's policy lets no request out.

import { showCounts } from "./counts.js";
import { engine } from "./engine.js";
import { showFindings } from "./items.js";
import { markUp, moved } from "./marks.js";

const SLICE = 8; // milliseconds of work before a key that waits gets its turn
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
    status: part("status"), counts: part("counts"), fixAll: part("fix-all"), jump: part("jump"),
    text: "", findings: [], turn: 0, told: 0,
  };
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => changed(view));
  view.list.addEventListener("click", (event) => act(view, event.target));
  part("clear").addEventListener("click", () => put(view, 0, field.value.length, ""));
  view.fixAll.addEventListener("click", () => fixAll(view));
  changed(view);
}

/** Keep the marks under their words at once, and check when the page has been drawn. */
function changed(view) {
  const text = view.field.value;
  moved(view.findings, view.text, text);
  view.text = text;
  markUp(view.marks, text, view.findings);
  view.list.setAttribute("aria-busy", "true");
  const turn = ++view.turn;
  requestAnimationFrame(async () => {
    await pause();
    if (turn === view.turn) await check(view, turn);
  });
}

/** Let what waits have its turn: a key, a picture. */
function pause() {
  return new Promise((go) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      go();
    };
    port2.postMessage(null);
  });
}

/** Run the rules a slice at a time; a key in between ends the run, for another has begun. */
async function check(view, turn) {
  const { text, form } = view;
  const setting = {
    channel: form.elements.channel.value || null,
    account: form.elements.account.value,
    situation: form.elements.situation.value,
  };
  const steps = view.engine.steps(text, setting);
  let since = performance.now();
  let step = steps.next();
  while (!step.done) {
    if (performance.now() - since > SLICE) {
      await pause();
      if (turn !== view.turn) return;
      since = performance.now();
    }
    step = steps.next();
  }
  const { post, findings } = step.value;
  view.findings = findings;
  markUp(view.marks, text, findings);
  showFindings(view.list, findings, text, view.words, view.rules);
  showCounts(view.counts, post, setting, view.words, view.rules);
  sum(view);
  view.list.setAttribute("aria-busy", "false");
}

/** Say how much was found: at once to the eye, and to a screen reader when the keys rest. */
function sum(view) {
  const { words, findings } = view;
  const some = words[findings.length === 1 ? "foundOne" : "foundOther"];
  const said = findings.length ? some.replace("{n}", findings.length) : words.nothing;
  view.summary.textContent = view.text.trim() ? said : words.empty;
  view.jump.hidden = !findings.length;
  view.jump.firstChild.textContent = said;
  view.fixAll.hidden = !findings.some((finding) => finding.instead !== undefined);
  clearTimeout(view.told);
  view.told = setTimeout(() => {
    if (view.status.textContent !== view.summary.textContent) {
      view.status.textContent = view.summary.textContent;
    }
  }, SAID_AFTER);
}

/** Do what a button of a finding says, unless the words have been changed since. */
function act(view, target) {
  const { finding } = target.closest(".finding") ?? {};
  if (!finding || finding.gone) return;
  if (target.matches("[data-show]")) {
    view.field.focus();
    view.field.setSelectionRange(finding.from, finding.to);
  } else if (target.matches("[data-replace]")) {
    put(view, finding.from, finding.to, finding.instead);
    view.status.textContent = view.words.replaced.replace("{words}", () => finding.instead);
  }
}

function fixAll(view) {
  let last = view.field.value.length + 1;
  for (const finding of [...view.findings].reverse()) {
    if (finding.instead !== undefined && !finding.gone && finding.to <= last) {
      last = finding.from;
      put(view, finding.from, finding.to, finding.instead);
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
    changed(view);
  }
}
