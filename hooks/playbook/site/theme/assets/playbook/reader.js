// What the reader sets once: light or dark. The language switch keeps the place on the page.

const KEY = "playbook.theme";
const root = document.documentElement;

function kept() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null; // a browser that keeps nothing
  }
}

const theme = kept();
if (theme) root.dataset.theme = theme;

for (const button of document.querySelectorAll("[data-theme-switch]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const dark = matchMedia("(prefers-color-scheme: dark)").matches;
    const now = root.dataset.theme ?? (dark ? "dark" : "light");
    root.dataset.theme = now === "dark" ? "light" : "dark";
    try {
      localStorage.setItem(KEY, root.dataset.theme);
    } catch { /* it lasts as long as the page */ }
  });
}

for (const link of document.querySelectorAll(".pb-languages a[data-same]")) {
  link.addEventListener("click", () => {
    link.hash = location.hash;
  });
}

const menu = document.querySelector(".pb-menu");
const wide = matchMedia("(min-width: 60em)");
const follow = () => { if (menu) menu.open = wide.matches; };
wide.addEventListener("change", follow);
follow();
