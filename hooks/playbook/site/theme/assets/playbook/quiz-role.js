// The quiz of a role, which an organisation may ask for before the link to confirm a version appears.

import { createElement, find, findAll, textOf } from "./dom.js";
import { appliesTo, readerScope, scopeOf, storedChoice } from "./scope.js";
import { load, save } from "./storage.js";
import { fillIn } from "./text.js";

/**
 * The quiz that the URL asks for: `right` of `of` answers must be right. `roles` are the role and those
 * that it includes, and `href` is the page on which it confirms.
 * @typedef {{
 *   role: string, roles: string[], href: string, version: string, right: number, of: number,
 *   forRole: string, about: string, passed: string, failed: string,
 * }} RequestedQuiz
 */

/** The name of the stored versions for which a quiz was passed, by role. */
const PASSED = "quiz-passed";

/** @returns {RequestedQuiz | null} the quiz of the role in the URL; null if there is none */
export function requestedQuiz() {
  const box = document.querySelector("[data-quiz-roles]");
  const role = new URLSearchParams(location.search).get("role");
  const link = box && findAll(box, "a", HTMLAnchorElement).find((each) => each.dataset.role === role);
  if (!(box instanceof HTMLElement) || !link || !role) return null;
  const { version = "", right, of, about = "", forRole = "", passed = "", failed = "" } = box.dataset;
  return {
    role, roles: (link.dataset.with ?? role).split(" "), href: link.href, version,
    right: Number(right), of: Number(of), about, forRole: fillIn(forRole, { role: textOf(link) }), passed, failed,
  };
}

/**
 * The questions about rules that apply to the role, and to the reader's account and country.
 * @param {RequestedQuiz} requested
 * @param {HTMLElement[]} items
 */
export function questionsFor(requested, items) {
  const reader = readerScope({ ...storedChoice(), role: requested.role }, requested.roles);
  return items.filter((item) => appliesTo(scopeOf(item), reader));
}

/**
 * How many answers must be right if there are fewer questions than asked for.
 * @param {{ right: number, of: number }} requested
 * @param {number} count
 */
export const neededOf = ({ right, of }, count) => Math.ceil((right * Math.min(count, of)) / of);

/**
 * Store that the quiz was passed, and say how to go on.
 * @param {RequestedQuiz} requested
 * @param {{ right: number, of: number }} score
 */
export function rolePassed(requested, score) {
  const needed = neededOf(requested, score.of);
  if (score.right < needed) {
    return createElement("p", {}, fillIn(requested.failed, { right: needed, of: score.of }));
  }
  save(PASSED, { ...load(PASSED, {}), [requested.role]: requested.version });
  const link = createElement("a", { class: "pb-button", href: requested.href }, requested.passed);
  return createElement("p", { class: "pb-buttons" }, link);
}

/**
 * Show the link to confirm a version only after the quiz. Where the browser stores nothing, nobody could
 * pass, so that the link stays. Without this script it stays as well.
 */
export function holdBackLink() {
  const section = document.querySelector("[data-quiz-before]");
  if (!(section instanceof HTMLElement)) return;
  /** @type {Record<string, string>} */
  const passed = load(PASSED, {});
  const isPassed = passed[section.dataset.quizBefore ?? ""] === section.dataset.version;
  const canStore = save(PASSED, passed);
  find(section, "[data-quiz-passed]", HTMLElement).hidden = !isPassed;
  find(section, "[data-confirm-link]", HTMLElement).hidden = canStore && !isPassed;
}
