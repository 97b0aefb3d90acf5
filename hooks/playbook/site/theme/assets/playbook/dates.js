// Days as YYYY-MM-DD, which compare as texts.

/**
 * The day of a moment where the reader is.
 * @param {Date} moment
 */
export function localDay(moment) {
  const [month, day] = [moment.getMonth() + 1, moment.getDate()].map((part) => String(part).padStart(2, "0"));
  return `${moment.getFullYear()}-${month}-${day}`;
}

/**
 * The day that an address asks for: `?on=YYYY-MM-DD`.
 * @param {string} query of the address
 * @returns {string | null} null where it asks for none, or for a day that does not exist
 */
export function dayInQuery(query) {
  const day = new URLSearchParams(query).get("on") ?? "";
  return /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day)) ? day : null;
}

/** The day whose rules the page shows: the one that the address asks for, or today. */
export const shownDay = () => dayInQuery(location.search) ?? localDay(new Date());

/**
 * Whether a review is overdue, is due within some days, or comes later.
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
