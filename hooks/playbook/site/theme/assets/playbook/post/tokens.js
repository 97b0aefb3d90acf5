// A post as tokens, words and sentences; same algorithm as post/tokens.py. Positions are in UTF-16
// code units, as in the browser; the engine converts them to code points at the end.

/** @import { Post, Rules, Sentence, Token, Tokenizer, Unit, Word } from "./types.js" */

const MAX_UNINFLECTED_LENGTH = 2; // words up to this length have no stems
const MAX_CACHED_WORDS = 20_000; // the size of the cache

/**
 * The regular expressions of a set of rules.
 * @param {Pick<Rules, "shapes" | "abbreviations" | "endings">} rules
 * @returns {Tokenizer}
 */
export function createTokenizer({ shapes, abbreviations, endings }) {
  const groups = Object.entries(shapes.tokens).map(([type, pattern]) => `(?<${type}>${pattern})`);
  const s = shapes.space;
  return {
    token: new RegExp(groups.join("|"), "gu"),
    types: Object.keys(shapes.tokens),
    part: /[^‑-]+/gu,
    inWord: new RegExp(`[${shapes.word}_]$`, "u"),
    between: new RegExp(`^[${shapes.gap}]*$`, "u"),
    paragraph: new RegExp(`\\n[${s}]*\\n|\\r\\n[${s}]*\\r\\n`, "u"),
    stop: new RegExp(`\\.[^${s}]*(?:[${s}]|(?![\\s\\S]))`, "u"),
    bullet: new RegExp(`\\n[${s}]*[•*–-]`, "u"),
    exclamation: /[!?…。！？]/u,
    abbreviations: new Set(abbreviations),
    endings,
    lines: new Map(),
    words: new Map(),
  };
}

/**
 * A text with its tokens, words and sentences. Words and sentences are only created when needed.
 * @param {string} text
 * @param {Tokenizer} tokenizer
 * @returns {Post}
 */
export function readPost(text, tokenizer) {
  const tokens = tokensOf(text, tokenizer);
  const ofType = tokensByType(tokens);
  /** @type {Sentence[] | undefined} */
  let sentences;
  return {
    text,
    original: text,
    positions: null,
    tokenizer,
    tokens,
    ofType,
    words: ofType("word"),
    units: [...unitsOf(tokens, tokenizer)],
    sentences: () => (sentences ??= [...sentencesOf(text, tokens, tokenizer)]),
  };
}

/**
 * A function from a type to the tokens of that type.
 * @param {Token[]} tokens
 * @returns {Post["ofType"]}
 */
function tokensByType(tokens) {
  /** @type {Map<string, Token[]>} */
  const byType = new Map();
  for (const token of tokens) {
    const others = byType.get(token.type);
    if (others) others.push(token);
    else byType.set(token.type, [token]);
  }
  return (type) => byType.get(type) ?? [];
}

/**
 * The tokens of a text. No token spans two lines, so unchanged lines of the previous text are reused.
 * @param {string} text
 * @param {Tokenizer} tokenizer
 */
function tokensOf(text, tokenizer) {
  const lines = new Map();
  /** @type {Token[]} */
  const tokens = [];
  let at = 0;
  for (const line of text.split("\n")) {
    const inLine = lines.get(line) ?? tokenizer.lines.get(line) ?? [...lineTokens(line, tokenizer)];
    lines.set(line, inLine);
    for (const token of inLine) tokens.push({ ...token, start: at + token.start, end: at + token.end });
    at += line.length + 1;
  }
  tokenizer.lines = lines;
  return tokens;
}

/**
 * @param {string} text
 * @param {Tokenizer} tokenizer
 * @returns {Generator<Token>}
 */
function* lineTokens(text, { token, types, inWord }) {
  for (const { 0: match, index: start, groups = {} } of text.matchAll(token)) {
    const type = types.find((name) => groups[name] !== undefined) ?? "other";
    const isInside = type === "hashtag" && start > 0 && inWord.test(text.slice(Math.max(0, start - 2), start));
    yield { type: isInside ? "other" : type, start, end: start + match.length, text: match };
  }
}

/**
 * The words and hashtags that phrases can match; a hyphenated word counts as several words.
 * @param {Token[]} tokens
 * @param {Tokenizer} tokenizer
 * @returns {Generator<Unit>}
 */
function* unitsOf(tokens, tokenizer) {
  for (const { type, start, text } of tokens) {
    if (type === "word" && /[‑-]/.test(text)) {
      for (const { 0: part, index } of text.matchAll(tokenizer.part)) yield unitAt(start + index, part, tokenizer);
    } else if (type === "word" || type === "hashtag") {
      yield unitAt(start, text, tokenizer);
    }
  }
}

/**
 * @param {number} start
 * @param {string} text
 * @param {Tokenizer} tokenizer
 */
function unitAt(start, text, tokenizer) {
  return { start, end: start + text.length, word: wordOf(text, tokenizer) };
}

/**
 * The data of a word for comparisons, from the cache if possible.
 * @param {string} text
 * @param {Tokenizer} tokenizer
 * @returns {Word}
 */
function wordOf(text, { words, endings }) {
  let word = words.get(text);
  if (!word) {
    const exact = text.normalize("NFKC").replaceAll("’", "'");
    const folded = fold(exact);
    word = { exact, folded, stems: stemsOf(folded, endings), books: null };
    if (words.size >= MAX_CACHED_WORDS) words.clear();
    words.set(text, word);
  }
  return word;
}

/**
 * The possible stems of a word: the word without each of its endings.
 * @param {string} word
 * @param {string[]} endings
 */
function stemsOf(word, endings) {
  if ([...word].length <= MAX_UNINFLECTED_LENGTH) return [];
  return endings.filter((ending) => word.endsWith(ending)).map((ending) => word.slice(0, word.length - ending.length));
}

/** @param {string} text */
export const fold = (text) => text.normalize("NFKC").toLowerCase().normalize("NFKC");

/**
 * The positions of a character outside tokens.
 * @param {Post} post
 * @param {string} character
 * @returns {number[]}
 */
export function characterPositions(post, character) {
  const positions = [];
  let end = 0;
  for (const token of [...post.tokens, { start: post.text.length, end: 0 }]) {
    for (let at = end; at < token.start; at++) if (post.text[at] === character) positions.push(at);
    end = token.end;
  }
  return positions;
}

/**
 * @param {string} text
 * @param {Token[]} tokens
 * @param {Tokenizer} tokenizer
 * @returns {Generator<Sentence>}
 */
function* sentencesOf(text, tokens, tokenizer) {
  const sentence = { start: 0, end: 0, words: 0 };
  let isEnded = false;
  for (const [number, token] of tokens.entries()) {
    const before = tokens[number - 1];
    isEnded ||= before && endsBetween(text.slice(before.end, token.start), before, token, tokenizer);
    if (token.type !== "word") continue;
    if (isEnded && sentence.words) {
      yield { ...sentence };
      sentence.words = 0;
    }
    if (!sentence.words) sentence.start = token.start;
    sentence.end = token.end;
    sentence.words += 1;
    isEnded = false;
  }
  if (sentence.words) yield sentence;
}

/**
 * Whether a sentence ends between two tokens.
 * @param {string} gap
 * @param {Token} before
 * @param {Token} after
 * @param {Tokenizer} tokenizer
 */
function endsBetween(gap, before, after, tokenizer) {
  if (tokenizer.paragraph.test(gap) || tokenizer.exclamation.test(gap)) return true;
  const [letter] = after.text;
  const startsInLowerCase = after.type === "word" && letter !== letter.toUpperCase();
  if (gap.includes("\n") && (!startsInLowerCase || tokenizer.bullet.test(gap))) return true;
  if (!tokenizer.stop.test(gap) || startsInLowerCase) return false;
  return !(before.type === "word" && isAbbreviation(before.text, tokenizer));
}

/**
 * Whether a word is an abbreviation or a single letter, so that its period does not end a sentence.
 * @param {string} word
 * @param {Tokenizer} tokenizer
 */
function isAbbreviation(word, { abbreviations }) {
  const isLetter = [...word].length === 1 && (word !== word.toLowerCase() || word !== word.toUpperCase());
  return isLetter || abbreviations.has(fold(word));
}
