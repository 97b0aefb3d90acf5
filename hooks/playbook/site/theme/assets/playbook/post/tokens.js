// A post as tokens, words and sentences: the same as post/tokens.py of the command. Offsets here
// count UTF-16 units, as the browser does; the engine turns them into code points at the end.

const SHORT = 2; // words of no more characters are no forms of anything
const MOST_KNOWN = 20_000; // words that are remembered from one key to the next

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
    lines: new Map(),
    known: new Map(),
  };
}

/** A text and what is made of it, each made once and only where it is asked for. */
export function readPost(text, forms) {
  const tokens = tokensOf(text, forms);
  const bySort = new Map();
  for (const token of tokens) {
    if (!bySort.has(token.sort)) bySort.set(token.sort, []);
    bySort.get(token.sort).push(token);
  }
  const of = (sort) => bySort.get(sort) ?? [];
  let sentences;
  const post = { text, forms, tokens, of, words: of("word"), units: [...unitsOf(tokens, forms)] };
  post.sentences = () => (sentences ??= [...sentencesOf(post)]);
  return post;
}

/** The tokens of a text. None goes over the end of a line, so lines that were read before are kept. */
function tokensOf(text, forms) {
  const lines = new Map();
  const tokens = [];
  let at = 0;
  for (const line of text.split("\n")) {
    const its = lines.get(line) ?? forms.lines.get(line) ?? [...lineTokens(line, forms)];
    lines.set(line, its);
    for (const { sort, start, end, text: words } of its) {
      tokens.push({ sort, start: at + start, end: at + end, text: words });
    }
    at += line.length + 1;
  }
  forms.lines = lines;
  return tokens;
}

function* lineTokens(text, forms) {
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
      yield unit(token.start, token.text, forms);
    } else if (token.sort === "word" && !/[‑-]/.test(token.text)) {
      yield unit(token.start, token.text, forms);
    } else if (token.sort === "word") {
      for (const part of token.text.matchAll(forms.part)) {
        yield unit(token.start + part.index, part[0], forms);
      }
    }
  }
}

/** What may be the stems of a word: the word without each ending that it has. */
function stemsOf(word, endings) {
  if ([...word].length <= SHORT) return [];
  return endings.filter((its) => word.endsWith(its)).map((its) => word.slice(0, word.length - its.length));
}

function unit(start, text, forms) {
  return { start, end: start + text.length, word: wordOf(text, forms) };
}

/** What is known of a word, wherever it stands; ``books`` is filled in where phrases are sought. */
function wordOf(text, forms) {
  let word = forms.known.get(text);
  if (!word) {
    const exact = text.normalize("NFC").replaceAll("’", "'");
    const folded = fold(exact);
    word = { exact, folded, stems: stemsOf(folded, forms.endings), books: null };
    if (forms.known.size >= MOST_KNOWN) forms.known.clear();
    forms.known.set(text, word);
  }
  return word;
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
