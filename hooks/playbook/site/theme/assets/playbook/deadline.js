// Calculates deadlines with the algorithm of pages/deadline.py. The same test cases check both.

const MINUTE = 60_000;
const DAY = 86_400_000;
const EPOCH_WEEKDAY = 3; // 1970-01-01 was a Thursday; weekdays count from Monday as 0
/** @type {Record<string, number>} */
const MINUTES = { minutes: 1, hours: 60 };
/** @type {Record<string, number>} */
const DAYS = { days: 1, weeks: 7 };
/** @type {Record<string, number>} */
const MONTHS = { months: 1, years: 12 };

/**
 * A length of time. `onDaysOff` replaces it for a start on a day off; if it is in working days, the next
 * working day is day 1.
 * @typedef {{ amount: number, unit: string, onDaysOff?: { amount: number, unit: string } }} Duration
 */

/**
 * The organisation's working hours and days. `weekdays` count from Monday as 0; `last` is the last
 * day for which holidays are known.
 * @typedef {object} Calendar
 * @property {string} timeZone
 * @property {string} opens HH:MM
 * @property {string} closes HH:MM
 * @property {number[]} weekdays
 * @property {string[]} holidays
 * @property {string} last
 */

/**
 * The end of a time limit that starts at `start`.
 * @param {Date} start
 * @param {Duration} duration
 * @param {Calendar} calendar
 * @returns {Date | null} null if the end is after the last day of the calendar
 */
export function deadline(start, duration, calendar) {
  const applied = durationAt(start, duration, calendar);
  const countsNextWorkingDay = applied !== duration && applied.unit === "working_days";
  if (countsNextWorkingDay) return workingDays(start, applied.amount - 1, calendar);
  return deadlineOf(start, applied, calendar);
}

/**
 * The duration that applies to what starts at a time: that of days off, or the usual one.
 * @param {Date} start
 * @param {Duration} duration
 * @param {Calendar} calendar
 * @returns {Duration}
 */
export function durationAt(start, duration, calendar) {
  const { day } = localTime(start, calendar.timeZone);
  return duration.onDaysOff && !isWorkday(day, calendar) ? duration.onDaysOff : duration;
}

/**
 * @param {Date} start
 * @param {Duration} duration
 * @param {Calendar} calendar
 */
function deadlineOf(start, { amount, unit }, calendar) {
  if (unit === "working_hours") return workingHours(start, amount * 60 * MINUTE, calendar);
  if (unit === "working_days") return workingDays(start, amount, calendar);
  if (unit in MINUTES) return new Date(start.getTime() + amount * MINUTES[unit] * MINUTE);
  const local = localTime(start, calendar.timeZone);
  const day = unit in DAYS ? local.day + amount * DAYS[unit] : monthsLater(local.day, amount * MONTHS[unit]);
  return new Date(moment(day, local.clock, calendar));
}

/**
 * @param {Date} start
 * @param {number} duration in milliseconds of working time
 * @param {Calendar} calendar
 */
function workingHours(start, duration, calendar) {
  const last = dayNumber(calendar.last);
  let remaining = duration;
  for (let { day } = localTime(start, calendar.timeZone); day <= last; day += 1) {
    if (!isWorkday(day, calendar)) continue;
    const begin = Math.max(start.getTime(), moment(day, clockTime(calendar.opens), calendar));
    const open = moment(day, clockTime(calendar.closes), calendar) - begin;
    if (remaining <= open) return new Date(begin + remaining);
    remaining -= Math.max(open, 0);
  }
  return null;
}

/**
 * @param {Date} start
 * @param {number} count
 * @param {Calendar} calendar
 */
function workingDays(start, count, calendar) {
  const last = dayNumber(calendar.last);
  const closes = clockTime(calendar.closes);
  let { day } = localTime(start, calendar.timeZone);
  const isOver = start.getTime() >= moment(day, closes, calendar) || !isWorkday(day, calendar);
  let remaining = isOver ? count + 1 : count;
  while (remaining && day < last) {
    day += 1;
    if (isWorkday(day, calendar)) remaining -= 1;
  }
  return remaining ? null : new Date(moment(day, closes, calendar));
}

/**
 * A day as a number: days since 1970-01-01.
 * @param {string} day
 */
const dayNumber = (day) => Date.parse(`${day}T00:00:00Z`) / DAY;

/** @param {number} day */
const dayText = (day) => new Date(day * DAY).toISOString().slice(0, 10);

/**
 * A time of day as a number: milliseconds since midnight.
 * @param {string} text HH:MM
 */
const clockTime = (text) => (Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5))) * MINUTE;

/**
 * @param {number} day
 * @param {Calendar} calendar
 */
function isWorkday(day, calendar) {
  const weekday = (((day + EPOCH_WEEKDAY) % 7) + 7) % 7;
  return calendar.weekdays.includes(weekday) && !calendar.holidays.includes(dayText(day));
}

/**
 * The same day of the month `count` months later, or the last day of a shorter month.
 * @param {number} day
 * @param {number} count
 */
function monthsLater(day, count) {
  const date = new Date(day * DAY);
  const first = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + count, 1));
  const days = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return first.getTime() / DAY + Math.min(date.getUTCDate(), days) - 1;
}

/** @type {Map<string, Intl.DateTimeFormat>} */
const formats = new Map();

/**
 * The wall-clock time of a moment in a time zone, in milliseconds as if it were UTC.
 * @param {Date} at
 * @param {string} zone
 */
function shownTime(at, zone) {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric",
      hour: "numeric", minute: "numeric", second: "numeric",
    });
    formats.set(zone, format);
  }
  /** @type {Record<string, number>} */
  const parts = {};
  for (const { type, value } of format.formatToParts(at)) parts[type] = Number(value);
  const milliseconds = ((at.getTime() % 1000) + 1000) % 1000;
  return Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute, parts.second) + milliseconds;
}

/**
 * @param {Date} at
 * @param {string} zone
 */
function localTime(at, zone) {
  const local = shownTime(at, zone);
  const day = Math.floor(local / DAY);
  return { day, clock: local - day * DAY };
}

/**
 * The moment of a local time in the organisation's time zone; the first if the time occurs twice.
 * @param {number} day
 * @param {number} clock
 * @param {Calendar} calendar
 */
function moment(day, clock, { timeZone }) {
  const local = day * DAY + clock;
  const before = shownTime(new Date(local - DAY), timeZone) - (local - DAY);
  const after = shownTime(new Date(local + DAY), timeZone) - (local + DAY);
  for (const offset of [before, after]) {
    if (shownTime(new Date(local - offset), timeZone) === local) return local - offset;
  }
  return local - before; // a time that the clocks skip
}
