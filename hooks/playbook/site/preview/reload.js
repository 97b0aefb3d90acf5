// Reloads a page of the preview when it has changed, and puts the reader back where they were.
// The address of this module says which page it is, and which content it had.

const QUESTION = new URL(`changed${new URL(import.meta.url).search}`, import.meta.url);
const PLACE = `preview ${location.pathname}`;
const RETRY = 2000; // milliseconds after which a preview that does not answer is asked again
/** @type {AbortController | undefined} */
let request;

/**
 * The element with an id that the reader looks at: the first that begins where they see it, as what
 * begins further up may have grown above them, or else the last that begins further up.
 */
function topElement() {
  const shown = [...document.querySelectorAll("main [id]")].filter(
    (element) => element.getBoundingClientRect().height > 0,
  );
  const below = shown.findIndex((element) => element.getBoundingClientRect().top >= 0);
  const isSeen = below >= 0 && shown[below].getBoundingClientRect().top < innerHeight;
  if (below < 0) return shown.at(-1);
  return isSeen ? shown[below] : shown[Math.max(below - 1, 0)];
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
  const { id, offset, top, open } = JSON.parse(kept);
  for (const details of document.querySelectorAll("details")) {
    if (open.includes(nameOf(details))) details.open = true;
  }
  const element = id && document.getElementById(id);
  const moved = element ? scrollY + element.getBoundingClientRect().top - offset : top;
  scrollTo({ top: moved, behavior: "instant" });
}

/**
 * Let the browser scroll to where the reader was when they come back to this page. Not earlier than
 * they do something: some browsers scroll only after the page has loaded, to where the text was.
 */
function letBrowserRestore() {
  history.scrollRestoration = "auto";
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
addEventListener("pointerdown", letBrowserRestore, { capture: true, once: true });
addEventListener("keydown", letBrowserRestore, { capture: true, once: true });
addEventListener("pagehide", () => request?.abort());
