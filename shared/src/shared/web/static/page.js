// Comforts of every page. Each page works without them.

// GOV.UK's pattern: a page that came back with errors starts at their summary.
document.getElementById("error-summary")?.focus();

// A table as wide as it has room for lets its header stay in sight while the page scrolls; a wider one scrolls in its frame, and
// its edge says so. Looked at again when a closed part is opened or the window changes.
const frames = [...document.querySelectorAll(".table-frame")];

function fit(frame) {
  const spare = frame.querySelector("table").offsetWidth - frame.clientWidth;
  frame.classList.toggle("scrolls", spare > 0);
  frame.classList.toggle("more", frame.scrollLeft < spare - 1);
  frame.classList.toggle("fits", spare <= 0);
}

const watching = new ResizeObserver((changed) => {
  for (const { target } of changed) fit(target.closest(".table-frame"));
});
for (const frame of frames) {
  watching.observe(frame);
  watching.observe(frame.querySelector("table"));
  frame.addEventListener("scroll", () => fit(frame), { passive: true });
}

// The other language keeps the place on the page, and what a QR address carries after its "#".
for (const link of document.querySelectorAll("a.language")) {
  link.addEventListener("click", () => {
    link.hash = location.hash;
  });
}

// A form is sent once; what is being waited for shows after 300 ms.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented) return;
  if (form.ariaBusy === "true") {
    event.preventDefault();
    return;
  }
  form.ariaBusy = "true";
  const waiting = form.querySelector("[data-waiting]");
  if (waiting) setTimeout(() => waiting.removeAttribute("hidden"), 300);
});

// Coming back with the browser's button finds the form usable again.
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll('form[aria-busy="true"]')) form.ariaBusy = null;
});
