// Finding words and phrases: the same as post/phrases.py of the command.

/** All lists of phrases of a set of rules: a word tells at once in which of them one may begin. */
export function phraseIndex() {
  return { folded: new Map(), exact: new Map(), stems: new Map(), open: [] };
}

/** The phrases of one list, ready to be sought. */
export function phraseBook(phrases, index, ignorecase = true) {
  const book = {
    byWord: new Map(), byStem: new Map(), open: [], index,
    word: (unit) => (ignorecase ? unit.word.folded : unit.word.exact),
  };
  for (const phrase of phrases) {
    const wanted = phrase.words.map(wantedForms);
    if (!wanted.length) continue;
    const [first] = wanted;
    if (typeof first !== "string") {
      for (const stem of first) {
        put(book.byStem, stem, [phrase, wanted]);
        put(index.stems, stem, book);
      }
    } else if (first.includes("*")) {
      book.open.push([phrase, wanted]);
      index.open.push({ book, first, key: ignorecase ? "folded" : "exact" });
    } else {
      put(book.byWord, first, [phrase, wanted]);
      put(ignorecase ? index.folded : index.exact, first, book);
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

/** The lists of which a phrase may begin with a word. */
function booksOf(word, index) {
  const found = new Set([...(index.folded.get(word.folded) ?? []), ...(index.exact.get(word.exact) ?? [])]);
  for (const stem of word.stems) for (const book of index.stems.get(stem) ?? []) found.add(book);
  for (const { book, first, key } of index.open) {
    if (isForm(word[key], word.stems, first)) found.add(book);
  }
  return found;
}

/** Where in a post a phrase of each list may begin. */
function beginnings(post, index) {
  const places = new Map();
  post.units.forEach(({ word }, at) => {
    word.books ??= booksOf(word, index);
    for (const book of word.books) put(places, book, at);
  });
  return places;
}

/** The matches from left to right, the longest at each place; none overlap. */
export function findPhrases(book, post) {
  post.beginnings ??= beginnings(post, book.index);
  const { units } = post;
  const found = [];
  let next = 0;
  for (const at of post.beginnings.get(book) ?? []) {
    const best = at < next ? null : longest(book, post, at);
    if (!best) continue;
    const last = at + best.words.length - 1;
    found.push({ start: units[at].start, end: units[last].end, first: at, last, phrase: best });
    next = last + 1;
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
  const unit = post.units[at];
  look(book.byWord.get(book.word(unit)));
  for (const stem of unit.word.stems) look(book.byStem.get(stem));
  look(book.open);
  return best;
}

function matches(book, wanted, post, at) {
  if (at + wanted.length > post.units.length) return false;
  return wanted.every((one, offset) => {
    const unit = post.units[at + offset];
    if (!isForm(book.word(unit), unit.word.stems, one)) return false;
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
