// Dates as YYYY-MM-DD, which can be compared as strings, and opening hours.

/**
 * The date in the reader's time zone at a moment.
 * @param {Date} moment
 */
export function localDay(moment) {
  const [month, day] = [moment.getMonth() + 1, moment.getDate()].map((part) => String(part).padStart(2, "0"));
  return `${moment.getFullYear()}-${month}-${day}`;
}

/**
 * The date in the query of a URL: `?on=YYYY-MM-DD`.
 * @param {string} query the query of a URL
 * @returns {string | null} null if it is missing or not a valid date
 */
export function dayInQuery(query) {
  const day = new URLSearchParams(query).get("on") ?? "";
  return /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day)) ? day : null;
}

/** The date for which the page shows the rules: the date in the URL, or today. */
export const shownDay = () => dayInQuery(location.search) ?? localDay(new Date());

/**
 * A period; an empty `first` or `last` means that it has no start or no end.
 * @typedef {{ first: string, last: string, everyYears: number }} Days
 */

/**
 * The occurrence of a period that contains a day, or else the next one. A period that does not
 * recur (`everyYears` is 0) is returned unchanged.
 * @param {Days} days
 * @param {string} day
 * @returns {Days}
 */
export function periodAt({ first, last, everyYears }, day) {
  const years = Math.max(0, Number(day.slice(0, 4)) - Number(last.slice(0, 4)));
  let offset = everyYears ? Math.floor(years / everyYears) * everyYears : 0;
  if (everyYears && yearsLater(last, offset) < day) offset += everyYears;
  return { first: yearsLater(first, offset), last: yearsLater(last, offset), everyYears };
}

/**
 * Whether a day is early (before a period), in it (now), or late (after it).
 * @param {Days} days
 * @param {string} day
 * @returns {"early" | "now" | "late"}
 */
export function periodState({ first, last }, day) {
  if (day < first) return "early";
  return last && last < day ? "late" : "now";
}

/**
 * The same date in another year; 28 February if that year has no leap day.
 * @param {string} date
 * @param {number} years
 */
function yearsLater(date, years) {
  if (!years) return date;
  const year = String(Number(date.slice(0, 4)) + years).padStart(4, "0");
  const later = year + date.slice(4);
  return later.endsWith("-02-29") && Number(year) % 4 ? `${year}-02-28` : later;
}

/**
 * Whether a review is overdue, due within `warnDays` days, or later.
 * @param {string} reviewBy
 * @param {string} today
 * @param {number} warnDays
 * @returns {"overdue" | "soon" | "later"}
 */
export function reviewState(reviewBy, today, warnDays) {
  if (reviewBy < today) return "overdue";
  const limit = new Date(`${today}T12:00:00Z`);
  limit.setUTCDate(limit.getUTCDate() + warnDays);
  return reviewBy <= limit.toISOString().slice(0, 10) ? "soon" : "later";
}

/** @typedef {{ weekday: string, day: string, clock: string }} Moment `mon`, YYYY-MM-DD and HH:MM */

const WEEK = 7; // days

/**
 * A moment in a time zone.
 * @param {Date} date
 * @param {string} timeZone
 * @returns {Moment}
 */
export function momentIn(date, timeZone) {
  /** @param {Intl.DateTimeFormatOptions} options */
  const format = (options) => new Intl.DateTimeFormat("sv", { timeZone, ...options }).format(date);
  const weekday = new Intl.DateTimeFormat("en", { timeZone, weekday: "short" }).format(date).toLowerCase();
  return { weekday, day: format({ dateStyle: "short" }), clock: format({ timeStyle: "short" }) };
}

/**
 * Whether a function is open. One that is not open every day of the week is closed on holidays.
 * @param {string} hours such as `mon,tue 08:00-17:00;sat 10:00-14:00`
 * @param {Moment} moment
 * @param {string[]} holidays
 */
export function isOpen(hours, { weekday, day, clock }, holidays) {
  const periods = hours.split(";").map((period) => {
    const [days, times] = period.split(" ");
    const [opens, closes] = times.split("-");
    return { days: days.split(","), opens, closes };
  });
  const openDays = new Set(periods.flatMap(({ days }) => days));
  if (openDays.size < WEEK && holidays.includes(day)) return false;
  return periods.some(({ days, opens, closes }) => days.includes(weekday) && opens <= clock && clock <= closes);
}
