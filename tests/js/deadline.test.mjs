import assert from "node:assert/strict";
import { test } from "node:test";

import { deadline, durationAt } from "../../hooks/playbook/site/theme/assets/playbook/deadline.js";

// tests/pages/deadlines.json has further cases, which also test the Python code.
const CALENDAR = {
  timeZone: "Europe/Stockholm", opens: "08:00", closes: "17:00", weekdays: [0, 1, 2, 3, 4],
  holidays: ["2026-12-24", "2026-12-25"], last: "2027-12-31",
};
const due = (start, amount, unit) => deadline(new Date(start), { amount, unit }, CALENDAR)?.toISOString() ?? null;

test("minutes and hours also count at night", () => {
  assert.equal(due("2026-11-27T22:50:00Z", 30, "minutes"), "2026-11-27T23:20:00.000Z");
  assert.equal(due("2026-11-27T22:50:00Z", 24, "hours"), "2026-11-28T22:50:00.000Z");
});

test("days, weeks, months and years keep the local time", () => {
  assert.equal(due("2026-10-24T10:00:00Z", 1, "days"), "2026-10-25T11:00:00.000Z"); // summer time ends
  assert.equal(due("2026-11-01T10:00:00Z", 2, "weeks"), "2026-11-15T10:00:00.000Z");
  assert.equal(due("2027-01-31T10:00:00Z", 1, "months"), "2027-02-28T10:00:00.000Z");
  assert.equal(due("2024-02-29T10:00:00Z", 1, "years"), "2025-02-28T10:00:00.000Z");
});

test("working hours skip weekends and holidays", () => {
  assert.equal(due("2026-11-27T15:00:00Z", 1, "working_hours"), "2026-11-27T16:00:00.000Z"); // at closing
  assert.equal(due("2026-11-27T15:30:00Z", 1, "working_hours"), "2026-11-30T07:30:00.000Z");
  assert.equal(due("2026-12-23T15:30:00Z", 1, "working_hours"), "2026-12-28T07:30:00.000Z");
});

test("a working day ends at closing time, and today counts until then", () => {
  assert.equal(due("2026-11-30T15:59:00Z", 1, "working_days"), "2026-12-01T16:00:00.000Z");
  assert.equal(due("2026-11-30T16:00:00Z", 1, "working_days"), "2026-12-02T16:00:00.000Z");
  assert.equal(due("2026-11-28T10:00:00Z", 1, "working_days"), "2026-12-01T16:00:00.000Z");
});

test("there is no deadline after the last day of the calendar", () => {
  assert.equal(due("2027-12-31T15:30:00Z", 1, "working_hours"), null);
  assert.equal(due("2027-12-30T10:00:00Z", 1, "working_days"), "2027-12-31T16:00:00.000Z");
  assert.equal(due("2027-12-30T10:00:00Z", 2, "working_days"), null);
  assert.equal(due("2027-12-31T14:00:00Z", 1, "working_hours"), "2027-12-31T15:00:00.000Z");
  const thursday = { ...CALENDAR, last: "2027-12-30" };
  assert.equal(deadline(new Date("2027-12-29T10:00:00Z"), { amount: 2, unit: "working_days" }, thursday), null);
});

test("a duration for days off applies to what starts on one", () => {
  const onDaysOff = { amount: 1, unit: "working_days" };
  const duration = { amount: 24, unit: "hours", onDaysOff };
  const at = (start) => durationAt(new Date(start), duration, CALENDAR);
  assert.equal(at("2026-11-27T22:59:00Z"), duration); // Friday before midnight
  assert.equal(at("2026-11-27T23:00:00Z"), onDaysOff);
  assert.equal(at("2026-12-24T10:00:00Z"), onDaysOff); // a holiday
  const usual = { amount: 24, unit: "hours" };
  assert.equal(durationAt(new Date("2026-12-24T10:00:00Z"), usual, CALENDAR), usual);
  const saturday = deadline(new Date("2026-11-28T10:00:00Z"), duration, CALENDAR);
  assert.equal(saturday?.toISOString(), "2026-11-30T16:00:00.000Z");
});
