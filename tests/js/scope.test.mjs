import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

import {
  appliesTo, readerScope, scopeOf, storedChoice,
} from "../../hooks/playbook/site/theme/assets/playbook/scope.js";

const NOBODY = { roles: [], account: [], countries: [] };

afterEach(() => { delete globalThis.localStorage; });

test("a choice that was not made excludes nothing", () => {
  assert.ok(appliesTo({ roles: ["editor"], account: ["official"], countries: ["SE"] }, NOBODY));
  assert.ok(appliesTo({}, { roles: ["editor"], account: ["official"], countries: ["SE"] }));
});

test("a scope must match every choice of the reader", () => {
  const reader = { roles: ["editor", "member"], account: ["official"], countries: ["SE"] };
  assert.ok(appliesTo({ roles: ["member"], countries: ["NO", "SE"] }, reader));
  assert.ok(!appliesTo({ roles: ["moderator"] }, reader));
  assert.ok(!appliesTo({ roles: ["member"], account: ["personal"] }, reader));
  assert.ok(!appliesTo({ roles: ["member"], countries: ["NO"] }, reader));
});

test("a choice is converted to a scope", () => {
  const choice = { role: "editor", account: "official", country: "SE" };
  assert.deepEqual(readerScope(choice, ["editor", "member"]),
    { roles: ["editor", "member"], account: ["official"], countries: ["SE"] });
  assert.deepEqual(readerScope({ role: "", account: "", country: "" }, ["editor"]), NOBODY);
});

test("the stored choice has an empty string for each missing choice", () => {
  assert.deepEqual(storedChoice(), { role: "", account: "", country: "" });
  globalThis.localStorage = { getItem: (name) => (name === "playbook.reader" ? '{"role": "editor"}' : null) };
  assert.deepEqual(storedChoice(), { role: "editor", account: "", country: "" });
});

test("the scope of an item is in its attributes, with a space between names", () => {
  const dataset = { roles: "editor member", countries: "SE" };
  assert.deepEqual(scopeOf({ dataset }), { roles: ["editor", "member"], account: undefined, countries: ["SE"] });
});
