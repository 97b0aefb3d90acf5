// Every page: the switches of theme, easy texts and the shortcut /, the print buttons, the menu, and the
// anchor in language links.

import { find, findAll } from "./dom.js";
import { loadText, saveText } from "./storage.js";

const { documentElement: root } = document;

for (const button of findAll(document, "[data-theme-switch]", HTMLElement)) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const systemTheme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
    const theme = (root.dataset.theme ?? systemTheme) === "dark" ? "light" : "dark";
    root.dataset.theme = theme;
    saveText("theme", theme);
  });
}

const easySwitches = findAll(document, "[data-easy-switch]", HTMLElement);
const showEasyState = () => {
  for (const button of easySwitches) button.setAttribute("aria-checked", String("easy" in root.dataset));
};
for (const button of easySwitches) {
  button.addEventListener("click", () => {
    const { top } = button.getBoundingClientRect();
    saveText("easy", root.toggleAttribute("data-easy") ? "on" : "off");
    showEasyState();
    // Texts above have another height now; the switch stays under the finger.
    scrollBy({ top: button.getBoundingClientRect().top - top, behavior: "instant" });
  });
}
showEasyState();

for (const button of findAll(document, "[data-print]", HTMLElement)) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

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
