// Numbers and sorted words as the build codes them: the twin of search/coding.py.

const LAST = 70; // so many of the letters end a number; the others say that it goes on
const FIRST = 22;
const DIGIT = new Uint8Array(127);
for (let code = 33, digit = 0; code < 127; code++) {
  if (code !== 34 && code !== 92) DIGIT[code] = digit++; // JSON escapes these two
}

/**
 * The numbers of a text.
 * @param {string} text
 * @returns {number[]}
 */
export function decode(text) {
  const numbers = [];
  let value = 0;
  for (let n = 0; n < text.length; n++) {
    const digit = DIGIT[text.charCodeAt(n)];
    if (digit < LAST) {
      numbers.push(value * LAST + digit);
      value = 0;
    } else {
      value = value * FIRST + digit - LAST;
    }
  }
  return numbers;
}

/**
 * Words, each written with the number of letters that it shares with the one before.
 * @param {string} text
 * @returns {string[]}
 */
export function frontDecode(text) {
  let word = "";
  return text.split(" ").map((coded) => {
    word = word.slice(0, parseInt(coded[0], 36)) + coded.slice(1);
    return word;
  });
}
