// The length of the post, compared with the limit of each channel.

import { createElement } from "../dom.js";
import { fillIn, formatNumber } from "../text.js";
import { countCharacters } from "./limits.js";

/** @import { PageRules, Post, Setting } from "./types.js" */
/** @typedef {{ title: string, text: string, isOver: boolean }} Count */

/**
 * Show the counts, updating only the rows that have changed.
 * @param {HTMLElement} list
 * @param {Post} post
 * @param {Setting} setting
 * @param {Record<string, string>} texts
 * @param {PageRules} rules
 */
export function showCounts(list, post, setting, texts, rules) {
  const counts = countsOf(post, setting, texts, rules);
  if (list.children.length !== counts.length) list.replaceChildren(...counts.map(createRow));
  counts.forEach((count, number) => updateRow(list.children[number], count));
}

/**
 * The number of characters and words, and the characters with the limit of each possible channel.
 * @param {Pick<Post, "text" | "words">} post
 * @param {Setting} setting
 * @param {Record<string, string>} texts
 * @param {Pick<PageRules, "channels">} rules
 * @returns {Count[]}
 */
export function countsOf(post, setting, texts, { channels }) {
  const length = countCharacters(post.text);
  const ofChannels = Object.entries(channels).flatMap(([id, { title, characters: max }]) => {
    if (max === null || (setting.channel && setting.channel !== id)) return [];
    const isOver = length > max;
    const template = isOver ? texts.tooMany : texts.of;
    return [{ title, text: fillIn(template, { n: length, most: max, over: length - max }), isOver }];
  });
  return [
    { title: texts.characters, text: formatNumber(length), isOver: false },
    { title: texts.words, text: formatNumber(post.words.length), isOver: false },
    ...ofChannels,
  ];
}

const createRow = () => createElement("div", {}, createElement("dt"), createElement("dd"));

/**
 * @param {Element} row
 * @param {Count} count
 */
function updateRow({ children: [name, value] }, { title, text, isOver }) {
  if (name.textContent !== title) name.textContent = title;
  if (value.textContent !== text) value.textContent = text;
  value.classList.toggle("pb-is-over", isOver);
}
