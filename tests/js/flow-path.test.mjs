import assert from "node:assert/strict";
import { test } from "node:test";

import { parsePath, pathHash } from "../../hooks/playbook/site/theme/assets/playbook/flow-path.js";

const FLOW = { account: ["topic", "end"], topic: ["end"] };
const parse = (hash) => parsePath(hash, "account", (question, answer) => FLOW[question]?.[answer] ?? null);

test("a path is parsed into answers", () => {
  assert.deepEqual(parse("#way=account.0/topic.0"), [["account", 0], ["topic", 0]]);
  assert.deepEqual(parse("#way=account%2E1"), [["account", 1]]);
});

test("a path ends where the flow no longer has a question or an answer", () => {
  for (const hash of [
    "", "#%", "#way=%", "#%E0%A4%A", "#other", "#way=", "#way=topic.0", "#way=account.2", "#way=account.x",
  ]) {
    assert.deepEqual(parse(hash), [], hash);
  }
  assert.deepEqual(parse("#way=account.0/gone.0/topic.0"), [["account", 0]]);
  assert.deepEqual(parse("#way=account.0/account.0"), [["account", 0]]);
});

test("a path survives a round trip", () => {
  assert.equal(pathHash([]), "");
  assert.equal(pathHash([["account", 0], ["topic", 0]]), "#way=account.0/topic.0");
  assert.deepEqual(parse(pathHash([["account", 0], ["topic", 0]])), [["account", 0], ["topic", 0]]);
});
