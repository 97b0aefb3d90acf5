// Finding words and phrases: the same as post/phrases.py of the command.

/** The phrases of one list, ready to be sought. */
export function phraseBook(phrases, endings, ignorecase = true) {
  const byWord = new Map();
  const open = [];
  for (const phrase of phrases) {
    const wanted = phrase.words.map((word) => wantedForms(word, endings));
    if (!wanted.length) continue;
    if (typeof wanted[0] === "string") {
      open.push([phrase, wanted]);
    } else {
      for (const form of wanted[0]) {
        if (!byWord.has(form)) byWord.set(form, []);
        byWord.get(form).push([phrase, wanted]);
      }
    }
  }
  return { byWord, open, word: (unit) => (ignorecase ? unit.folded : unit.exact) };
}

/** The forms of a compiled word, or the word itself where it has a * at one end. */
function wantedForms(word, endings) {
  if (word.includes("*")) return word;
  const stems = word.split("~");
  if (stems.length === 1) return new Set(stems);
  const made = stems.slice(0, -1).flatMap((stem) => endings.map((ending) => stem + ending));
  return new Set(made.filter((form) => [...form].length > 2));
}

/** The matches from left to right, the longest at each place; none overlap. */
export function findPhrases(book, post) {
  const found = [];
  for (let at = 0; at < post.units.length; at++) {
    const best = longest(book, post, at);
    if (!best) continue;
    const last = at + best.words.length - 1;
    const { units } = post;
    found.push({ start: units[at].start, end: units[last].end, first: at, last, phrase: best });
    at = last;
  }
  return found;
}

function longest(book, post, at) {
  let best = null;
  const listed = book.byWord.get(book.word(post.units[at])) ?? [];
  for (const list of [listed, book.open]) {
    for (const [phrase, wanted] of list) {
      if ((!best || wanted.length > best.words.length) && matches(book, wanted, post, at)) best = phrase;
    }
  }
  return best;
}

function matches(book, wanted, post, at) {
  if (at + wanted.length > post.units.length) return false;
  return wanted.every((one, offset) => {
    const unit = post.units[at + offset];
    if (!isForm(book.word(unit), one)) return false;
    const before = offset && post.units[at + offset - 1];
    return !before || post.forms.between.test(post.text.slice(before.end, unit.start));
  });
}

function isForm(word, wanted) {
  if (typeof wanted !== "string") return wanted.has(word);
  return wanted.endsWith("*") ? word.startsWith(wanted.slice(0, -1)) : word.endsWith(wanted.slice(1));
}
