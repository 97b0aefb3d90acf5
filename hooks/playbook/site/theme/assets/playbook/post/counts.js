// How long the post is, beside what each channel takes.

import { characters } from "./limits.js";

/** Write the counters, and change only what is no longer so. */
export function showCounts(list, post, setting, words, rules) {
  const length = characters(post.text);
  const rows = [
    { title: words.characters, said: String(length), over: false },
    { title: words.words, said: String(post.words.length), over: false },
    ...Object.entries(rules.channels)
      .filter(([id, { characters: most }]) => most !== null && (!setting.channel || setting.channel === id))
      .map(([, channel]) => counter(channel, length, words)),
  ];
  if (list.children.length !== rows.length) list.replaceChildren(...rows.map(row));
  rows.forEach((its, number) => fill(list.children[number], its));
}

function counter({ title, characters: most }, length, words) {
  const over = length > most;
  const said = (over ? words.tooMany : words.of)
    .replace("{n}", length).replace("{most}", most).replace("{over}", length - most);
  return { title, said, over };
}

function row() {
  const made = document.createElement("div");
  made.append(document.createElement("dt"), document.createElement("dd"));
  return made;
}

function fill({ firstChild: name, lastChild: value }, { title, said, over }) {
  if (name.textContent !== title) name.textContent = title;
  if (value.textContent !== said) value.textContent = said;
  value.classList.toggle("is-over", over);
}
