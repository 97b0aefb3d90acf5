// A quiz about the rules on this page. A question is what a rule says, or whether a situation was
// handled well. Each round has ten questions about rules that apply to the reader. The best score is
// stored in the browser. An organisation may ask for the quiz of a role before readers confirm that they
// have read the handbook.

import { createElement, find, findAll } from "./dom.js";
import { questionsFor, requestedQuiz, rolePassed } from "./quiz-role.js";
import { pickRound } from "./quiz-round.js";
import { load, save } from "./storage.js";
import { fillIn } from "./text.js";

/**
 * A question: the content of its heading, the named choices, and the name of the right one.
 * @typedef {{ heading: (Node | string)[], choices: [name: string, text: string][], answer: string }} Question
 */

const ROUND_LENGTH = 10;
const quiz = find(document, "[data-quiz]", HTMLElement);
const texts = /** @type {Record<string, string>} */ (quiz.dataset);
const items = findAll(document, ".pb-quiz-item", HTMLElement);
const requested = requestedQuiz();
/** @type {HTMLElement[]} */
let round = [];
let rightAnswers = 0;

function showStart() {
  const best = load("quiz", /** @type {{ right: number, of: number } | null} */ (null));
  quiz.replaceChildren(
    ...(requested ? [createElement("p", {}, `${requested.forRole} ${requested.about}`)] : []),
    ...(best && !requested ? [createElement("p", {}, fillIn(texts.best, best))] : []),
    createElement("p", {}, mainButton(texts.start, start)),
  );
}

/**
 * @param {string} text
 * @param {() => void} onclick
 */
const mainButton = (text, onclick) => createElement("button", { type: "button", class: "pb-main", onclick }, text);

function start() {
  const questions = requested ? questionsFor(requested, items) : items.filter((item) => !item.hidden);
  round = pickRound(questions, requested?.of ?? ROUND_LENGTH, Math.random);
  rightAnswers = 0;
  ask(0);
}

/** @param {number} index */
function ask(index) {
  if (index === round.length) {
    showScore();
    return;
  }
  const item = round[index];
  const cases = findAll(item, ".pb-quiz-cases li", HTMLElement);
  const { heading, choices, answer } = index % 2
    ? caseQuestion(cases[Math.floor(Math.random() * cases.length)]) : verdictQuestion(item);
  const result = createElement("div", { role: "status" });
  const buttons = choices.map(([name, text]) => {
    const button = createElement("button", { type: "button" }, text);
    button.addEventListener("click", () => showAnswer(button, name === answer));
    return button;
  });
  const title = createElement("h2", { tabindex: "-1" }, ...heading);
  const place = fillIn(texts.number, { n: index + 1, of: round.length });
  const choiceItems = buttons.map((button) => createElement("li", {}, button));
  const list = createElement("ul", { class: "pb-flow-choices" }, ...choiceItems);
  quiz.replaceChildren(createElement("p", { class: "pb-quiz-number" }, place), title, list, result);
  title.focus();

  /**
   * @param {HTMLButtonElement} chosen
   * @param {boolean} isRight
   */
  function showAnswer(chosen, isRight) {
    rightAnswers += isRight ? 1 : 0;
    for (const button of buttons) button.disabled = true;
    buttons[choices.findIndex(([name]) => name === answer)].classList.add("pb-is-right");
    if (!isRight) chosen.classList.add("pb-is-wrong");
    const attributes = { class: "pb-quiz-told", tabindex: "-1" };
    const verdict = createElement("p", attributes, isRight ? texts.right : texts.wrong);
    const next = mainButton(texts.next, () => ask(index + 1));
    result.replaceChildren(verdict, explanation(item), createElement("p", {}, next));
    verdict.focus(); // below the choices, while the button may be below the screen
  }
}

/**
 * The explanation of the answer, from the rule.
 * @param {HTMLElement} item
 */
function explanation(item) {
  const answer = /** @type {HTMLElement} */ (find(item, ".pb-quiz-answer", HTMLElement).cloneNode(true));
  find(answer, ".pb-quiz-cases", HTMLElement).remove();
  return answer;
}

/**
 * The question that a rule answers, with its verdict as the right answer.
 * @param {HTMLElement} item
 * @returns {Question}
 */
function verdictQuestion(item) {
  const { asks, verdict = "" } = item.dataset;
  const names = asks === "must" ? ["yes", "yes_if", "no"] : ["yes", "yes_if", "ask_first", "no"];
  const text = (/** @type {string} */ name) => quiz.getAttribute(`data-${asks}-${name.replace("_", "-")}`) ?? "";
  return {
    heading: [find(item, "summary", HTMLElement).textContent ?? ""],
    choices: names.map((name) => [name, text(name)]),
    answer: verdict,
  };
}

/**
 * A question about an example of a rule: was the situation handled well?
 * @param {HTMLElement} example
 * @returns {Question}
 */
function caseQuestion(example) {
  const text = find(example, "span", HTMLElement).textContent ?? "";
  return {
    heading: [`${texts.situation} `, createElement("span", { class: "pb-quiz-situation" }, text)],
    choices: [["fine", texts.fine], ["notFine", texts.notFine]],
    answer: "fine" in example.dataset ? "fine" : "notFine",
  };
}

function showScore() {
  const score = { right: rightAnswers, of: round.length };
  const heading = createElement("h2", { tabindex: "-1" }, fillIn(texts.score, score));
  const again = createElement("p", {}, mainButton(texts.again, start));
  if (requested) {
    quiz.replaceChildren(heading, rolePassed(requested, score), again);
  } else {
    if (rightAnswers > load("quiz", { right: -1 }).right) save("quiz", score);
    quiz.replaceChildren(heading, again);
  }
  heading.focus();
}

showStart();
