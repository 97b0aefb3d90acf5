// Decodes numbers and sorted words; the encoder is search/coding.py.

const LAST = 70; // the number of digits that end a number; the other digits continue it
const FIRST = 22;
const DIGIT = new Uint8Array(127);
for (let code = 33, digit = 0; code < 127; code++) {
  if (code !== 34 && code !== 92) DIGIT[code] = digit++; // JSON escapes these two
}

/**
 * Decode a text to numbers.
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
 * Decode front-coded words: each begins with the number of letters shared with the previous one.
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
