// Dates as YYYY-MM-DD, which can be compared as strings.

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

/** The date for which the page shows the rules: the one in the URL, or today. */
export const shownDay = () => dayInQuery(location.search) ?? localDay(new Date());

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
