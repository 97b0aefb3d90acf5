// A decision flow, one question at a time. What is asked stands in the page as a nested list; the
// way taken stands in the address, so that it can be sent to somebody and gone back in.

import { copy } from "./copy.js";
import { deadline } from "./deadline.js";
import { make, word } from "./keep.js";

const flow = document.querySelector("[data-flow]");
const whole = flow.querySelector(".flow-whole");
const steps = new Map();
for (const step of flow.querySelectorAll("[data-step]")) steps.set(step.dataset.step, step);

const stage = make("section", { class: "flow-stage" });
whole.open = false;
addEventListener("beforeprint", () => { whole.open = true; });

/** The way: [question, number of the answer] for each question answered. */
let way = [];
/** The calendar of the organisation, once it was asked for. */
let asked = null;

const ownAnswers = (step) => [...step.querySelector(".flow-answers").children];

/** The way in the address, as far as the flow still has such questions and answers. */
function read() {
  const found = [];
  let name = flow.dataset.flow;
  for (const part of decodeURIComponent(location.hash).replace(/^#way=/, "").split("/")) {
    const [question, number] = part.split(".");
    const answer = question === name && steps.get(name)?.matches(".flow-step")
      ? ownAnswers(steps.get(name))[Number(number)] : null;
    if (!answer) break;
    found.push([name, Number(number)]);
    name = answer.dataset.to;
  }
  return found;
}

function go(next) {
  way = next;
  const hash = way.map(([name, number]) => `${name}.${number}`).join("/");
  history.pushState(null, "", hash ? `#way=${hash}` : location.pathname);
  show(true);
}

function show(move) {
  let name = flow.dataset.flow;
  const taken = make("ol", { class: "flow-way", "aria-label": flow.dataset.way });
  way.forEach(([question, number], index) => {
    const step = steps.get(question);
    const answer = ownAnswers(step)[number];
    const asked = step.querySelector(".flow-question").textContent;
    const said = answer.querySelector(".flow-answer").textContent;
    taken.append(make("li", {}, make("button", {
      type: "button", class: "quiet", onclick: () => go(way.slice(0, index)),
    }, `${asked} `, make("strong", {}, said))));
    name = answer.dataset.to;
  });
  const step = steps.get(name);
  const body = step.matches(".flow-step") ? question(step, name) : outcome(step);
  stage.replaceChildren(...(way.length ? [taken] : []), ...body, tools(step));
  if (move) stage.querySelector("h2").focus();
}

function question(step, name) {
  const help = step.querySelector(":scope > .flow-help")?.cloneNode(true) ?? null;
  const choices = ownAnswers(step).map((answer, number) => make("li", {}, make("button", {
    type: "button", onclick: () => go([...way, [name, number]]),
  }, answer.querySelector(".flow-answer").textContent)));
  return [
    make("h2", { tabindex: "-1" }, step.querySelector(".flow-question").textContent),
    ...(help ? [help] : []),
    make("ul", { class: "flow-choices" }, ...choices),
  ];
}

function outcome(step) {
  const copied = step.cloneNode(true);
  const title = copied.querySelector(".flow-outcome-title");
  const heading = make("h2", { tabindex: "-1", class: "flow-outcome-title" });
  heading.append(...title.childNodes);
  title.replaceWith(heading);
  if (step.dataset.unit) heading.after(clockOf(step));
  return [copied];
}

/** By when, as clock time: reckoned from now, or from the time that the reader gives. */
function clockOf(step) {
  const within = { amount: Number(step.dataset.amount), unit: step.dataset.unit };
  const result = make("strong", { role: "status" });
  const small = make("span", { class: "flow-hours" });
  const now = new Date();
  const local = new Date(now - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
  const from = make("input", { type: "datetime-local", value: local });
  const box = make("div", { class: "flow-due" },
    make("p", {}, `${flow.dataset.due} `, result),
    make("label", {}, `${flow.dataset.from} `, from), small);
  box.hidden = true;
  calendar().then((days) => {
    const reckon = () => {
      const start = new Date(from.value);
      const due = Number.isNaN(+start) ? null : deadline(start, within, days);
      result.textContent = due ? shown(due, days) : flow.dataset.beyond.replace("{last}", days.last);
    };
    small.textContent = within.unit.startsWith("working")
      ? flow.dataset.hours.replace("{opens}", days.opens).replace("{closes}", days.closes) : "";
    from.addEventListener("input", reckon);
    reckon();
    box.hidden = false;
  }).catch(() => {}); // without the calendar the length of time alone is told
  return box;
}

function calendar() {
  asked ??= fetch(new URL("calendar.json", import.meta.url)).then((answer) => answer.json());
  return asked;
}

function shown(due, { timeZone }) {
  const elsewhere = Intl.DateTimeFormat().resolvedOptions().timeZone !== timeZone;
  return new Intl.DateTimeFormat(document.documentElement.lang, {
    weekday: "long", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit", timeZone,
    hourCycle: "h23", ...(elsewhere ? { timeZoneName: "short" } : {}),
  }).format(due);
}

function tools(step) {
  const link = make("button", { type: "button", class: "quiet" }, flow.dataset.copy);
  link.addEventListener("click", () => copy(location.href, link, word("copied")));
  const ended = step.matches(".flow-outcome");
  if (!way.length && !ended) return "";
  return make("p", { class: "buttons flow-tools" }, ...(way.length ? [
    make("button", { type: "button", onclick: () => go(way.slice(0, -1)) }, flow.dataset.back),
    make("button", { type: "button", onclick: () => go([]) }, flow.dataset.restart),
  ] : []), link);
}

way = read();
show(false);
whole.before(stage);
flow.classList.add("is-ready");
addEventListener("popstate", () => { way = read(); show(true); }); // also when the hash is changed
