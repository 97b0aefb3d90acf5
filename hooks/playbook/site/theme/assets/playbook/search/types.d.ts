// The values that the modules of the search pass on to each other.

/** Terms of one language by their number, each with the weight with which a word stands for it. */
export type TermWeights = Map<number, number>;

/** How a language's words are read. */
export interface Analyzer {
  /** From a folded word to its stem, whatever irregular forms the language has. */
  stem: (word: string) => string;
  /** From a folded word to the term under which the index has it. */
  term: (word: string) => string;
  stopWords: Set<string>;
}

/** What may stand between the parts of a compound, and what only after a long part. */
export type CompoundRules = [links: string[], longLinks: string[]];

/** What is stripped of a word: a pattern, the least length of the word, how many letters go, what comes. */
export type EndingRule = [pattern: string, least: number, cut: number, write: string];

/** How a language's words are read. */
export interface WordRules {
  /** The stemmer's name in Snowball. */
  stemmer: string | null;
  /** What the stemmer leaves. */
  endings: EndingRule[];
  forms: string;
  stop: string;
}

/** One language of an index: its terms by number, the phrases that people ask with, its compounds. */
export interface LanguageIndex extends Analyzer {
  /** Its code. */
  language: string;
  /** How the language writes compounds as one word; null if it does not. */
  compounds: CompoundRules | null;
  /** The letters of its terms. */
  letters: string[];
  /** How many terms stand first: they are sorted apart from the others. */
  commonCount: number;
  /** Forms of a question that ask for a kind of entry, by the kind's number. */
  favours: Record<string, string[]>;
  terms: string[];
  /** The number of each term. */
  numbers: Map<string, number>;
  /** The parts of each compound. */
  parts: Map<number, number[]>;
  /** The compounds that each term is a part of. */
  compoundsOf: Map<number, number[]>;
  phrases: Phrase[];
  /** For each term the numbers of the phrases that have it. */
  phrasesOf: number[][];
  /** The numbers of the stop words. */
  stopTerms: Set<number>;
  suffixCache: Map<string, number[]>;
  prefixCache: Map<number, Set<string>>;
}

/** A phrase that leads to an entry. */
export interface Phrase {
  entry: number;
  /** A class: 0 what people ask with, 1 the kind's name. */
  weight: number;
  terms: number[];
  isTitle: boolean;
  /** Worked out when it is first needed. */
  rarity?: PhraseRarity;
}

/** The rarity of a phrase's significant terms added up, and its stop words. */
export interface PhraseRarity {
  significant: number;
  stops: number[];
}

/** A phrase of a concept, and the number of its language. */
export interface ConceptPhrase {
  language: number;
  terms: number[];
}

/** What a phrase means: other phrases for the same thing, or the wider one. */
export interface Concept {
  terms: number[];
  meant: ConceptPhrase[];
  isWider: boolean;
}

type TextName =
  | "none" | "nearest" | "propose" | "propose_title" | "open" | "more_steps" | "do_now";

/** A language as `index.json` has it: search/language_index.py. */
export interface LanguageData extends WordRules {
  language: string;
  compounds: CompoundRules | null;
  common: number;
  terms: string;
  parts: string;
  phrases: string;
  favours: Record<string, string[]>;
}

/** What `index.json` and an opened index have in common. Columns have an item for each entry. */
interface IndexColumns {
  pages: string[];
  /** The title of each kind, and how readily the kind answers, in percent. */
  kinds: [title: string, readiness: number][];
  title: string[];
  /** Whom an entry concerns, where it is not everyone. */
  scopes: Record<string, Record<string, string[]>>;
  answers_per_file: number;
  /** UI strings; the count of results in each plural form of the language. */
  words: Record<TextName, string> & { count: Record<string, string> };
  propose: string;
}

/** What `index.json` holds: search/index.py. */
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

/** An index, opened. */
export interface SearchIndex extends IndexColumns {
  ids: string[];
  page: number[];
  kind: number[];
  retired: Set<number>;
  /** The reader's own language first. */
  languages: LanguageIndex[];
  /** For each language the concepts by the first term of a phrase that leads to them. */
  concepts: Map<number, Concept[]>[];
  /** Where a term of the reader's language stands in texts: each entry times four, plus a strength. */
  body: (term: number) => number[];
  /** In how many entries a term of a language stands. */
  frequency: (language: number, term: number | undefined) => number;
  wordCache: Map<string, QueryWord>;
  /** The entry of each id, previous ids too. */
  entries: Map<string, number>;
}

/** A word of a query. */
export interface QueryWord {
  text: string;
  /** What it may stand for, for each language of the index. */
  terms: TermWeights[];
  isStop: boolean;
  /** The words of a compound that had to be split, which stand for the word. */
  parts?: QueryWord[];
}

/** What a reader has chosen to be. */
export interface Reader {
  role?: string;
  account?: string;
  country?: string;
}

/** An entry that a query finds. */
export interface Result {
  entry: number;
  score: number;
  /** How much of the query it explains, from 0 to about 1. */
  share: number;
}

/** The code of a verdict and its words. */
export type Verdict = [code: string, words: string];

/** What the first result lets its reader do at once: search/answers.py. */
export type Action =
  | { ways: [label: string, href: string][] }
  | { steps: string[]; more: number }
  | { question: string; answers: string[] };

/** What a result shows of an entry: search/answers.py. */
export interface Answer {
  text: string;
  verdict?: Verdict;
  /** What the entry answers from a later day on. */
  pending?: { from: string; label: string; text?: string; verdict?: Verdict };
  retired?: string;
  /** Whom to ask, or who answers for the entry. */
  contact?: string;
  action?: Action;
}
