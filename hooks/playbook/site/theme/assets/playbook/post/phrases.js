// Finding words and phrases: the same as post/phrases.py of the command.

/** The phrases of one list, ready to be sought. */
export function phraseBook(phrases, ignorecase = true) {
  const book = {
    byWord: new Map(), byStem: new Map(), open: [],
    word: (unit) => (ignorecase ? unit.folded : unit.exact),
  };
  for (const phrase of phrases) {
    const wanted = phrase.words.map(wantedForms);
    if (!wanted.length) continue;
    const [first] = wanted;
    if (typeof first !== "string") {
      for (const stem of first) put(book.byStem, stem, [phrase, wanted]);
    } else if (first.includes("*")) {
      book.open.push([phrase, wanted]);
    } else {
      put(book.byWord, first, [phrase, wanted]);
    }
  }
  return book;
}

function put(map, key, value) {
  if (!map.has(key)) map.set(key, []);
  map.get(key).push(value);
}

/** The stems of a compiled word, or the word itself. */
function wantedForms(word) {
  return word.includes("~") ? new Set(word.split("~").slice(0, -1)) : word;
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

/** The longest of the phrases that begin here: those that list just this form come first. */
function longest(book, post, at) {
  let best = null;
  const look = (list) => {
    for (const [phrase, wanted] of list ?? []) {
      if ((!best || wanted.length > best.words.length) && matches(book, wanted, post, at)) best = phrase;
    }
  };
  look(book.byWord.get(book.word(post.units[at])));
  if (book.byStem.size) for (const stem of post.stems[at]) look(book.byStem.get(stem));
  if (book.open.length) look(book.open);
  return best;
}

function matches(book, wanted, post, at) {
  if (at + wanted.length > post.units.length) return false;
  return wanted.every((one, offset) => {
    const unit = post.units[at + offset];
    if (!isForm(book.word(unit), post.stems[at + offset], one)) return false;
    const before = offset && post.units[at + offset - 1];
    return !before || post.forms.between.test(post.text.slice(before.end, unit.start));
  });
}

/** Whether a word has one of the stems, or begins or ends as a text with a * says. */
function isForm(word, stems, wanted) {
  if (typeof wanted !== "string") return stems.some((stem) => wanted.has(stem));
  if (wanted.endsWith("*")) return word.startsWith(wanted.slice(0, -1));
  return wanted.startsWith("*") ? word.endsWith(wanted.slice(1)) : word === wanted;
}
