// How many messages are new, beside the inbox in the navigation. The service of the inbox tells it to every page, whoever made it.

const KEPT = "unread";
const SECONDS = 60;
const place = document.querySelector("[data-count]");
/** The inbox itself knows the number as it stands. */
const inbox = document.getElementById("inbox-answer");

function show(unread) {
  const [seen, heard] = [document.createElement("span"), document.createElement("span")];
  seen.ariaHidden = "true";
  seen.textContent = unread > 99 ? "99+" : unread;
  heard.className = "visually-hidden";
  heard.textContent = `, ${place.dataset.said.replace("{n}", unread)}`;
  place.replaceChildren(seen, heard);
  place.hidden = unread === 0;
}

/** What was told less than a minute ago, in this tab. A browser that keeps nothing asks for each page. */
function known() {
  try {
    const { at, unread } = JSON.parse(sessionStorage.getItem(KEPT));
    return Date.now() - at < SECONDS * 1000 ? unread : null;
  } catch {
    return null;
  }
}

function keep(unread) {
  try {
    if (unread === null) sessionStorage.removeItem(KEPT);
    else sessionStorage.setItem(KEPT, JSON.stringify({ at: Date.now(), unread }));
  } catch {
    // As above.
  }
}

async function ask() {
  const answer = await fetch(place.dataset.count, { headers: { accept: "application/json" } });
  if (!answer.ok) return;
  const { unread } = await answer.json();
  keep(unread);
  show(unread);
}

function tell() {
  const unread = known();
  if (unread === null) ask().catch(() => {});
  else show(unread);
}

if (place && inbox) {
  // What is read from here on is not what was kept.
  keep(null);
  show(Number(inbox.dataset.unread));
  document.addEventListener("unread", ({ detail }) => show(detail));
} else if (place) {
  tell();
  document.addEventListener("visibilitychange", () => document.hidden || tell());
}
document.querySelector('form[action="/sign-out"]')?.addEventListener("submit", () => keep(null));
