// A post as tokens, words and sentences: the same as post/tokens.py of the command. Offsets here
// count UTF-16 units, as the browser does; the engine turns them into code points at the end.

const SHORT = 2; // words of no more characters are no forms of anything

/** The forms of the rules as regular expressions, made once for a set of rules. */
export function reader({ shapes, abbreviations, endings }) {
  const forms = Object.entries(shapes.tokens).map(([name, form]) => `(?<${name}>${form})`);
  const s = shapes.space;
  return {
    token: new RegExp(forms.join("|"), "gu"),
    sorts: Object.keys(shapes.tokens),
    part: /[^‑-]+/gu,
    inWord: new RegExp(`[${shapes.word}_]$`, "u"),
    between: new RegExp(`^[${shapes.gap}]*$`, "u"),
    paragraph: new RegExp(`\\n[${s}]*\\n|\\r\\n[${s}]*\\r\\n`, "u"),
    stop: new RegExp(`\\.[^${s}]*(?:[${s}]|(?![\\s\\S]))`, "u"),
    bullet: new RegExp(`\\n[${s}]*[•*–-]`, "u"),
    cry: /[!?…。！？]/u,
    abbreviations: new Set(abbreviations),
    endings,
  };
}

/** A text and what is made of it. */
export function readPost(text, forms) {
  const tokens = [...tokensOf(text, forms)];
  const bySort = new Map();
  for (const token of tokens) {
    if (!bySort.has(token.sort)) bySort.set(token.sort, []);
    bySort.get(token.sort).push(token);
  }
  const of = (sort) => bySort.get(sort) ?? [];
  const post = { text, forms, tokens, of, words: of("word"), units: [...unitsOf(tokens, forms)] };
  post.stems = post.units.map((unit) => stemsOf(unit.folded, forms.endings));
  post.sentences = [...sentencesOf(post)];
  return post;
}

function* tokensOf(text, forms) {
  for (const found of text.matchAll(forms.token)) {
    const sort = forms.sorts.find((name) => found.groups[name] !== undefined);
    const start = found.index;
    const inside = sort === "hashtag" && start > 0 && forms.inWord.test(text.slice(Math.max(0, start - 2), start));
    yield { sort: inside ? "other" : sort, start, end: start + found[0].length, text: found[0] };
  }
}

/** The words of phrases among tokens, and the hashtags: a word with hyphens is several. */
function* unitsOf(tokens, forms) {
  for (const token of tokens) {
    if (token.sort === "hashtag") {
      yield unit(token.start, token.text);
    } else if (token.sort === "word") {
      for (const part of token.text.matchAll(forms.part)) {
        yield unit(token.start + part.index, part[0]);
      }
    }
  }
}

/** What may be the stems of a word: the word without each ending that it has. */
function stemsOf(word, endings) {
  if ([...word].length <= SHORT) return [];
  return endings.filter((its) => word.endsWith(its)).map((its) => word.slice(0, word.length - its.length));
}

function unit(start, text) {
  const exact = text.normalize("NFC").replaceAll("’", "'");
  return { start, end: start + text.length, exact, folded: fold(exact) };
}

export const fold = (text) => text.toLowerCase().normalize("NFC");

/** Where a sign stands outside the tokens. */
export function signs(post, sign) {
  const found = [];
  let end = 0;
  for (const token of [...post.tokens, { start: post.text.length, end: 0 }]) {
    for (let at = end; at < token.start; at++) if (post.text[at] === sign) found.push(at);
    end = token.end;
  }
  return found;
}

function* sentencesOf(post) {
  let first = null, last = null, before = null, count = 0, ended = false;
  for (const token of post.tokens) {
    ended ||= before !== null && ends(post.text.slice(before.end, token.start), before, token, post.forms);
    if (token.sort === "word") {
      if (ended && first) {
        yield { start: first.start, end: last.end, words: count };
        first = null;
        count = 0;
      }
      first ??= token;
      last = token;
      count += 1;
      ended = false;
    }
    before = token;
  }
  if (first) yield { start: first.start, end: last.end, words: count };
}

/** Whether a sentence ends between two tokens. */
function ends(gap, before, after, forms) {
  if (forms.paragraph.test(gap) || forms.cry.test(gap)) return true;
  const letter = String.fromCodePoint(after.text.codePointAt(0));
  const small = after.sort === "word" && letter !== letter.toUpperCase();
  if (gap.includes("\n") && (!small || forms.bullet.test(gap))) return true;
  if (!forms.stop.test(gap) || small) return false;
  return !(before.sort === "word" && isShort(before.text, forms));
}

/** Whether a word is a single letter or an abbreviation that a name or a number follows. */
function isShort(word, forms) {
  const isLetter = [...word].length === 1 && (word !== word.toLowerCase() || word !== word.toUpperCase());
  return isLetter || forms.abbreviations.has(fold(word));
}
