// The inbox, live: the stream says that something is new, the page itself is the truth and brings the words.

const live = document.getElementById("live");
const list = document.getElementById("messages");
const pause = live.querySelector("[data-pause]");
const announcement = live.querySelector("[data-announce]");

/** A stream ends by itself when the session is to be renewed, and is back in three seconds: nothing to tell anybody. */
const PATIENCE = 10000;
const PAUSE = 5000;

let source = null;
let isConnected = false;
let losing = null;
let paused = false;
let lastId = null;
let refreshing = Promise.resolve();

function show(state) {
  for (const line of live.querySelectorAll("[data-live]")) line.hidden = line.dataset.live !== state;
  live.dataset.state = state;
}

function knows(id) {
  return document.getElementById(`m-${id}`) !== null;
}

function tellLoss() {
  waitNoLonger();
  show("lost");
}

function waitNoLonger() {
  clearTimeout(losing);
  losing = null;
}

/** Whoever is signed out is led to another host, which a script may not follow. */
function fetchPage() {
  return fetch("/inbox", { headers: { accept: "text/html" }, redirect: "manual" });
}

// Only what is new is added, on top, and states are renewed in place: nothing that is being read moves.
async function refresh() {
  const answer = await fetchPage();
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = [...page.querySelectorAll("#messages > li")];
  const known = fresh.filter((item) => knows(item.dataset.id));
  for (const item of known) {
    const old = document.getElementById(item.id);
    if (old.className !== item.className && !old.contains(document.activeElement)) old.replaceWith(item);
  }
  const added = fresh.filter((item) => !known.includes(item));
  const focused = document.activeElement;
  const before = focused && list.contains(focused) ? focused.getBoundingClientRect().top : null;
  list.prepend(...added);
  if (before !== null) scrollBy(0, focused.getBoundingClientRect().top - before);
  for (const id of ["inbox-answer", "inbox-empty"]) {
    document.getElementById(id).replaceWith(page.getElementById(id));
  }
  const { unread } = document.getElementById("inbox-answer").dataset;
  document.dispatchEvent(new CustomEvent("unread", { detail: Number(unread) }));
}

function queueRefresh() {
  refreshing = refreshing.then(refresh, refresh);
  return refreshing;
}

function open() {
  // A stream that we open anew cannot send Last-Event-ID: the first look at the page brings what was missed.
  source = new EventSource(live.dataset.stream);
  source.addEventListener("open", () => {
    waitNoLonger();
    isConnected = true;
    show("on");
    if (lastId !== null) queueRefresh();
    lastId ??= "";
  });
  source.addEventListener("error", () => {
    losing ??= setTimeout(tellLoss, PATIENCE);
    if (source?.readyState === EventSource.CLOSED) retry();
    else if (!isConnected) tellLoss();
    isConnected = false;
  });
  source.addEventListener("message", async (event) => {
    const message = JSON.parse(event.data);
    lastId = event.lastEventId;
    if (knows(message.id)) return;
    await queueRefresh();
    announcement.textContent = announcement.dataset.text.replace("{subject}", message.subject);
  });
  source.addEventListener("unread", (event) => {
    const shown = document.getElementById("inbox-answer").dataset.unread;
    if (String(JSON.parse(event.data).unread) !== shown) queueRefresh();
  });
}

function close() {
  waitNoLonger();
  isConnected = false;
  source?.close();
  source = null;
}

// The browser gives up when the answer is an error; we do not, as long as somebody is signed in.
async function retry() {
  source.close();
  source = null;
  const isSignedOut = await fetchPage().then(
    (answer) => answer.type === "opaqueredirect",
    () => false,
  );
  if (paused || source !== null) return;
  if (isSignedOut) {
    waitNoLonger();
    show("signed-out");
    return;
  }
  tellLoss();
  setTimeout(() => {
    if (!paused && source === null && !document.hidden) open();
  }, PAUSE);
}

pause.addEventListener("click", () => {
  paused = !paused;
  pause.setAttribute("aria-pressed", String(paused));
  if (paused) {
    close();
    show("paused");
  } else {
    open();
  }
});

// A page that nobody sees needs no connection.
document.addEventListener("visibilitychange", () => {
  if (paused) return;
  if (document.hidden) close();
  else if (source === null) open();
});

live.hidden = false;
open();
