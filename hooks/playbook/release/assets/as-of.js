// Shows which version applied on a day, and which of its entries depend on the day. The address contains
// the day and, optionally, the id of an entry: ?on=YYYY-MM-DD#id

/** @typedef {Record<string, string>} Texts texts by language */

/**
 * An entry of a version's playbook.json, as far as this page reads it.
 * @typedef {object} Entry
 * @property {string} id
 * @property {string} status
 * @property {Texts} title
 * @property {Texts} pages the address of its page by language
 * @property {string[]} [previous_ids]
 * @property {string} [effective_from]
 * @property {string} [effective_to]
 * @property {{ from: string }} [pending]
 */

const form = /** @type {HTMLFormElement} */ (document.querySelector(".pb-ask"));
const input = /** @type {HTMLInputElement} */ (form.querySelector("input"));
const answer = /** @type {HTMLElement} */ (document.querySelector(".pb-found"));
const rows = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-version]")]); // the newest first
const root = new URL(answer.dataset.up ?? "", location.href);
const language = answer.dataset.language ?? "";

/**
 * A date as the page's language writes it.
 * @param {string} day
 */
function formatDate(day) {
  const { lang, dataset } = document.documentElement;
  const format = new Intl.DateTimeFormat(dataset.locale ?? lang, { dateStyle: "long", timeZone: "UTC" });
  return format.format(new Date(`${day}T00:00:00Z`));
}

/**
 * A text from a template of the page, with its `[placeholders]` replaced.
 * @param {string} name
 * @param {Record<string, string>} [values]
 */
function pageText(name, values = {}) {
  const template = /** @type {HTMLTemplateElement} */ (document.querySelector(`template[data-words="${name}"]`));
  return (template.content.textContent ?? "").replace(/\[(\w+)\]/g, (whole, key) => values[key] ?? whole);
}

/**
 * @param {string} tag
 * @param {...(Node | string)} children
 */
function createElement(tag, ...children) {
  const element = document.createElement(tag);
  element.append(...children);
  return element;
}

/**
 * A link to a page of a version, with the day in its address.
 * @param {string} text
 * @param {string} path
 * @param {string} day
 */
function createLink(text, path, day) {
  const url = new URL(path, root);
  url.searchParams.set("on", day);
  const link = document.createElement("a");
  link.href = url.href;
  link.append(text);
  return link;
}

/**
 * Sentences about how an entry depends on the day: not yet or no longer in force, changed, or to change.
 * @param {Entry} entry
 * @param {string} day
 */
function* changes({ effective_from: from, effective_to: to, pending }, day) {
  if (from && day < from) yield pageText("coming", { date: formatDate(from) });
  if (to && to < day) yield pageText("was", { date: formatDate(to) });
  if (pending) yield pageText(pending.from <= day ? "changed" : "changes", { date: formatDate(pending.from) });
}

/**
 * The ids that an entry has had, from the latest version: an older one may know it by a former id.
 * @param {string} id
 * @returns {Promise<string[]>}
 */
async function allIds(id) {
  const response = await fetch(new URL("latest/entries.json", root));
  if (!response.ok) return [id];
  /** @type {{ entries: Record<string, { previous_ids?: string[] }> }} */
  const { entries } = await response.json();
  const now = id in entries ? id : Object.keys(entries).find((key) => entries[key].previous_ids?.includes(id));
  return now ? [id, now, ...entries[now].previous_ids ?? []] : [id];
}

/**
 * Show the entries of a version that depend on the day, and the one that the address names.
 * @param {string} version
 * @param {string} day
 * @param {Element} versionLink the link to the version, which a link to the entry replaces
 */
async function showEntries(version, day, versionLink) {
  const response = await fetch(new URL(`${version}/playbook.json`, root));
  if (!response.ok) return;
  /** @type {{ entries: Entry[] }} */
  const { entries } = await response.json();
  const id = decodeURIComponent(location.hash.slice(1));
  const ids = id ? await allIds(id) : [];
  if (input.value !== day) return; // the reader has chosen a different day meanwhile
  const inLanguage = (/** @type {Texts} */ texts) => texts[language] ?? Object.values(texts)[0];
  const page = (/** @type {Entry} */ { pages }) => `${version}/${inLanguage(pages)}`;
  const selected = entries.find((entry) => [entry.id, ...entry.previous_ids ?? []].some((name) => ids.includes(name)));
  if (selected) {
    const text = `${pageText("open", { version })}: ${inLanguage(selected.title)}`;
    versionLink.replaceWith(createLink(text, page(selected), day));
  }
  const items = entries.filter(({ status }) => status === "current").flatMap((entry) => {
    const lines = [...changes(entry, day)];
    const link = createLink(inLanguage(entry.title), page(entry), day);
    return lines.length ? [createElement("li", link, `: ${lines.join(". ")}`)] : [];
  });
  if (items.length) answer.append(createElement("h2", pageText("dated")), createElement("ul", ...items));
}

/** Show which version applied on the chosen day. */
function update() {
  const day = input.value;
  answer.hidden = !day;
  if (!day) return;
  history.replaceState(null, "", `?on=${day}${location.hash}`);
  const row = rows.find(({ dataset: { first = "" } }) => first <= day);
  if (!row) {
    answer.replaceChildren(createElement("p", pageText("none", { date: formatDate(day) })));
    return;
  }
  const { version = "", root: path } = row.dataset;
  const versionLink = createLink(pageText("open", { version }), `${version}/${path}`, day);
  const text = createElement("strong", pageText("applied", { date: formatDate(day), version }));
  answer.replaceChildren(createElement("p", text), createElement("p", versionLink));
  showEntries(version, day, versionLink).catch(() => {});
}

input.addEventListener("input", update);
form.addEventListener("submit", (event) => event.preventDefault());
input.value = new URLSearchParams(location.search).get("on") ?? "";
form.hidden = false;
update();
