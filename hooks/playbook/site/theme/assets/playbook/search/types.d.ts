// Types of the search modules.

/** The possible terms of a word in one language: term numbers and weights. */
export type TermWeights = Map<number, number>;

/** The analyzer of a language. */
export interface Analyzer {
  /** The stem of a folded word, ignoring irregular forms. */
  stem: (word: string) => string;
  /** The term of a folded word in the index. */
  term: (word: string) => string;
  stopWords: Set<string>;
}

/** The letters that can link the parts of a compound; `longLinks` only after a long part. */
export type CompoundRules = [links: string[], longLinks: string[]];

/** A rule that strips an ending: `cut` letters are replaced in words of at least `minLength` letters. */
export type EndingRule = [pattern: string, minLength: number, cut: number, replacement: string];

/** The rules by which words of a language are analysed. */
export interface WordRules {
  /** The name of the Snowball stemmer; null if there is none. */
  stemmer: string | null;
  /** Rules for endings that the stemmer leaves. */
  endings: EndingRule[];
  /** Irregular forms, as `term,form,form`, separated by spaces. */
  forms: string;
  /** Stop words, separated by spaces. */
  stop: string;
}

/** One language of a decoded index: its terms, the phrases of entries, and compounds. */
export interface LanguageIndex extends Analyzer {
  /** The language code. */
  language: string;
  /** How the language writes compounds as one word; null if it does not. */
  compounds: CompoundRules | null;
  /** The letters of its terms. */
  letters: string[];
  /** The number of common terms, which come first and are sorted separately. */
  commonCount: number;
  /** Question words that hint at a kind of entry, by the kind's number. */
  favours: Record<string, string[]>;
  terms: string[];
  /** The number of each term. */
  numbers: Map<string, number>;
  /** The parts of each compound. */
  parts: Map<number, number[]>;
  /** The compounds that each term is a part of. */
  compoundsOf: Map<number, number[]>;
  phrases: Phrase[];
  /** For each term, the numbers of the phrases that contain it. */
  phrasesOf: number[][];
  /** The term numbers of the stop words. */
  stopTerms: Set<number>;
  suffixCache: Map<string, number[]>;
  prefixCache: Map<number, Set<string>>;
}

/** A phrase that finds an entry. */
export interface Phrase {
  entry: number;
  /** A class: 0 for phrases that people ask with, 1 for the kind's name. */
  weight: number;
  terms: number[];
  isTitle: boolean;
  /** Calculated when first needed. */
  rarity?: PhraseRarity;
}

/** The sum of the rarities of a phrase's significant terms, and its stop words. */
export interface PhraseRarity {
  significant: number;
  stops: number[];
}

/** A phrase of a concept, and the index of its language. */
export interface ConceptPhrase {
  language: number;
  terms: number[];
}

/** A phrase, and the phrases with its meaning: synonyms, or a broader word. */
export interface Concept {
  terms: number[];
  meant: ConceptPhrase[];
  isWider: boolean;
}

type TextName =
  | "none" | "nearest" | "propose" | "propose_title" | "open" | "more_steps" | "do_now" | "unsure" | "guess"
  | "help" | "show_all";

/** A language in `index.json`, written by search/language_index.py. */
export interface LanguageData extends WordRules {
  language: string;
  compounds: CompoundRules | null;
  common: number;
  terms: string;
  parts: string;
  phrases: string;
  favours: Record<string, string[]>;
}

/** The common fields of `index.json` and a decoded index. Columns have one item per entry. */
interface IndexColumns {
  pages: string[];
  /** The number of sections of hand-written pages, which follow the entries; their ids are anchors. */
  sections: number;
  /** The title of each kind, and the weight of its entries in percent. */
  kinds: [title: string, readiness: number][];
  title: string[];
  /** The scopes of entries that do not apply to everyone. */
  scopes: Record<string, Record<string, string[]>>;
  answers_per_file: number;
  /** UI strings; `count` has the number of results in each plural form of the language. */
  words: Record<TextName, string> & { count: Record<string, string> };
  propose: string;
  help?: Help;
  /** For each term with several spellings: the entries with each spelling, encoded. */
  spellings: Record<string, Record<string, string>>;
}

/** The content of `index.json`, written by search/index.py. */
export interface IndexData extends IndexColumns {
  ids: string;
  previous_ids: Record<string, number>;
  page: string;
  kind: string;
  retired: number[];
  languages: LanguageData[];
  concepts: string;
  wider: string;
  body: string;
}

/** A decoded index. */
export interface SearchIndex extends IndexColumns {
  ids: string[];
  page: number[];
  kind: number[];
  retired: Set<number>;
  /** The reader's language comes first. */
  languages: LanguageIndex[];
  /** For each language, the concepts by the first term of a phrase. */
  concepts: Map<number, Concept[]>[];
  /** The postings of a term in texts in the reader's language: entry times four plus strength. */
  body: (term: number) => number[];
  /** The number of entries that contain a term of a language. */
  frequency: (language: number, term: number | undefined) => number;
  wordCache: Map<string, QueryWord>;
  /** The entry of each id, including previous ids. */
  entries: Map<string, number>;
}

/** A word of a query. */
export interface QueryWord {
  text: string;
  /** Its possible terms, for each language of the index. */
  terms: TermWeights[];
  isStop: boolean;
  /** Whether it is taken for a typing error, as the handbook does not contain it. */
  isGuess?: boolean;
  /** The parts of the word if it is an unknown compound that was split. */
  parts?: QueryWord[];
}

/** The reader's choice of role, account and country. */
export interface Reader {
  role?: string;
  account?: string;
  country?: string;
}

/** A result: an entry that matches a query. */
export interface Result {
  entry: number;
  score: number;
  /** The share of the query that it matches, from 0 to about 1. */
  share: number;
}

/**
 * How sure the answers to a query are. `guess`: each word is taken for a typing error; `none`: there is no
 * answer.
 */
export type Certainty = "sure" | "unsure" | "guess" | "none";

/** The answers to a query, and the terms of the reader's language to mark in them. */
export interface Found {
  results: Result[];
  words: Set<string>;
  certainty: Certainty;
}

/** Whom to ask if the handbook has no answer: a contact, its page, and ways to reach it. */
export interface Help {
  title: string;
  href: string;
  ways: [label: string, href: string][];
}

/** The code and the text of a verdict. */
export type Verdict = [code: string, words: string];

/** The action of the first result, written by search/answers.py. */
export type Action =
  | { ways: [label: string, href: string][] }
  | { steps: string[]; more: number }
  | { question: string; answers: string[] };

/** What a result shows of an entry, written by search/answers.py. */
export interface Answer {
  text: string;
  verdict?: Verdict;
  /** The upcoming answer of the entry. */
  pending?: { from: string; label: string; text?: string; verdict?: Verdict };
  retired?: string;
  /** Whom to ask, or the owner of the entry. */
  contact?: string;
  action?: Action;
}
