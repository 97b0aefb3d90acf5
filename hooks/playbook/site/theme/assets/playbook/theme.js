// Applies the reader's stored choices before the first paint: light or dark, easy texts, and whether to
// reserve space for the chosen role. It is not a module, as modules run after the first paint.
(() => {
  const { documentElement: root } = document;
  try {
    const theme = localStorage.getItem("playbook.theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    if (localStorage.getItem("playbook.easy") === "on") root.dataset.easy = "";
    const choices = Object.values(JSON.parse(localStorage.getItem("playbook.reader") ?? "{}"));
    root.classList.toggle("pb-has-reader", choices.some(Boolean));
  } catch { /* a browser without storage, or an invalid value */ }
  root.classList.add("pb-js");
})();
