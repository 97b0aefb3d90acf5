import assert from "node:assert/strict";
import { test } from "node:test";

import {
  changedIds, countChanged, currentId, entryPlace, samePlace,
} from "../../hooks/playbook/site/theme/assets/playbook/version-entries.js";

const rule = (page, digest, more = {}) => ({ kind: "policy", page, digest, ...more });
const OLDER = { roots: { sv: "", en: "en/" }, pages: ["", "policy/"], entries: {
  same: rule("policy/a/", "1"), changed: rule("policy/a/", "1"), gone: rule("policy/b/", "1"),
} };
const NEWER = { roots: { sv: "", en: "en/" }, pages: ["", "policy/", "policy/a/"], entries: {
  same: rule("policy/a/", "1"), changed: rule("policy/a/", "2"),
  renamed: rule("policy/b/", "1", { previous_ids: ["gone"] }),
  added: rule("policy/b/", "1", { roles: ["editor"] }), term: { kind: "glossary", page: "glossary/", digest: "1" },
} };
const EVERYONE = { roles: [], account: [], countries: [] };

test("an entry is found by its previous id", () => {
  assert.equal(currentId(NEWER, "same"), "same");
  assert.equal(currentId(NEWER, "gone"), "renamed");
  assert.equal(currentId(NEWER, "never"), undefined);
});

test("an entry is linked in the reader's language, or in another if that is missing", () => {
  assert.equal(entryPlace(NEWER, "gone", "en"), "en/policy/b/#renamed");
  assert.equal(entryPlace(NEWER, "same", "sv"), "policy/a/#same");
  assert.equal(entryPlace(NEWER, "same", "de"), "policy/a/#same");
  assert.equal(entryPlace(NEWER, "never", "sv"), undefined);
});

test("the same place is the entry, the page with its anchor, or the nearest ancestor", () => {
  const place = (page, hash = "#x") => ({ language: "sv", page, hash });
  assert.equal(samePlace(NEWER, ["gone"], place("policy/")), "policy/b/#renamed");
  assert.equal(samePlace(NEWER, [], place("policy/a/")), "policy/a/#x");
  assert.equal(samePlace(NEWER, ["never"], place("policy/c/d/")), "policy/");
  assert.equal(samePlace(NEWER, [], place("tone/")), "");
  assert.equal(samePlace(OLDER, ["renamed", "gone"], place("policy/x/")), "policy/b/#gone");
});

test("an entry has changed if its digest has, or if it is missing", () => {
  assert.deepEqual(changedIds(["same", "changed", "gone"], OLDER, NEWER), ["changed"]);
  assert.deepEqual(changedIds(["same", "gone"], OLDER, { ...NEWER, entries: {} }), ["same", "gone"]);
  assert.deepEqual(changedIds(["term"], OLDER, NEWER), ["term"]);
});

test("changed entries of a kind are counted if they apply to the reader", () => {
  assert.equal(countChanged(OLDER, NEWER, "policy", EVERYONE), 2, "a renamed rule has not changed");
  assert.equal(countChanged(OLDER, NEWER, "policy", { ...EVERYONE, roles: ["moderator"] }), 1);
  assert.equal(countChanged(OLDER, NEWER, "glossary", EVERYONE), 1);
  assert.equal(countChanged(NEWER, NEWER, "policy", EVERYONE), 0);
});

test("an entry of which only the explanation is different has not changed", () => {
  const index = (digest, binding) => ({ ...OLDER, entries: { rule: rule("policy/a/", digest, { binding }) } });
  assert.deepEqual(changedIds(["rule"], index("1", "b"), index("2", "b")), []);
  assert.deepEqual(changedIds(["rule"], index("1", "b"), index("2", "c")), ["rule"]);
  assert.deepEqual(changedIds(["rule"], index("1"), index("2", "c")), ["rule"], "an old version has no such digest");
  assert.equal(countChanged(index("1", "b"), index("2", "b"), "policy", EVERYONE), 0);
});
