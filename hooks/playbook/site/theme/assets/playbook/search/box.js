// The search box: a combobox whose options are answers. The engine and the index are fetched when
// the reader first turns to it; without this module the box stays hidden and the menu leads on.

import { Results } from "./results.js";

const SHOWN = 8;
const NEAREST = 3;
const UNHURRIED = 3000; // ms before the answers that nobody has asked for are fetched
const READER = "playbook.reader"; // {role, account, country}, where the reader has said who they are

const box = document.querySelector("[data-search]");
const input = box?.querySelector("input");
const panel = box?.querySelector(".pb-search-panel");
const status = box?.querySelector(".pb-search-status");

let engine = null;
let results = null;

/** The engine with the index of this language, fetched once. */
function load() {
  engine ??= fetchEngine().catch((error) => {
    engine = null; // the next key tries again
    throw error;
  });
  return engine;
}

async function fetchEngine() {
  const root = new URL(box.dataset.root, location.href);
  const [{ openIndex }, rank, answer] = await Promise.all([
    import("./index.js"),
    import("./rank.js"),
    fetch(new URL("search/index.json", root)),
  ]);
  if (!answer.ok) throw new Error(String(answer.status));
  const index = await openIndex(await answer.json());
  results = new Results(box, index, root);
  setTimeout(() => results.fetchAll(), UNHURRIED);
  return { index, ...rank };
}

function reader() {
  try {
    return JSON.parse(localStorage.getItem(READER)) ?? {};
  } catch {
    return {}; // nothing kept, or nothing that can be read
  }
}

/** Show what the words in the box find. */
async function update() {
  const query = input.value.trim();
  if (!query) return close();
  open();
  if (!results) status.textContent = box.dataset.loading;
  const found = await load().catch(() => null);
  if (!found) {
    status.textContent = box.dataset.failed;
    return undefined;
  }
  if (query !== input.value.trim()) return undefined; // the reader has typed on
  const { results: all, words } = found.search(found.index, input.value.trimStart(), reader());
  const answers = found.answers(all);
  const shown = answers.length ? answers : all.length ? all : found.nearest(found.index, query, NEAREST);
  results.show(query, shown.slice(0, answers.length ? SHOWN : NEAREST), words, answers.length > 0);
  return undefined;
}

function open() {
  panel.hidden = false;
  input.setAttribute("aria-expanded", "true");
}

function close() {
  panel.hidden = true;
  input.setAttribute("aria-expanded", "false");
  results?.choose(-1);
}

function onKey(event) {
  const steps = { ArrowDown: 1, ArrowUp: -1 };
  if (event.isComposing) return;
  if (event.key in steps) {
    event.preventDefault();
    if (panel.hidden) update();
    else results?.step(steps[event.key]);
  } else if (event.key === "Enter") {
    event.preventDefault();
    update().then(() => results?.follow());
  } else if (event.key === "Escape" && !panel.hidden) {
    event.preventDefault(); // the first closes, the second clears
    close();
  }
}

/** Whether a key goes into a field that the reader is writing in. */
const isWriting = (element) => element.isContentEditable || /^(input|textarea|select)$/i.test(element.tagName);

if (box) {
  box.hidden = false;
  input.addEventListener("focus", () => load().catch(() => null));
  input.addEventListener("input", update);
  input.addEventListener("keydown", onKey);
  box.querySelector(".pb-search-close").addEventListener("click", () => {
    close();
    input.focus();
  });
  box.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !box.contains(event.relatedTarget)) close();
  });
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      close();
      input.focus();
    }
  });
  panel.addEventListener("click", (event) => {
    if (event.target.closest("a")) close();
  });
  document.addEventListener("pointerdown", (event) => {
    if (!box.contains(event.target)) close();
  });
  document.addEventListener("keydown", (event) => {
    const isSlash = event.key === "/" && !isWriting(event.target) && !event.ctrlKey && !event.metaKey;
    const isK = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey);
    if (isSlash || isK) {
      event.preventDefault();
      input.focus();
      input.select();
    }
  });
}
