// Every page: keeps the anchor in language links, opens the menu, and has the switch of the shortcut /.

import { find, findAll } from "./dom.js";
import { loadText, saveText } from "./storage.js";
import { enableThemeSwitch } from "./theme-switch.js";

enableThemeSwitch();

for (const link of findAll(document, ".pb-languages a[data-same]", HTMLAnchorElement)) {
  link.addEventListener("click", () => {
    link.hash = location.hash;
  });
}

const wide = matchMedia("(min-width: 64em)");
const followWidth = () => {
  for (const menu of findAll(document, ".pb-menu", HTMLDetailsElement)) menu.open = wide.matches;
};
wide.addEventListener("change", followWidth);
followWidth();

for (const line of findAll(document, "[data-slash]", HTMLElement)) {
  const box = find(line, "input", HTMLInputElement);
  box.checked = loadText("slash") !== "off";
  box.addEventListener("change", () => saveText("slash", box.checked ? "on" : "off"));
  line.hidden = false;
}

// Firefox does not scroll to a link of a picture that gets the focus while a part of the picture is seen.
document.addEventListener("focusin", ({ target }) => {
  if (!(target instanceof SVGElement)) return;
  const { top, bottom } = target.getBoundingClientRect();
  if (top < 0 || bottom > innerHeight) scrollBy(0, top - innerHeight / 2);
});
