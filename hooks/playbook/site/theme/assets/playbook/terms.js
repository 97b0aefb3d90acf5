// Glossary terms: the definition beside the word, on focus, hover or a first tap.
// Without this module a term is a plain link to its entry in the glossary.

const definitions = new Map();
let bubble = null;
let shownFor = null;
let wasTold = false; // whether the term being tapped had been asked about before this tap

/** The definition of a term, read from the glossary page that its link leads to. */
async function define(link) {
  const url = new URL(link.href);
  const page = url.origin + url.pathname;
  if (!definitions.has(page)) {
    definitions.set(page, fetch(page).then(async (answer) => {
      if (!answer.ok) throw new Error(String(answer.status));
      return new DOMParser().parseFromString(await answer.text(), "text/html");
    }));
  }
  const glossary = await definitions.get(page);
  return glossary.getElementById(url.hash.slice(1))?.querySelector(".definition")?.textContent.trim();
}

function hide() {
  bubble?.remove();
  shownFor?.removeAttribute("aria-describedby");
  bubble = shownFor = null;
}

async function show(link) {
  if (shownFor === link) return;
  hide();
  shownFor = link;
  const words = await define(link).catch(() => null);
  if (!words || shownFor !== link) return;
  bubble = document.createElement("span");
  bubble.className = "term-bubble";
  bubble.id = "term-bubble";
  bubble.role = "tooltip";
  bubble.textContent = words;
  link.after(bubble);
  link.setAttribute("aria-describedby", bubble.id);
  place(link);
}

/** Keep the bubble within the width of the text. */
function place(link) {
  const room = bubble.offsetParent.getBoundingClientRect();
  const at = link.getBoundingClientRect();
  const left = Math.min(at.left - room.left, room.width - bubble.offsetWidth);
  bubble.style.left = `${Math.max(0, left)}px`;
  bubble.style.top = `${at.bottom - room.top + 6}px`;
}

const termOf = (event) => event.target.closest?.("a.term");

document.addEventListener("focusin", (event) => (termOf(event) ? show(termOf(event)) : hide()));
document.addEventListener("pointerover", (event) => {
  if (event.pointerType === "mouse" && termOf(event)) show(termOf(event));
});
document.addEventListener("pointerout", (event) => {
  const goesIn = event.relatedTarget?.closest?.(".term-bubble");
  if (event.pointerType === "mouse" && termOf(event) && !goesIn) hide();
});
// A tap also moves the focus, and that comes before its click: what was shown must be noted first.
document.addEventListener("pointerdown", (event) => {
  wasTold = shownFor !== null && shownFor === termOf(event);
});
document.addEventListener("click", (event) => {
  const link = termOf(event);
  if (!link) {
    if (!event.target.closest?.(".term-bubble")) hide();
  } else if (event.pointerType === "touch" && !wasTold) {
    event.preventDefault(); // the first tap tells, the second follows
    show(link);
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") hide();
});
