// The level of a finding that is the only one in its post; same algorithm as post/alone.py.

/** @import { CheckData, Finding } from "./types.js" */

/**
 * The findings, with another level for those that no error or warning on other words confirms.
 * @param {Finding[]} findings
 * @param {CheckData[]} checks
 * @returns {Finding[]}
 */
export function withLevelsAlone(findings, checks) {
  const levels = new Map(checks.map(({ rule, name, alone }) => [`${rule} ${name}`, alone]));
  const reported = findings.filter(({ level }) => level !== "suggestion");
  return findings.map((finding) => {
    const level = levels.get(`${finding.rule} ${finding.check}`);
    const isConfirmed = reported.some((other) => other.to <= finding.from || finding.to <= other.from);
    return level === undefined || isConfirmed ? finding : { ...finding, level };
  });
}
