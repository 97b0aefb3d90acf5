// What social media cost in time, and what they give, by the organisation's own numbers. They stay
// in the browser.

import { keep, kept } from "./keep.js";

const WEEKS_A_MONTH = 52 / 12;
const form = document.querySelector("[data-calculator]");
const inputs = [...form.querySelectorAll("input")];
const before = kept("calculator", {});
for (const input of inputs) if (before[input.name] !== undefined) input.value = before[input.name];
form.addEventListener("input", reckon);
form.addEventListener("submit", (event) => event.preventDefault());
reckon();

function reckon() {
  const numbers = Object.fromEntries(inputs.map((input) => [input.name, Math.max(0, Number(input.value) || 0)]));
  keep("calculator", Object.fromEntries(inputs.map((input) => [input.name, input.value])));
  const cost = numbers.people * numbers.hours * WEEKS_A_MONTH * numbers.rate + numbers.other;
  const value = numbers.results * numbers.worth;
  const out = { cost, value, net: value - cost, each: numbers.results ? cost / numbers.results : null };
  const format = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 0 });
  for (const [name, number] of Object.entries(out)) {
    form.querySelector(`[data-out="${name}"]`).textContent = number === null ? "–" : format.format(number);
  }
}
