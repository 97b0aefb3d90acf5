// By when something is to be done: the same as pages/deadline.py, and one table of cases runs both.

const MINUTE = 60_000;
const DAY = 86_400_000;
const MINUTES = { minutes: 1, hours: 60 };
const DAYS = { days: 1, weeks: 7 };
const MONTHS = { months: 1, years: 12 };

/**
 * The moment (a Date) by which something that began at `start` (a Date) is to be done, or null
 * where it falls beyond the days whose holidays the calendar knows.
 */
export function deadline(start, { amount, unit }, calendar) {
  if (unit === "working_hours") return workingHours(start, amount * 60 * MINUTE, calendar);
  if (unit === "working_days") return workingDays(start, amount, calendar);
  if (unit in MINUTES) return new Date(+start + amount * MINUTES[unit] * MINUTE);
  const local = localTime(start, calendar.timeZone);
  const day = unit in DAYS ? local.day + amount * DAYS[unit] : monthsLater(local.day, amount * MONTHS[unit]);
  return new Date(moment(day, local.clock, calendar));
}

function workingHours(start, left, calendar) {
  const last = dayOf(calendar.last);
  for (let day = localTime(start, calendar.timeZone).day; day <= last; day += 1) {
    if (!isWorked(day, calendar)) continue;
    const begin = Math.max(+start, moment(day, clock(calendar.opens), calendar));
    const open = moment(day, clock(calendar.closes), calendar) - begin;
    if (left <= open) return new Date(begin + left);
    left -= Math.max(open, 0);
  }
  return null;
}

function workingDays(start, count, calendar) {
  const last = dayOf(calendar.last);
  const closes = clock(calendar.closes);
  let { day } = localTime(start, calendar.timeZone);
  if (+start >= moment(day, closes, calendar) || !isWorked(day, calendar)) count += 1;
  while (count && day < last) {
    day += 1;
    if (isWorked(day, calendar)) count -= 1;
  }
  return count ? null : new Date(moment(day, closes, calendar));
}

/** A day is a number since 1970-01-01, a clock the milliseconds since midnight. */
const dayOf = (text) => Date.parse(`${text}T00:00:00Z`) / DAY;
const textOf = (day) => new Date(day * DAY).toISOString().slice(0, 10);
const clock = (text) => (Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5))) * MINUTE;

function isWorked(day, calendar) {
  const weekday = (((day + 3) % 7) + 7) % 7; // 1970-01-01 was a Thursday
  return calendar.weekdays.includes(weekday) && !calendar.holidays.includes(textOf(day));
}

function monthsLater(day, count) {
  const date = new Date(day * DAY);
  const first = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + count, 1));
  const days = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return first / DAY + Math.min(date.getUTCDate(), days) - 1;
}

const formats = new Map();

/** What the clocks of a zone show at a moment, as milliseconds as if they were in UTC. */
function shown(moment, zone) {
  if (!formats.has(zone)) {
    formats.set(zone, new Intl.DateTimeFormat("en-US", {
      timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric",
      hour: "numeric", minute: "numeric", second: "numeric",
    }));
  }
  const parts = {};
  for (const { type, value } of formats.get(zone).formatToParts(moment)) parts[type] = Number(value);
  const milliseconds = ((+moment % 1000) + 1000) % 1000;
  return Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute, parts.second) + milliseconds;
}

function localTime(moment, zone) {
  const local = shown(moment, zone);
  const day = Math.floor(local / DAY);
  return { day, clock: local - day * DAY };
}

/** A clock time in the organisation's zone as a moment: the first where the clocks show it twice. */
function moment(day, clockTime, { timeZone }) {
  const local = day * DAY + clockTime;
  const before = shown(new Date(local - DAY), timeZone) - (local - DAY);
  const after = shown(new Date(local + DAY), timeZone) - (local + DAY);
  for (const offset of [before, after]) {
    if (shown(new Date(local - offset), timeZone) === local) return local - offset;
  }
  return local - before; // a time that the clocks skip
}
