// The values that the modules of "check a post" pass on to each other.

/** A phrase as the build compiled it: its words as forms, and what to write instead. */
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

/** A check as the build compiled it: post/compile.py. `sort` is its type; each has its own fields. */
export interface CheckData extends ConditionData {
  rule: string;
  name: string;
  level: Level;
  message: string;
  channels: string[];
  accounts: string[];
  situations: string[];
  exceptions: PhraseData[];
  sort: CheckType;
  ignorecase?: boolean;
  replace?: string | null;
  of?: string;
  max?: number | null;
  min_words?: number;
  place?: string;
  when?: ConditionData | null;
  what?: string[];
}

export type CheckType = "avoid" | "pattern" | "limit" | "require" | "order" | "detect";
export type Level = "suggestion" | "warning" | "error";

/** The rules of one language: post/compile.py. */
export interface Rules {
  shapes: {
    word: string;
    space: string;
    gap: string;
    tokens: Record<string, string>;
    detected: Record<string, string>;
  };
  abbreviations: string[];
  endings: string[];
  channels: Record<string, { title: string; characters: number | null }>;
  checks: CheckData[];
}

/** The rules as the page has them: with the title of each rule, and the way to it. */
export interface PageRules extends Rules {
  rules: Record<string, string>;
  links: Record<string, string>;
}

/** What the author says of the post. */
export interface Setting {
  channel: string | null;
  account: string;
  situation: string;
}

/** A part of a text. Places count UTF-16 units. */
export interface Span {
  start: number;
  end: number;
}

export interface Token extends Span {
  type: string;
  text: string;
}

/** What is known of a word, wherever it stands. */
export interface Word {
  /** In one Unicode form, with straight apostrophes. */
  exact: string;
  /** The same in small letters. */
  folded: string;
  /** The word without each ending that it has. */
  stems: string[];
  /** The lists in which a phrase may begin with the word; filled in where phrases are looked for. */
  books: Set<PhraseBook> | null;
}

/** A place where a word of a phrase may stand. */
export interface Unit extends Span {
  word: Word;
}

export interface Sentence extends Span {
  /** How many words it has. */
  words: number;
}

/** The expressions of a set of rules, and what is remembered from one text to the next. */
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

/** A text and what is made of it. */
export interface Post {
  text: string;
  tokenizer: Tokenizer;
  tokens: Token[];
  /** The tokens of a type. */
  ofType: (type: string) => Token[];
  words: Token[];
  units: Unit[];
  sentences: () => Sentence[];
  /** Where a phrase of each list may begin; filled in where phrases are looked for. */
  beginnings?: Map<PhraseBook, number[]>;
}

/** The words of a phrase: each the stems that it may have, or a word, perhaps with a * at an end. */
export type WordForms = (string | Set<string>)[];
export type PhraseForms = [phrase: PhraseData, forms: WordForms];

/** The phrases of one list, by what they may begin with. */
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

/** A condition, ready to be looked for. */
export interface PreparedCondition {
  phrases: PhraseBook;
  patterns: RegExp[];
  has: string[];
}

/** A check, ready to be run. */
export interface PreparedCheck extends PreparedCondition {
  check: CheckData;
  rules: Rules;
  detected: Record<string, RegExp>;
  exceptions: PhraseBook;
  condition: PreparedCondition | null;
}

/** What a check finds: where, what the message says of it, and what to write instead. */
export interface Match extends Span {
  excerpt: string;
  instead?: string;
}

/** What is wrong with a post, and where. */
export interface Finding {
  from: number;
  to: number;
  rule: string;
  check: string;
  level: Level;
  message: string;
  instead?: string;
  /** The words that it was about have been changed. */
  isGone?: boolean;
}
