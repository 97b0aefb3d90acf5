import assert from "node:assert/strict";
import { test } from "node:test";

import { neededOf, questionsFor } from "../../hooks/playbook/site/theme/assets/playbook/quiz-role.js";

test("with fewer questions the same share of answers must be right", () => {
  assert.equal(neededOf({ right: 8, of: 10 }, 10), 8);
  assert.equal(neededOf({ right: 8, of: 10 }, 4), 4);
  assert.equal(neededOf({ right: 5, of: 10 }, 3), 2);
  assert.equal(neededOf({ right: 8, of: 10 }, 0), 0);
  assert.equal(neededOf({ right: 8, of: 10 }, 99), 8);
});

test("the quiz of a role has the questions of the roles that it includes, and those for everyone", () => {
  const items = [{}, { roles: "editor" }, { roles: "manager" }, { roles: "manager employee" }]
    .map((dataset) => ({ dataset }));
  const asked = questionsFor({ role: "editor", roles: ["editor", "employee"] }, items);
  assert.deepEqual(asked, [items[0], items[1], items[3]]);
});
