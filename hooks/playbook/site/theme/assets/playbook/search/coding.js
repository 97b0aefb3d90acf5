// Decodes numbers and sorted words that search/coding.py has encoded.

const FINAL_DIGITS = 70; // digits that end a number; the other digits mean that it continues
const CONTINUING_DIGITS = 22;
const DIGIT_BY_CODE = new Uint8Array(127);
for (let code = 33, digit = 0; code < 127; code++) {
  if (code !== 34 && code !== 92) DIGIT_BY_CODE[code] = digit++; // JSON escapes these two
}

/**
 * Decode numbers.
 * @param {string} text
 * @returns {number[]}
 */
export function decode(text) {
  const numbers = [];
  let value = 0;
  for (let n = 0; n < text.length; n++) {
    const digit = DIGIT_BY_CODE[text.charCodeAt(n)];
    if (digit < FINAL_DIGITS) {
      numbers.push(value * FINAL_DIGITS + digit);
      value = 0;
    } else {
      value = value * CONTINUING_DIGITS + digit - FINAL_DIGITS;
    }
  }
  return numbers;
}

/**
 * Decode front-coded words: each begins with the number of letters that it shares with the previous word.
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
