// "Check a post": levels, groups and proposed changes of findings.
import assert from "node:assert/strict";
import { test } from "node:test";

import { withLevelsAlone } from "../../hooks/playbook/site/theme/assets/playbook/post/alone.js";
import { changesOf } from "../../hooks/playbook/site/theme/assets/playbook/post/fixes.js";
import { groupFindings } from "../../hooks/playbook/site/theme/assets/playbook/post/groups.js";
import { createOverlap } from "../../hooks/playbook/site/theme/assets/playbook/post/overlaps.js";

const finding = (from, to, check, level = "warning", instead = undefined) =>
  ({ from, to, rule: "tone", check, level, message: check, ...(instead === undefined ? {} : { instead }) });

test("a finding that no other words confirm has the level of a single finding", () => {
  const checks = [{ rule: "tone", name: "hype", alone: "suggestion" }, { rule: "tone", name: "caps" }];
  const levels = (...findings) => withLevelsAlone(findings, checks).map(({ level }) => level);
  assert.deepEqual(levels(finding(0, 4, "hype")), ["suggestion"]);
  assert.deepEqual(levels(finding(0, 4, "hype"), finding(0, 4, "hype")), ["suggestion", "suggestion"]);
  assert.deepEqual(levels(finding(0, 4, "hype"), finding(2, 6, "caps")), ["suggestion", "warning"]);
  assert.deepEqual(levels(finding(0, 4, "hype"), finding(5, 8, "hype")), ["warning", "warning"]);
  assert.deepEqual(levels(finding(0, 4, "hype"), finding(5, 8, "caps", "suggestion")), ["suggestion", "suggestion"]);
});

test("findings on the same words are one group, with the most severe first", () => {
  const groups = groupFindings([
    finding(0, 3, "inside", "suggestion"), finding(0, 9, "whole"), finding(4, 12, "overlapping", "suggestion"),
    finding(0, 300, "sentence"), finding(20, 24, "in the sentence", "error"), finding(0, 0, "post"),
  ]);
  assert.deepEqual(groups.map(({ findings }) => findings.map(({ check }) => check)), [
    ["in the sentence"], ["sentence"], ["whole", "inside"], ["post"], ["overlapping"],
  ]);
});

test("changes are listed from the end, without those that overlap or are gone", () => {
  const changes = changesOf([
    finding(0, 2, "a", "warning", "A"), finding(1, 4, "b", "warning", "B"), finding(5, 7, "c"),
    { ...finding(8, 9, "d", "warning", "D"), isGone: true }, finding(8, 9, "e", "warning", ""),
  ]);
  assert.deepEqual(changes, [{ from: 8, to: 9, instead: "" }, { from: 1, to: 4, instead: "B" }]);
});

test("a finding overlaps those of the same check", () => {
  const known = [finding(30, 34, "hype"), finding(0, 20, "hype"), finding(2, 4, "hype"), finding(40, 50, "caps")];
  const overlaps = createOverlap(known);
  const found = [[10, 12], [19, 30], [20, 30], [33, 40], [34, 40], [42, 44]]
    .map(([from, to]) => overlaps(finding(from, to, "hype")));
  assert.deepEqual(found, [true, true, false, true, false, false]);
  assert.equal(overlaps(finding(42, 44, "caps")), true);
});

test("overlaps of many findings take little time", () => {
  const many = Array.from({ length: 50_000 }, (_, at) => finding(2 * at, 2 * at + 1, "hype"));
  const overlaps = createOverlap(many);
  const start = process.cpuUsage();
  assert.equal(many.filter(({ from, to }) => overlaps({ ...many[0], from: from + 1, to: to + 1 })).length, 0);
  assert.ok(process.cpuUsage(start).user < 2_000_000);
});
