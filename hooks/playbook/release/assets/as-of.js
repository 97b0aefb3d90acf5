// Which version applied on a day, and what in it depends on the day. The address keeps the question:
// ?on=YYYY-MM-DD, and #id for a single entry.

const form = document.querySelector(".ask");
const input = form.querySelector("input");
const found = document.querySelector(".found");
const root = new URL(found.dataset.up, location.href);
const rows = [...document.querySelectorAll("[data-version]")]; // the newest first

const words = (name, facts = {}) =>
  document.querySelector(`template[data-words="${name}"]`).content.textContent
    .replace(/\[(\w+)\]/g, (whole, key) => facts[key] ?? whole);

function element(name, ...inside) {
  const made = document.createElement(name);
  made.append(...inside);
  return made;
}

function link(text, path, day) {
  const made = element("a", text);
  const url = new URL(path, root);
  url.searchParams.set("on", day);
  made.href = url;
  return made;
}

/** What an entry says of a day: that it was not yet, had changed, or would. */
function* said(entry, day) {
  if (entry.effective_from && day < entry.effective_from) yield words("coming", { date: entry.effective_from });
  if (entry.effective_to && entry.effective_to < day) yield words("was", { date: entry.effective_to });
  if (entry.pending) yield words(entry.pending.from <= day ? "changed" : "changes", { date: entry.pending.from });
}

/** The entries of a version whose words depend on the day, and the one that the address names. */
async function tellOfEntries({ version }, day, place) {
  const answer = await fetch(new URL(`${version}/playbook.json`, root));
  if (!answer.ok) return;
  const { entries } = await answer.json();
  if (input.value !== day) return; // another day was asked for meanwhile
  const { language } = found.dataset;
  const text = (words) => words[language] ?? Object.values(words)[0];
  const page = (entry) => `${version}/${entry.pages[language] ?? Object.values(entry.pages)[0]}`;
  const id = decodeURIComponent(location.hash.slice(1));
  const named = id && entries.find((entry) => entry.id === id || entry.previous_ids?.includes(id));
  if (named) place.replaceWith(link(`${words("open", { version })}: ${text(named.title)}`, page(named), day));
  const dated = entries.filter((entry) => entry.status === "current")
    .map((entry) => [entry, [...said(entry, day)]]).filter(([, lines]) => lines.length);
  if (!dated.length) return;
  const items = dated.map(([entry, lines]) =>
    element("li", link(text(entry.title), page(entry), day), `: ${lines.join(". ")}`));
  found.append(element("h2", words("dated")), element("ul", ...items));
}

function tell() {
  const day = input.value;
  found.hidden = !day;
  if (!day) return;
  history.replaceState(null, "", `?on=${day}${location.hash}`);
  const row = rows.find(({ dataset }) => dataset.first <= day);
  if (!row) {
    found.replaceChildren(element("p", words("none", { date: day })));
    return;
  }
  const { version, root: path } = row.dataset;
  const place = link(words("open", { version }), `${version}/${path}`, day);
  found.replaceChildren(element("p", element("strong", words("applied", { date: day, version }))), element("p", place));
  tellOfEntries(row.dataset, day, place).catch(() => {});
}

input.addEventListener("input", tell);
form.addEventListener("submit", (event) => event.preventDefault());
input.value = new URLSearchParams(location.search).get("on") ?? "";
form.hidden = false;
tell();
