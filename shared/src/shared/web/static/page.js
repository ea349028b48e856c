// Comforts of every page. Each page works without them.

// GOV.UK's pattern: a page that came back with errors starts at their summary.
document.getElementById("error-summary")?.focus();

// On a phone the navigation scrolls: it starts where the reader is. Not scrollIntoView: that also moves the place from which
// Tab goes on, and the way past the navigation would be behind it.
const current = document.querySelector(".places [aria-current]");
const places = current?.closest("ul");
if (places) places.scrollLeft = current.offsetLeft - (places.clientWidth - current.offsetWidth) / 2;

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
