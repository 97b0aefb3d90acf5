// All tuned numbers of the search. Other modules only contain algorithms.
//
// How each number was tuned is in brackets:
//   [phrases]   every `asked_as` phrase was asked of an index without it (a third was left out in
//               turn), and so was half of tests/search/questions_dev.yml: the best over both.
//   [pairs]     tests/search/pairs.yml (what must be found) or tests/search/strangers.yml (what must
//               not be found) fails with the next smaller or the next larger number.
//   [reasoned]  chosen by an argument; left-out phrases cannot teach it, and no table holds it.
// hooks/playbook/search/SEARCH.md has the figures and what else was tried.

export const WEIGHTS = Object.freeze({
  /** The possible terms of a word of a query: factors from 0 to 1 on the word's rarity. */
  match: Object.freeze({
    /** The term itself. [reasoned] */
    exact: 1,
    /** A term of another language than that of the query. [phrases] */
    otherLanguage: 0.95,
    /** A compound that has the word as a part, or a part of the word. [phrases] */
    compoundPart: 0.45,
    /** A word that ends with the word but that no rule could split. [phrases] */
    suffix: 0.5,
    /** Each half of a compound that the handbook does not have. [phrases] */
    splitCompound: 0.8,
    /** The only half that the handbook knows of a compound. [phrases] */
    knownHalf: 0.6,
    /** A longer word that begins with what has been typed so far. [phrases] */
    prefix: 0.7,
    /** The least share of `prefix`, however little of the longer word is typed. [phrases] */
    prefixFloor: 0.5,
    /** A word that differs by one typing error. [phrases] */
    typo: 0.75,
    /** The reduction of `typo` for each further typing error. [phrases] */
    furtherTypo: 0.2,
    /** Another word for the same thing. [phrases] */
    synonym: 0.7,
    /** The wider word: what the word is a kind of. [phrases] */
    wider: 0.4,
    /** A synonym of several words gives each of them 1 / count ** this. [phrases] */
    manyWords: 1.5,
  }),

  /** The minimum number of letters for looser matches. */
  letters: Object.freeze({
    /** A word that may be the beginning, or the end, of a longer one. [reasoned] */
    affix: 4,
    /** By how many letters a word must be longer than its ending. [pairs] */
    beforeSuffix: 3,
    /** A part of a compound, and the term of a word that others may end with. [reasoned] */
    part: 3,
    /** The last part of a compound that is split only for this query. [pairs] */
    lastPart: 4,
    /** The known half of a compound whose other half is unknown. [reasoned] */
    half: 5,
    /** A word that may hold one typing error. [reasoned] */
    typo: 5,
    /** A word that may hold two. [pairs] */
    twoTypos: 9,
    /** A term that may be meant by a mistyped word. [reasoned] */
    typoTerm: 4,
    /** A word whose respellings are stemmed again, as the error may hide in its ending. [pairs] */
    respelled: 6,
    /** A word whose last letter may be the error: radio and radie are two words. [pairs] */
    looseEnd: 8,
    /** The longest ending that a stemmer takes away. [reasoned] */
    longestEnding: 7,
  }),

  /** The weight of a word among the words of a query. */
  rarity: Object.freeze({
    /** The exponent of the inverse document frequency: 0 would make all words equal. [phrases] */
    exponent: 0.8,
    /** The exponent by which a synonym loses that is more common than the word typed. [phrases] */
    commonerSynonym: 0.5,
    /** A stop word, where other words count for 1 to 6. [phrases] */
    stopWord: 1,
  }),

  /** How well an entry answers, added up over its phrases and its text. */
  score: Object.freeze({
    /** A phrase by its class: what people ask with; then the kind's name and the id. [phrases] */
    phrase: Object.freeze([1, 0.5]),
    /** The second best phrase of the entry, relative to the best. [phrases] */
    secondPhrase: 0.35,
    /** The words of the query anywhere in the entry. [phrases] */
    coverage: 0.65,
    /** A word in the entry's text, by the four strengths that the index stores. [phrases] */
    body: Object.freeze([0.4, 0.65, 0.9, 1.2]),
    /** A word that many of the entry's phrases have. [phrases] */
    central: 1.2,
    /** With so many phrases a word has half of `central`. [phrases] */
    centralHalf: 3,
    /** A word that both the text and a phrase have. [phrases] */
    bodyAndPhrase: 0.4,
    /** A word that the title has. [phrases] */
    titleWord: 0.8,
    /** The share of a phrase's score that its words missing from the query take away. [phrases] */
    precision: 0.5,
    /** A phrase that is the query. [reasoned] */
    samePhrase: 0.8,
    /** A title that is the query. [reasoned] */
    sameTitle: 1.8,
    /** The exponent that keeps both of these for phrases that are nearly the query. [reasoned] */
    sameExponent: 4,
    /** A kind of entry that the form of the question asks for. [phrases] */
    askedKind: 1.3,
    /** An entry for the reader's own role, account or country. [reasoned] */
    forReader: 1.12,
    /** An entry for another role, account or country. [reasoned] */
    forOthers: 0.8,
  }),

  /** Limits for what is shown. */
  shown: Object.freeze({
    /** The least share of the query that an answer explains. [reasoned] */
    share: 0.3,
    /** The least score of an answer, as a share of the best one's. [reasoned] */
    ofBest: 0.3,
    /** The least weight with which a word is marked in the results. [reasoned] */
    marked: 0.55,
  }),
});
