// All tuned numbers of the search. Other modules only contain algorithms.
//
// The word in brackets says how a number was tuned:
//   [phrases]   for the best results over two sets of queries: every `asked_as` phrase, in an index
//               without it (a third was left out in turn), and half of
//               tests/starter/search/questions_dev.yml.
//   [pairs]     with the next smaller or larger number, a test of tests/search/pairs.yml (what must
//               be found) or tests/search/strangers.yml (what must not be found) fails.
//   [unseen]    on tests/starter/search/questions_100.yml, which was used for nothing else.
//   [reasoned]  chosen by reasoning, as neither the phrases nor the pairs can determine it.
// hooks/playbook/search/SEARCH.md has measurements and other methods that were tried.

export const WEIGHTS = Object.freeze({
  /** The possible terms of a word of a query: factors from 0 to 1 on the word's rarity. */
  match: Object.freeze({
    /** The term itself. [reasoned] */
    exact: 1,
    /** A term of a language that the query is not written in. [phrases] */
    otherLanguage: 0.95,
    /** A compound that contains the word, or a part of the word if it is a compound. [phrases] */
    compoundPart: 0.45,
    /** A longer word that ends with the word, but that no rule could split. [phrases] */
    suffix: 0.5,
    /** Each half of a compound that the handbook does not contain. [phrases] */
    splitCompound: 0.8,
    /** The known half of a compound whose other half is unknown. [phrases] */
    knownHalf: 0.6,
    /** A longer word that begins with what has been typed so far. [phrases] */
    prefix: 0.7,
    /** The minimum share of `prefix`, however little of the longer word is typed. [phrases] */
    prefixFloor: 0.5,
    /** A word that differs by one typing error. [phrases] */
    typo: 0.75,
    /** The reduction of `typo` for each further typing error. [phrases] */
    furtherTypo: 0.2,
    /** A synonym of the word. [phrases] */
    synonym: 0.7,
    /** A broader word: what the word is a kind of. [phrases] */
    wider: 0.4,
    /** Each of the n words of a synonym gets its weight divided by n to this power. [phrases] */
    manyWords: 1.5,
  }),

  /** The minimum number of letters for looser matches. */
  letters: Object.freeze({
    /** A word that may be the beginning or the end of a longer word. [reasoned] */
    affix: 4,
    /** How much longer a word must be than the word that it ends with. [pairs] */
    beforeSuffix: 3,
    /** A part of a compound, and the term of a word that others may end with. [reasoned] */
    part: 3,
    /** The last part of a compound that is split only for this query. [pairs] */
    lastPart: 4,
    /** The known half of a compound whose other half is unknown. [reasoned] */
    half: 5,
    /** A word that may contain one typing error. [reasoned] */
    typo: 5,
    /** A word that may contain two typing errors. [pairs] */
    twoTypos: 9,
    /** A term that a mistyped word may match. [reasoned] */
    typoTerm: 4,
    /** A word whose respellings are stemmed, as the error may be in its ending. [pairs] */
    respelled: 6,
    /** A word whose last letter may be mistyped: radio and radie are different words. [pairs] */
    looseEnd: 8,
    /** The longest ending that a stemmer strips. [reasoned] */
    longestEnding: 7,
  }),

  /** The weight of a word among the words of a query. */
  rarity: Object.freeze({
    /** The exponent of the inverse document frequency: 0 would make all words equal. [phrases] */
    exponent: 0.8,
    /** The exponent that reduces the weight of a synonym more common than the word typed. [phrases] */
    commonerSynonym: 0.5,
    /** A stop word; other words have 1 to 6. [phrases] */
    stopWord: 1,
  }),

  /** The score of an entry, from its phrases and its text. */
  score: Object.freeze({
    /** A phrase by its class: 0 for phrases that people ask with, 1 for the kind's name. [phrases] */
    phrase: Object.freeze([1, 0.5]),
    /** The second best phrase of the entry, relative to the best. [phrases] */
    secondPhrase: 0.35,
    /** The words of the query anywhere in the entry. [phrases] */
    coverage: 0.65,
    /** A word in the entry's text, by the strength in the index, from 0 to 3. [phrases] */
    body: Object.freeze([0.4, 0.65, 0.9, 1.2]),
    /** A word that many of the entry's phrases contain. [phrases] */
    central: 1.2,
    /** The number of phrases with a word that gives it half of `central`. [phrases] */
    centralHalf: 3,
    /** A word in both the text and a phrase. [phrases] */
    bodyAndPhrase: 0.4,
    /** A word in the title. [phrases] */
    titleWord: 0.8,
    /** The share of a phrase's score that depends on how much of it the query contains. [phrases] */
    precision: 0.5,
    /** A phrase that equals the query. [reasoned] */
    samePhrase: 0.8,
    /** A title that equals the query. [reasoned] */
    sameTitle: 1.8,
    /** The exponent that limits samePhrase and sameTitle to near matches of the query. [reasoned] */
    sameExponent: 4,
    /** A kind of entry that the question words hint at. [phrases] */
    askedKind: 1.3,
    /** An entry that has a word of the query only with other accents, if that is the whole query. [reasoned] */
    otherSpelling: 0.85,
    /** An entry for the reader's own role, account or country. [reasoned] */
    forReader: 1.12,
    /** An entry for another role, account or country. [reasoned] */
    forOthers: 0.8,
  }),

  /** Thresholds of what is shown. */
  shown: Object.freeze({
    /** The minimum share of the query that an answer matches. [reasoned] */
    share: 0.3,
    /** The minimum score of an answer, as a share of the best score. [reasoned] */
    ofBest: 0.3,
    /** An answer is sure if its score is at least this many times that of the second. [unseen] */
    sureLead: 1.35,
    /** The minimum share of the query that a sure answer matches. [unseen] */
    sureShare: 0.6,
    /** The minimum weight of a word that is marked in the results. [reasoned] */
    marked: 0.55,
  }),
});
