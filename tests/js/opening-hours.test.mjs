// Whether a function answers at a moment: opening hours, holidays and the organisation's time zone.

import assert from "node:assert/strict";
import { test } from "node:test";

import { isOpen, momentIn } from "../../hooks/playbook/site/theme/assets/playbook/dates.js";

const WEEKDAYS = "mon,tue,wed,thu,fri 08:00-17:00;sat 10:00-14:00";
const ALWAYS = "mon,tue,wed,thu,fri,sat,sun 00:00-23:59";
const monday = (clock) => ({ weekday: "mon", day: "2026-11-30", clock });

test("a function is open between its hours, both ends included", () => {
  const open = ["07:59", "08:00", "12:30", "17:00", "17:01"].map((clock) => isOpen(WEEKDAYS, monday(clock), []));
  assert.deepEqual(open, [false, true, true, true, false]);
});

test("each day has its own hours", () => {
  const saturday = { weekday: "sat", day: "2026-12-05", clock: "09:00" };
  assert.equal(isOpen(WEEKDAYS, saturday, []), false);
  assert.equal(isOpen(WEEKDAYS, { ...saturday, clock: "10:30" }, []), true);
  assert.equal(isOpen(WEEKDAYS, { ...saturday, weekday: "sun" }, []), false);
});

test("a holiday closes a function, unless it answers every day", () => {
  assert.equal(isOpen(WEEKDAYS, monday("12:00"), ["2026-11-30"]), false);
  assert.equal(isOpen(ALWAYS, monday("12:00"), ["2026-11-30"]), true);
});

test("the moment is that of the organisation, not of the reader", () => {
  const sunday = new Date("2026-11-29T23:30:00Z");
  assert.deepEqual(momentIn(sunday, "Europe/Stockholm"), { weekday: "mon", day: "2026-11-30", clock: "00:30" });
  assert.equal(momentIn(sunday, "America/New_York").clock, "18:30");
});
