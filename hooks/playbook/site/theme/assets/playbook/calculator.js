// The page that calculates the cost and value of social media. It stores the numbers in the browser.

import { calculate, parseAmount } from "./calculation.js";
import { find, findAll } from "./dom.js";
import { load, save } from "./storage.js";
import { pageLocale } from "./text.js";

const form = find(document, "[data-calculator]", HTMLFormElement);
const inputs = findAll(form, "input", HTMLInputElement);
/** @type {Record<string, string>} */
const stored = load("calculator", {});
for (const input of inputs) input.value = stored[input.name] ?? input.value;
form.addEventListener("input", update);
form.addEventListener("submit", (event) => event.preventDefault());
update();

function update() {
  save("calculator", Object.fromEntries(inputs.map((input) => [input.name, input.value])));
  const numbers = Object.fromEntries(inputs.map((input) => [input.name, parseAmount(input.value)]));
  const format = new Intl.NumberFormat(pageLocale(), { maximumFractionDigits: 0 });
  const results = calculate(/** @type {import("./calculation.js").Numbers} */ (numbers));
  for (const [name, amount] of Object.entries(results)) {
    const output = find(form, `[data-out="${name}"]`, HTMLElement);
    output.textContent = amount === null ? "–" : format.format(amount);
  }
}
