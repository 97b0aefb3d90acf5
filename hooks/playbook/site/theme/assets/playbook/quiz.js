// A quiz from the rules on this page: what may I do, or is this situation handled well? Ten at a
// time, from those that the reader's choice leaves in. The best result stays in the browser.

import { keep, kept, make } from "./keep.js";

const ROUND = 10;
const quiz = document.querySelector("[data-quiz]");
const words = quiz.dataset;
const all = [...document.querySelectorAll(".quiz-item")];
let round = [];
let right = 0;

begin();

function begin() {
  const best = kept("quiz", null);
  quiz.replaceChildren(...(best ? [make("p", {}, words.best.replace("{right}", best.right).replace("{of}", best.of))] : []),
    make("p", {}, make("button", { type: "button", class: "main", onclick: start }, words.start)));
}

function start() {
  const open = all.filter((item) => !item.hidden);
  for (let i = open.length - 1; i > 0; i -= 1) {
    const j = Math.floor(Math.random() * (i + 1));
    [open[i], open[j]] = [open[j], open[i]];
  }
  round = open.slice(0, ROUND);
  right = 0;
  ask(0);
}

function ask(number) {
  if (number === round.length) {
    end();
    return;
  }
  const item = round[number];
  const cases = [...item.querySelectorAll(".quiz-cases li")];
  const one = number % 2 ? cases[Math.floor(Math.random() * cases.length)] : null;
  const [asked, choices, answer] = one ? situation(one) : verdict(item);
  const result = make("div", { role: "status" });
  const buttons = choices.map(([name, text]) => make("button", {
    type: "button",
    onclick: (event) => tell(event.currentTarget, name === answer),
  }, text));
  const heading = make("h2", { tabindex: "-1" }, ...asked);
  const place = words.number.replace("{n}", number + 1).replace("{of}", round.length);
  quiz.replaceChildren(make("p", { class: "quiz-number" }, place), heading,
    make("ul", { class: "flow-choices" }, ...buttons.map((button) => make("li", {}, button))), result);
  heading.focus();

  function tell(button, isRight) {
    right += isRight ? 1 : 0;
    for (const other of buttons) other.disabled = true;
    button.classList.add(isRight ? "is-right" : "is-wrong");
    const why = item.querySelector(".quiz-answer").cloneNode(true);
    why.querySelector(".quiz-cases").remove();
    const next = make("button", { type: "button", class: "main", onclick: () => ask(number + 1) }, words.next);
    result.replaceChildren(make("p", { class: "quiz-told" }, isRight ? words.right : words.wrong), why, make("p", {}, next));
    next.focus({ preventScroll: true });
  }
}

function verdict(item) {
  const { asks, verdict: answer } = item.dataset;
  const names = asks === "must" ? ["yes", "no"] : ["yes", "yes_if", "ask_first", "no"];
  const textOf = (name) => quiz.getAttribute(`data-${asks}-${name.replace("_", "-")}`);
  return [[item.querySelector("summary").textContent], names.map((name) => [name, textOf(name)]), answer];
}

function situation(one) {
  const choices = [["fine", words.fine], ["notFine", words.notFine]];
  const text = make("span", { class: "quiz-situation" }, one.querySelector("span").textContent);
  return [[`${words.situation} `, text], choices, "fine" in one.dataset ? "fine" : "notFine"];
}

function end() {
  const best = kept("quiz", { right: -1 });
  if (right > best.right) keep("quiz", { right, of: round.length });
  const heading = make("h2", { tabindex: "-1" }, words.score.replace("{right}", right).replace("{of}", round.length));
  quiz.replaceChildren(heading, make("p", {}, make("button", { type: "button", class: "main", onclick: start }, words.again)));
  heading.focus();
}
