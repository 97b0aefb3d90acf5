// The six sorts of check: the same as post/sorts.py of the command.

import { counted, over, VALID } from "./limits.js";
import { findPhrases } from "./phrases.js";
import { signs } from "./tokens.js";

const EARLY = 5;
const MOST = 60;

/** A text short enough for a message. */
function cut(text) {
  const points = [...text];
  return points.length <= MOST ? text : `${points.slice(0, MOST - 1).join("")}…`;
}

const spot = (start, end, post) => ({ start, end, said: cut(post.text.slice(start, end)) });

function avoid(sought, post) {
  return findPhrases(sought.phrases, post).map((match) => {
    const found = post.text.slice(match.start, match.end);
    return { start: match.start, end: match.end, said: cut(found), instead: instead(match, found) };
  });
}

/** The replacement, where the words stand just as the editor listed them. */
function instead(match, found) {
  const { instead: words, text } = match.phrase;
  if (words === undefined || found.toLowerCase() !== text.toLowerCase()) return undefined;
  const [first] = found;
  const [initial] = words;
  return first !== first.toLowerCase() ? initial.toUpperCase() + words.slice(initial.length) : words;
}

function pattern(sought, post) {
  return sought.patterns.flatMap((form) => [...post.text.matchAll(form)].map((found) => ({
    ...spot(found.index, found.index + found[0].length, post),
    instead: sought.check.replace ?? undefined,
  })));
}

function limit(sought, post, setting) {
  const { check } = sought;
  let most = check.max;
  if (check.of === "characters" && most === null) {
    most = sought.rules.channels[setting.channel]?.characters ?? null;
  }
  if (most === null) return [];
  if (check.of === "words") return over(findPhrases(sought.phrases, post), most);
  return counted(check, post, most, sought.exceptions);
}

function require(sought, post) {
  let cause = { start: 0, end: 0, said: "" };
  if (sought.condition) {
    const [first] = holding(sought.condition, post)
      .sort((one, other) => one.start - other.start || one.end - other.end);
    if (!first) return [];
    cause = spot(first.start, first.end, post);
  }
  const { place } = sought.check;
  return holding(sought, post).some(({ start }) => isAt(place, start, post)) ? [] : [cause];
}

/** Where the post holds one of the things of a condition. */
function holding(sought, post) {
  const found = findPhrases(sought.phrases, post).map(({ start, end }) => ({ start, end }));
  for (const form of sought.patterns) {
    for (const one of post.text.matchAll(form)) {
      found.push({ start: one.index, end: one.index + one[0].length });
    }
  }
  for (const element of sought.check.has) found.push(...elements(element, post));
  return found;
}

function elements(element, post) {
  if (element === "question") return signs(post, "?").map((at) => ({ start: at, end: at + 1 }));
  if (element === "number") return post.words.filter((word) => /^[0-9]/.test(word.text));
  return post.of(element);
}

function isAt(place, start, post) {
  if (place === "first") return post.units.filter((unit) => unit.end <= start).length < EARLY;
  if (place === "last") return !post.text.slice(start).replace(/[ \t\r\n]+$/, "").includes("\n");
  return true;
}

function order(sought, post) {
  const { of } = sought.check;
  if (of === "label_before_link") {
    const [link] = post.of("link");
    const [label] = findPhrases(sought.phrases, post);
    return link && label && label.start > link.start ? [spot(label.start, label.end, post)] : [];
  }
  if (of === "hashtag_capitals") {
    return post.of("hashtag").filter(isSmall).map((tag) => spot(tag.start, tag.end, post));
  }
  const late = post.of(of === "hashtags_last" ? "hashtag" : "emoji")
    .find((token) => hasWordsAfter(of, token, post));
  return late ? [spot(late.start, late.end, post)] : [];
}

function hasWordsAfter(of, token, post) {
  if (of === "hashtags_last") return token.start < (post.words.at(-1)?.start ?? 0);
  const line = post.text.indexOf("\n", token.end);
  const end = line < 0 ? post.text.length : line;
  return post.words.some((word) => token.end <= word.start && word.start < end);
}

/** Whether a hashtag has small letters and no capital; one of two letters is one word. */
function isSmall(tag) {
  const letters = [...tag.text];
  return letters.length > 3 && !letters.some((one) => one !== one.toLowerCase()) &&
    letters.some((one) => one !== one.toUpperCase());
}

function detect(sought, post) {
  const taken = [];
  for (const what of sought.check.what) {
    for (const found of post.text.matchAll(sought.detected[what])) {
      const start = found.index;
      const end = start + found[0].length;
      const known = taken.some((one) => start < one.end && one.start < end);
      if (!known && (VALID[what]?.(found[0]) ?? true)) taken.push(spot(start, end, post));
    }
  }
  return taken;
}

export const SORTS = { avoid, pattern, limit, require, order, detect };
