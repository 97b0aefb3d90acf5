// The types of the modules of the page "Suggest a change".

/** A text or a list of texts by language. */
export type Texts = Record<string, string | string[]>;

/** The value of a field: texts by language, a choice, the id of an entry or the name of a value. */
export type Value = Texts | string | null;

export type Path = (string | number)[];

export type FieldType = "text" | "prose" | "texts" | "proses" | "choice" | "reference" | "value";

/** What fields of a kind have in common: see pages/suggestion_page.py. */
export interface Definition {
  type: FieldType;
  required?: boolean;
  /** The label of each choice. */
  choices?: Record<string, string>;
  /** Whether the choices are the types of questions: may, must and what. */
  asks?: boolean;
  /** The kinds of a reference; none: any. */
  kinds?: string[];
}

/** A direction as model/directions.py defines it, with the name of its class. */
export interface Direction {
  type: string;
  values?: string[];
  default?: string | null;
  match?: string | null;
  fields?: Record<string, Direction>;
}

export interface Constraint {
  when: string;
  is_one_of: string[];
  field: string;
  needs: "text" | "nothing" | string[];
  parts: string[];
}

export interface Kind {
  title: string;
  labels: Record<string, string>;
  headline: string;
  constraints: Constraint[];
  directions: Record<string, Direction>;
  deciding: string[];
  dependent: string[];
}

export interface Limits {
  bytes: number;
  values: number;
  text: number;
  items: number;
  reason: number;
  sender: number;
  word: number;
  unseen: string;
  emoji: string;
  joinable: string;
}

export interface Tables {
  /** The change types, the heaviest first. */
  weights: string[];
  binding: string[];
  /** The verdicts on each type of question, from loose to strict. */
  verdicts: Record<string, string[]>;
}

/** How deadlines change: a letter for each new value, in the row of the old one. */
export interface Deadlines {
  names: string[];
  changes: Record<string, string>;
}

export interface Words extends Record<string, any> {
  problems: Record<string, string>;
  types: Record<string, string>;
  verdicts: Record<string, Record<string, string>>;
}

/** The data of the page in a language: see pages/suggestion_page.py. */
export interface Choices {
  language: string;
  languages: Record<string, string>;
  /** Whether a text must be in all languages: `missing_text` of the settings. */
  needs_all_languages: boolean;
  version: string;
  organisation: string;
  words: Words;
  limits: Limits;
  tables: Tables;
  deadlines: Deadlines;
  inserts: Record<string, string>;
  kinds: Record<string, Kind>;
  definitions: Definition[];
  titles: Record<string, string>;
  targets: Record<string, string[]>;
  entries: Record<string, [kind: string, headline: string, file: string]>;
  formerly: Record<string, string>;
  ways: Way[];
  /** The URL of the folder with the entries, relative to the page. */
  entries_at: string;
}

/** A way to send a suggestion. */
export interface Way {
  link: string;
  channel: "mail" | "form" | "issue";
  label: string;
}

/** The groups of people that exceptions distinguish: see changes/verdicts.py. */
export interface ExceptionGroups {
  groups: number[][];
  narrower: [number, number][];
}

export interface EntryData {
  kind: string;
  asks?: string;
  exceptions?: Record<string, ExceptionGroups>;
  fields: [path: Path, definition: number, value: Value][];
}

/** A field of the chosen entry. */
export interface Field {
  id: string;
  path: Path;
  definition: Definition;
  before: Value;
  label: string;
}

/** What the reader has entered, by the id of the field: texts by language, or a choice. */
export type Inputs = Record<string, Record<string, string> | string>;

/** A changed field; ``after`` is null if the field is removed. For texts, only what changed. */
export interface Change {
  field: Field;
  before: Value;
  after: Value;
}

/** A problem with what was entered: the field, the language of a text, and facts for the message. */
export interface Problem {
  field: string;
  language: string;
  name: string;
  facts: Record<string, string | number>;
}

export interface Suggestion {
  entry: string;
  version: string;
  language: string;
  sender: string;
  reason: string;
  changes: Change[];
}

/** The type of a change, or null if only a program with the whole data can say. */
export type ChangeType = string | null;
