// What the reader chose, before the first paint: light or dark, and whether room is needed for who
// reads. This small file alone is not a module.
(() => {
  try {
    const theme = localStorage.getItem("playbook.theme");
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
    const chosen = Object.values(JSON.parse(localStorage.getItem("playbook.reader") ?? "{}"));
    document.documentElement.classList.toggle("has-reader", chosen.some(Boolean));
  } catch { /* a browser that keeps nothing */ }
  document.documentElement.classList.add("js");
})();
