// The types of the modules of the page "Check a post".

/** A phrase as compiled by the build: the forms of its words, and the replacement. */
export interface PhraseData {
  text: string;
  words: string[];
  instead?: string;
}

/** What a condition looks for. */
export interface ConditionData {
  phrases?: PhraseData[];
  patterns?: string[];
  has?: string[];
}

/** A check as compiled by post/compile.py. `type` is its check type, which may add fields. */
export interface CheckData extends ConditionData {
  rule: string;
  name: string;
  level: Level;
  /** The level if no other words in the post are a warning or an error. */
  alone?: Level;
  message: string;
  channels: string[];
  accounts: string[];
  situations: string[];
  exceptions: PhraseData[];
  type: string;
  ignorecase?: boolean;
  replace?: string | null;
  of?: string;
  max?: number | null;
  min_words?: number;
  place?: string;
  when?: ConditionData | null;
  what?: string[];
}

export type Level = "suggestion" | "warning" | "error";

/** The rules of one language, compiled by post/compile.py. */
export interface Rules {
  shapes: {
    word: string;
    space: string;
    gap: string;
    invisible: string;
    tokens: Record<string, string>;
    detected: Record<string, string>;
  };
  abbreviations: string[];
  endings: string[];
  channels: Record<string, { title: string; characters: number | null }>;
  checks: CheckData[];
}

/** The rules on the page, with the title and the URL of each rule. */
export interface PageRules extends Rules {
  rules: Record<string, string>;
  links: Record<string, string>;
}

/** A post without invisible characters, and where its code units are in the post as written. */
export interface VisibleText {
  text: string;
  positions: number[] | null;
}

/** What the author has chosen for the post. */
export interface Setting {
  channel: string | null;
  account: string;
  situation: string;
}

/** A part of a text. Positions are in UTF-16 code units. */
export interface Span {
  start: number;
  end: number;
}

export interface Token extends Span {
  type: string;
  text: string;
}

/** The data of a word, independent of its position. */
export interface Word {
  /** In Unicode normal form, with straight apostrophes. */
  exact: string;
  /** The same in lower case. */
  folded: string;
  /** The possible stems: the word without each of its endings. */
  stems: string[];
  /** The lists with a phrase that may begin with the word; set when phrases are searched for. */
  books: Set<PhraseBook> | null;
}

/** A position where a word of a phrase can be. */
export interface Unit extends Span {
  word: Word;
}

export interface Sentence extends Span {
  /** The number of words. */
  words: number;
}

/** The regular expressions of a set of rules, and a cache from one text to the next. */
export interface Tokenizer {
  token: RegExp;
  types: string[];
  part: RegExp;
  inWord: RegExp;
  between: RegExp;
  paragraph: RegExp;
  stop: RegExp;
  bullet: RegExp;
  exclamation: RegExp;
  abbreviations: Set<string>;
  endings: string[];
  lines: Map<string, Token[]>;
  words: Map<string, Word>;
}

/** A text with its tokens, words and sentences. */
export interface Post extends VisibleText {
  /** The text as written, with its invisible characters. */
  original: string;
  tokenizer: Tokenizer;
  tokens: Token[];
  /** The tokens of a type. */
  ofType: (type: string) => Token[];
  words: Token[];
  units: Unit[];
  sentences: () => Sentence[];
  /** The positions where a phrase of each list may begin; set when phrases are searched for. */
  beginnings?: Map<PhraseBook, number[]>;
}

/** The words of a phrase: each is a list of possible stems, or a word that may have a * at an end. */
export type WordForms = (string | Set<string>)[];
export type PhraseForms = [phrase: PhraseData, forms: WordForms];

/** The phrases of one list, by the words that they may begin with. */
export interface PhraseBook {
  byWord: Map<string, PhraseForms[]>;
  byStem: Map<string, PhraseForms[]>;
  open: PhraseForms[];
  index: PhraseIndex;
  /** How the list compares words. */
  key: "folded" | "exact";
}

/** All lists of a set of rules, by the words with which their phrases begin. */
export interface PhraseIndex {
  folded: Map<string, PhraseBook[]>;
  exact: Map<string, PhraseBook[]>;
  stems: Map<string, PhraseBook[]>;
  open: { book: PhraseBook; first: string }[];
}

export interface PhraseMatch extends Span {
  /** The first and the last unit. */
  first: number;
  last: number;
  phrase: PhraseData;
}

/** A condition prepared for matching. */
export interface PreparedCondition {
  phrases: PhraseBook;
  patterns: RegExp[];
  has: string[];
}

/** A check prepared for running, with the fields that are its type's own. */
export interface PreparedCheck<Own = object> extends PreparedCondition {
  check: CheckData & Own;
  rules: Rules;
  detected: Record<string, RegExp>;
  exceptions: PhraseBook;
  condition: PreparedCondition | null;
}

/** A match of a check: the position, the values for the message, and the replacement. */
export interface Match extends Span {
  excerpt: string;
  instead?: string;
}

/** A problem in a post, with its position. */
export interface Finding {
  from: number;
  to: number;
  rule: string;
  check: string;
  level: Level;
  message: string;
  instead?: string;
  /** Whether the words that it is about have been changed. */
  isGone?: boolean;
}
