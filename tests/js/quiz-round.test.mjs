import assert from "node:assert/strict";
import { test } from "node:test";

import { pickRound } from "../../hooks/playbook/site/theme/assets/playbook/quiz-round.js";

const ITEMS = ["a", "b", "c", "d"];

test("a round has the given number of different items", () => {
  const round = pickRound(ITEMS, 3, Math.random);
  assert.equal(new Set(round).size, 3);
  assert.ok(round.every((item) => ITEMS.includes(item)));
  assert.deepEqual(pickRound(ITEMS, 10, Math.random).sort(), ITEMS);
  assert.deepEqual(ITEMS, ["a", "b", "c", "d"]);
});

test("every item may come first, and every order follows from the random numbers", () => {
  assert.deepEqual(pickRound(ITEMS, 4, () => 0), ["b", "c", "d", "a"]);
  assert.deepEqual(pickRound(ITEMS, 4, () => 0.999), ITEMS);
  const first = (number) => pickRound(ITEMS, 1, () => number)[0];
  assert.deepEqual(new Set([0, 0.3, 0.5, 0.8, 0.999].map(first)).size > 1, true);
});
