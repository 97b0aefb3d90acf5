import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

import {
  dayInQuery, localDay, reviewState, shownDay, periodAt, periodState,
} from "../../hooks/playbook/site/theme/assets/playbook/dates.js";

afterEach(() => { delete globalThis.location; });

test("a date has two digits for month and day", () => {
  assert.equal(localDay(new Date(2026, 0, 2, 23, 59)), "2026-01-02");
  assert.equal(localDay(new Date(2026, 11, 31, 0, 0)), "2026-12-31");
});

test("the query of a URL may contain a valid date", () => {
  assert.equal(dayInQuery("?a=1&on=2026-02-28"), "2026-02-28");
  for (const query of ["", "?on=", "?on=2026-13-01", "?on=2026-2-1", "?on=x2026-02-01", "?on=2026-02-01x"]) {
    assert.equal(dayInQuery(query), null, query);
  }
});

test("the date in the URL is shown, otherwise today", () => {
  globalThis.location = { search: "?on=2020-01-01" };
  assert.equal(shownDay(), "2020-01-01");
  globalThis.location = { search: "" };
  assert.equal(shownDay(), localDay(new Date()));
});

test("a review is overdue from the next day, and due soon within the warning period", () => {
  const state = (reviewBy) => reviewState(reviewBy, "2026-02-27", 2);
  assert.equal(state("2026-02-26"), "overdue");
  assert.equal(state("2026-02-27"), "soon");
  assert.equal(state("2026-03-01"), "soon"); // the second day after
  assert.equal(state("2026-03-02"), "later");
});

test("a period of days contains its first and its last day", () => {
  const state = (day, first = "2026-04-01", last = "2026-09-30") => periodState({ first, last, everyYears: 0 }, day);
  assert.equal(state("2026-03-31"), "early");
  assert.equal(state("2026-04-01"), "now");
  assert.equal(state("2026-09-30"), "now");
  assert.equal(state("2026-10-01"), "late");
  assert.equal(state("2030-01-01", "2026-04-01", ""), "now");
  assert.equal(state("2020-01-01", "", "2026-09-30"), "now");
  assert.equal(state("2026-10-01", "", "2026-09-30"), "late");
});

test("a recurring period is the recurrence that is not over yet", () => {
  const periodOn = (day, everyYears, first = "2026-12-20", last = "2027-01-06") => {
    const period = periodAt({ first, last, everyYears }, day);
    return `${period.first}/${period.last}`;
  };
  assert.equal(periodOn("2031-01-01", 0), "2026-12-20/2027-01-06");
  assert.equal(periodOn("2025-01-01", 1), "2026-12-20/2027-01-06");
  assert.equal(periodOn("2027-01-06", 1), "2026-12-20/2027-01-06");
  assert.equal(periodOn("2027-01-07", 1), "2027-12-20/2028-01-06");
  assert.equal(periodOn("2031-01-01", 4), "2030-12-20/2031-01-06");
  assert.equal(periodOn("2031-01-07", 4), "2034-12-20/2035-01-06");
  assert.equal(periodOn("2029-06-01", 4), "2030-12-20/2031-01-06");
  assert.equal(periodOn("2026-01-01", 1, "2024-02-29", "2024-02-29"), "2026-02-28/2026-02-28");
  assert.equal(periodOn("2028-01-01", 1, "2024-02-29", "2024-02-29"), "2028-02-29/2028-02-29");
});
