// Reloads a page of the preview when it has changed, and puts the reader back where they were.
// The address of this module says which page it is, and which content it had.

const QUESTION = new URL(`changed${new URL(import.meta.url).search}`, import.meta.url);
const PLACE = `preview ${location.pathname}`;
const RETRY = 2000; // milliseconds after which a preview that does not answer is asked again
/** @type {AbortController | undefined} */
let request;

/** The first element that the reader sees and that has an id. */
function topElement() {
  return [...document.querySelectorAll("main [id]")].find((element) => {
    const { bottom, height } = element.getBoundingClientRect();
    return height > 0 && bottom > 0;
  });
}

/**
 * What one can open, by where it is and what it says, as a script may add others before it.
 * @param {Element} details
 */
function nameOf(details) {
  return `${details.closest("[id]")?.id} ${details.querySelector("summary")?.textContent}`;
}

/** Remember what the reader sees, and what they have opened. */
function keepPlace() {
  const element = topElement();
  const place = {
    id: element?.id,
    offset: element?.getBoundingClientRect().top,
    top: scrollY,
    open: [...document.querySelectorAll("details[open]")].map(nameOf),
  };
  sessionStorage.setItem(PLACE, JSON.stringify(place));
  history.scrollRestoration = "manual"; // the browser would scroll to where the text was
}

/** Show what the reader saw before the page was reloaded. */
function restorePlace() {
  const kept = sessionStorage.getItem(PLACE);
  if (!kept) return;
  sessionStorage.removeItem(PLACE);
  history.scrollRestoration = "auto";
  const { id, offset, top, open } = JSON.parse(kept);
  for (const details of document.querySelectorAll("details")) {
    if (open.includes(nameOf(details))) details.open = true;
  }
  const element = id && document.getElementById(id);
  const moved = element ? scrollY + element.getBoundingClientRect().top - offset : top;
  scrollTo({ top: moved, behavior: "instant" });
}

/**
 * Whether the page has changed. The preview answers when it has, or after a minute.
 * @param {AbortSignal} signal
 */
async function isChanged(signal) {
  const response = await fetch(QUESTION, { signal, cache: "no-store" });
  return response.ok && (await response.text()) === "changed";
}

/** Reload the page when it has changed, while it is visible: a browser has few connections to a host. */
async function follow() {
  request?.abort();
  if (document.visibilityState !== "visible") return;
  request = new AbortController();
  const { signal } = request;
  while (!signal.aborted) {
    try {
      if (await isChanged(signal)) {
        keepPlace();
        location.reload();
        return;
      }
    } catch {
      await new Promise((end) => { setTimeout(end, RETRY); });
    }
  }
}

addEventListener("load", () => {
  restorePlace();
  void follow();
});
document.addEventListener("visibilitychange", () => void follow());
addEventListener("pagehide", () => request?.abort());
