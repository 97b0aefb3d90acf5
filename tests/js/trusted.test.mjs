import assert from "node:assert/strict";
import { test } from "node:test";

import { trusted } from "../../hooks/playbook/site/theme/assets/playbook/trusted.js";

globalThis.location = /** @type {Location} */ ({ origin: "https://handbook.example" });

test("markup is returned unchanged", () => {
  assert.equal(trusted.createHTML("<p>Hej</p>"), "<p>Hej</p>");
});

test("a script of the same origin is accepted", () => {
  const url = "https://handbook.example/sv/offline.js";
  assert.equal(trusted.createScriptURL(url), url);
});

const OTHERS = [
  "https://other.example/offline.js",
  "http://handbook.example/offline.js",
  "data:text/javascript,0",
];
for (const url of OTHERS) {
  test(`a script of another origin is refused: ${url}`, () => {
    assert.throws(() => trusted.createScriptURL(url), TypeError);
  });
}
