// Which reviews are overdue or due soon, by the reader's own day.

export function standing(reviewBy, today, warnDays) {
  if (reviewBy < today) return "overdue";
  const soon = new Date(`${today}T12:00:00Z`);
  soon.setUTCDate(soon.getUTCDate() + warnDays);
  return reviewBy <= soon.toISOString().slice(0, 10) ? "soon" : "later";
}

function dayOf(date) {
  const two = (number) => String(number).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

const today = dayOf(new Date());
for (const row of document.querySelectorAll("[data-health-day]")) {
  const warnDays = Number(row.closest("[data-warn-days]").dataset.warnDays);
  const state = standing(row.dataset.healthDay, today, warnDays);
  row.dataset.standing = state;
  const said = row.querySelector(".health-state");
  said.textContent = said.dataset[state] ?? "";
}
