import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";

import { load, loadText, save, saveText } from "../../hooks/playbook/site/theme/assets/playbook/storage.js";

/** What a browser's storage does, in memory. */
class Storage {
  items = new Map();
  getItem(name) { return this.items.get(name) ?? null; }
  setItem(name, text) { this.items.set(name, String(text)); }
}

/** A storage as a browser has it that does not allow any. */
const CLOSED = {
  getItem() { throw new Error("denied"); },
  setItem() { throw new Error("denied"); },
};

beforeEach(() => { globalThis.localStorage = new Storage(); });
afterEach(() => { delete globalThis.localStorage; });

test("a value comes back under our own name", () => {
  assert.equal(save("quiz", { right: 3 }), true);
  assert.deepEqual(load("quiz", null), { right: 3 });
  assert.deepEqual([...globalThis.localStorage.items], [["playbook.quiz", '{"right":3}']]);
});

test("a text is stored as it is", () => {
  assert.equal(loadText("theme"), null);
  assert.equal(saveText("theme", "dark"), true);
  assert.equal(loadText("theme"), "dark");
});

test("the fallback stands where there is nothing, or nothing that can be read", () => {
  assert.equal(load("quiz", "fallback"), "fallback");
  saveText("quiz", "{");
  assert.equal(load("quiz", "fallback"), "fallback");
  save("quiz", null);
  assert.equal(load("quiz", "fallback"), null);
});

test("without storage nothing is stored, and nothing fails", () => {
  globalThis.localStorage = CLOSED;
  assert.equal(save("quiz", 1), false);
  assert.equal(saveText("theme", "dark"), false);
  assert.equal(loadText("theme"), null);
  assert.equal(load("quiz", 2), 2);
});
