import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

import { dayInQuery, localDay, reviewState, shownDay } from "../../hooks/playbook/site/theme/assets/playbook/dates.js";

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
