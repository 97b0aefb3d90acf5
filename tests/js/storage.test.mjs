import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";

import { load, loadText, save, saveText } from "../../hooks/playbook/site/theme/assets/playbook/storage.js";

/** A browser storage in memory. */
class Storage {
  items = new Map();
  getItem(name) { return this.items.get(name) ?? null; }
  setItem(name, text) { this.items.set(name, String(text)); }
}

/** The storage of a browser that does not allow pages to store data. */
const DENIED_STORAGE = {
  getItem() { throw new Error("denied"); },
  setItem() { throw new Error("denied"); },
};

beforeEach(() => { globalThis.localStorage = new Storage(); });
afterEach(() => { delete globalThis.localStorage; });

test("a value is stored with our prefix", () => {
  assert.equal(save("quiz", { right: 3 }), true);
  assert.deepEqual(load("quiz", null), { right: 3 });
  assert.deepEqual([...globalThis.localStorage.items], [["playbook.quiz", '{"right":3}']]);
});

test("a text is stored unchanged", () => {
  assert.equal(loadText("theme"), null);
  assert.equal(saveText("theme", "dark"), true);
  assert.equal(loadText("theme"), "dark");
});

test("the fallback is used for missing and invalid values", () => {
  assert.equal(load("quiz", "fallback"), "fallback");
  saveText("quiz", "{");
  assert.equal(load("quiz", "fallback"), "fallback");
  save("quiz", null);
  assert.equal(load("quiz", "fallback"), null);
});

test("without storage nothing is stored, and nothing fails", () => {
  globalThis.localStorage = DENIED_STORAGE;
  assert.equal(save("quiz", 1), false);
  assert.equal(saveText("theme", "dark"), false);
  assert.equal(loadText("theme"), null);
  assert.equal(load("quiz", 2), 2);
});
