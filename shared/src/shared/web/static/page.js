// Comforts of every page. Each page works without them.

// GOV.UK's pattern: a page that came back with errors starts at their summary.
document.getElementById("error-summary")?.focus();

// On a phone the navigation scrolls: it starts where the reader is.
document
  .querySelector(".places [aria-current]")
  ?.scrollIntoView({ block: "nearest", inline: "center", behavior: "instant" });

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
