// Words brought to the form under which the index keeps them: the twin of search/analysis.py.

const OTHER_LETTERS = { "ø": "o", "æ": "a", "ß": "ss", "đ": "d", "ł": "l" };
const WORD = /[\p{L}\p{N}]+(?:[-'’][\p{L}\p{N}]+|(?<=[0-9])[:./][0-9]+)*/gu;
const SHORTEST_ENDING_STRIPPED = 6;

/** A text in small letters, without rings, dots and accents. */
export function fold(text) {
  const bare = text.toLowerCase().normalize("NFKD").replace(/\p{Mn}/gu, "");
  return bare.replace(/[øæßđł]/g, (letter) => OTHER_LETTERS[letter]);
}

/** The words of a text, folded: each whole, with its parts where it has a hyphen or a colon. */
export function words(text) {
  return Array.from(fold(text).matchAll(WORD), ([found]) => {
    const word = found.replace(/['’]s$/, "");
    const parts = word.split(/[-'’:./]/).filter(Boolean);
    return { whole: word.replace(/[-'’]/g, ""), parts: parts.length > 1 ? parts : [] };
  });
}

const ENDINGS = {
  sv(word) {
    if (word.length >= 8 && word.endsWith("ning")) return word.slice(0, -4);
    if (word.length >= 7 && word.endsWith("ing")) return word.slice(0, -3);
    if (word.length >= 5 && word.endsWith("an")) return word.slice(0, -2);
    if (word.length >= 5 && /(?:[oiyu]n|orn|eln|[oiyu]t)$/.test(word)) return word.slice(0, -1);
    if (/[aeiouy][^aeiouy]{2,}et$/.test(word)) return word.slice(0, -2);
    if (/([^aeiouy])\1t$/.test(word)) return word.slice(0, -1);
    return word.length >= 5 ? word.replace(/([^aeiouy])el$/, "$1l") : word;
  },
  en(word) {
    if (word.length < 5) return word;
    return word.replace(/iz$/, "is").replace(/our$/, "or");
  },
};

/** A language: `term` leads from a folded word to its term, `stem` without looking at odd forms. */
export async function language({ language: name, stemmer, forms, stop }) {
  const odd = new Map(forms.split(" ").filter(Boolean).flatMap((line) => {
    const [found, ...listed] = line.split(",");
    return listed.map((form) => [form, found]);
  }));
  const stops = new Set(stop.split(" "));
  const { Stemmer } = stemmer ? await import(`./snowball/${stemmer}.js`) : {};
  const snowball = Stemmer ? new Stemmer() : { stemWord: (word) => word };
  const ending = ENDINGS[name] ?? ((word) => word);
  const known = new Map();

  function stem(word) {
    let found = snowball.stemWord(word);
    for (;;) {
      let shorter = ending(found);
      if (shorter.length >= SHORTEST_ENDING_STRIPPED) shorter = snowball.stemWord(shorter);
      if (shorter === found) return stops.has(found) ? `${found}_` : found; // möten is no mot
      found = shorter;
    }
  }

  function term(word) {
    if (!known.has(word)) {
      known.set(word, stops.has(word) ? word : odd.get(word) ?? stem(word));
    }
    return known.get(word);
  }

  return { stem, term, stop: stops };
}
