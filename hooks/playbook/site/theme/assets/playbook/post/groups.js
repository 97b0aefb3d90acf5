// Groups the findings on the same words, so that the author sees each word once.

/** @import { Finding } from "./types.js" */
/** @typedef {{ from: number, to: number, findings: [Finding, ...Finding[]] }} Group the most severe finding is first */

const ORDER = { error: 0, warning: 1, suggestion: 2 };
const MAX_LENGTH = 90; // code units of words that are shown in full; a finding on more is about the sentence

/**
 * The findings by their words, most severe first. Words within other words are in the same group.
 * @param {Finding[]} findings
 * @returns {Group[]}
 */
export function groupFindings(findings) {
  /** @type {Group[]} */
  const groups = [];
  for (const finding of [...findings].sort((one, other) => one.from - other.from || other.to - one.to)) {
    const group = groups.find((earlier) => isWithin(finding, earlier));
    if (group) group.findings.push(finding);
    else groups.push({ from: finding.from, to: finding.to, findings: [finding] });
  }
  for (const { findings: members } of groups) members.sort(bySeverity);
  return groups.sort((one, other) => bySeverity(one.findings[0], other.findings[0]));
}

/**
 * @param {Finding} finding
 * @param {Group} group
 */
const isWithin = (finding, { from, to }) =>
  finding.from < finding.to && from <= finding.from && finding.to <= to && to - from <= MAX_LENGTH;

/**
 * @param {Finding} one
 * @param {Finding} other
 */
const bySeverity = (one, other) => ORDER[one.level] - ORDER[other.level];
