import assert from "node:assert/strict";
import { test } from "node:test";

import { calculate, parseAmount } from "../../hooks/playbook/site/theme/assets/playbook/calculation.js";

const NUMBERS = { people: 2, hours: 3, rate: 100, other: 50, results: 13, worth: 100 };

test("a month has four weeks and a third", () => {
  assert.deepEqual(calculate(NUMBERS), { cost: 2650, value: 1300, net: -1350, each: 2650 / 13 });
});

test("without results there is no cost per result", () => {
  assert.equal(calculate({ ...NUMBERS, results: 0 }).each, null);
});

test("text that is not a number and negative numbers count as zero", () => {
  assert.deepEqual(["", "x", "-1", "1.5", "2"].map(parseAmount), [0, 0, 0, 1.5, 2]);
});
