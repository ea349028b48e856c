// Runs before the answer's place is painted: who scanned a code sees that it is being checked, not a form that jumps away.

(() => {
  // More than the verifier needs at most: a page whose other scripts did not come is a form again.
  const PATIENCE = 12_000;
  if (!/^#\d/.test(location.hash)) return;
  const root = document.documentElement;
  const checking = document.getElementById("answer-checking").content.cloneNode(true);
  for (const line of checking.querySelectorAll("[data-line]")) line.remove();
  const panel = checking.firstElementChild;
  document.currentScript.after(panel);
  root.classList.add("scanning");
  setTimeout(() => {
    if (!root.classList.contains("scanning")) return;
    root.classList.remove("scanning");
    panel.remove();
  }, PATIENCE);
})();
