// My rules: the reader's role, account and country, chosen once. Lists and pages leave out what
// concerns others, say how much, and show it all the same when asked.

import { keep, kept, make, word } from "./keep.js";

const KINDS = ["role", "account", "country"];
const SCOPES = { role: "roles", account: "account", country: "countries" };
const ITEMS = "[data-roles], [data-account], [data-countries]";
const bar = document.querySelector("[data-audience]");
const place = document.querySelector("[data-choose]");
const items = [...document.querySelectorAll(ITEMS)].filter((item) => item.closest("#pb-content"));

const chosen = Object.values(kept("reader", {})).some(Boolean);

if (bar && (items.length || place || chosen)) {
  fetch(word("reader")).then((answer) => answer.json()).then(begin).catch(() => {});
}

function begin(choices) {
  const reader = { role: "", account: "", country: "", ...kept("reader", {}) };
  for (const kind of KINDS) {
    if (!choices[kind].some(({ id }) => id === reader[kind])) reader[kind] = "";
  }
  const names = { account: (one) => one.title, role: (one) => one.title, country: countryName };
  const shown = make("strong");
  const fields = make("div", { class: "choices" }, ...KINDS.filter((kind) => choices[kind].length).map(field));
  if (place) {
    place.append(fields);
    place.hidden = false;
  } else {
    const change = make("details", {}, make("summary", {}, choices.words.change), fields);
    bar.append(make("span", {}, `${choices.words.as} `, shown), change);
    bar.hidden = false;
  }
  follow();

  function field(kind) {
    const select = make("select", { id: `reader-${kind}` },
      make("option", { value: "" }, choices.words.all),
      ...choices[kind].map((one) => make("option", { value: one.id }, names[kind](one))));
    select.value = reader[kind];
    select.addEventListener("change", () => {
      reader[kind] = select.value;
      keep("reader", reader);
      follow();
    });
    return make("p", {}, make("label", { for: select.id }, choices.words[kind]), select);
  }

  function follow() {
    const chosen = KINDS.map((kind) => {
      const one = choices[kind].find(({ id }) => id === reader[kind]);
      return one && names[kind](one);
    }).filter(Boolean);
    shown.textContent = chosen.join(", ") || choices.words.everyone;
    const held = choices.role.find(({ id }) => id === reader.role)?.with ?? [];
    filter({ ...reader, held }, choices.words);
  }
}

function countryName({ id }) {
  return new Intl.DisplayNames([document.documentElement.lang], { type: "region" }).of(id);
}

/** Hide what concerns others, and say so where it would have stood. */
function filter(reader, words) {
  for (const said of document.querySelectorAll(".said-hidden")) said.remove();
  const asked = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const groups = new Map();
  for (const item of items) {
    item.hidden = !concerns(item, reader) && item !== asked;
    if (item.hidden) groups.set(item.parentElement, [...(groups.get(item.parentElement) ?? []), item]);
  }
  for (const [parent, hidden] of groups) say(parent, hidden, words);
}

function concerns(item, reader) {
  return KINDS.every((kind) => {
    const scope = item.dataset[SCOPES[kind]]?.split(" ");
    if (!scope || !reader[kind]) return true;
    return kind === "role" ? reader.held.some((id) => scope.includes(id)) : scope.includes(reader[kind]);
  });
}

function say(parent, hidden, words) {
  const button = make("button", { type: "button", class: "quiet", "aria-expanded": "false" }, words.show);
  const said = make("p", { class: "said-hidden" }, `${words.hidden.replace("{n}", hidden.length)} `, button);
  button.addEventListener("click", () => {
    const open = button.getAttribute("aria-expanded") !== "true";
    for (const item of hidden) item.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
    button.textContent = open ? words.hide : words.show;
  });
  const list = parent.closest(".table-scroll, ul, ol");
  if (list) list.after(said);
  else hidden[0].before(said);
}
