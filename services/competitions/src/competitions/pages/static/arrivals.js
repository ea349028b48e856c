// The door of a championship: what is tapped is kept in this browser until the server has it, in the order of the taps, each with
// a key and its own time. Without this module the buttons are forms.

import { Kept } from "./kept.js";
import { reasons } from "./outbox.js";
import { fill } from "./words.js";

const PAUSE = 3000;
const PATIENCE = 20000;
const PASSING = new Set([408, 425, 429, 502, 503, 504]);

const place = document.getElementById("arrivals");
const counted = document.getElementById("counted");
const state = document.getElementById("unsent-arrivals");
const refusals = document.getElementById("refusals");
const { api, championship, owner, counting, offline, unsent, signedOut, signIn, refused, settle } = place.dataset;
const kept = new Kept(`arrival:${championship}:${owner}:`);
let arrived = Number(place.dataset.arrived);
let held = null;
let sending = null;

function waiting() {
  return kept
    .all()
    .filter((one) => !one.refusal)
    .sort((one, other) => one.at - other.at);
}

/** Later than all that wait, whatever happens to the phone's clock. */
function next() {
  return Math.max(Date.now(), ...kept.all().map((one) => one.at + 1));
}

function tap(registration, action, name) {
  // What the server cannot have yet is taken back by its opposite.
  const opposite = waiting().find((one) => one.registration === registration && one.action !== action && !one.tried);
  if (opposite) kept.remove(opposite.key);
  else {
    const key = crypto.randomUUID();
    kept.put(key, { key, registration, action, name, at: next() });
  }
  show();
  send();
}

/** Of several tabs one sends. */
function send() {
  if (sending) return;
  const all = () => (navigator.locks ? navigator.locks.request(`arrivals:${owner}`, sendAll) : sendAll());
  sending = all().finally(() => {
    sending = null;
  });
}

async function sendAll() {
  for (let one = waiting()[0]; one; one = waiting()[0]) {
    held = await deliver(one);
    if (held === "connection") setTimeout(send, PAUSE);
    if (held) break;
    show();
  }
  show();
}

/** What holds it up, or null. */
async function deliver(one) {
  if (navigator.onLine) kept.put(one.key, { ...one, tried: true });
  let answer;
  try {
    answer = await fetch(`${api}${encodeURIComponent(one.registration)}/check-in`, {
      method: one.action === "in" ? "PUT" : "DELETE",
      headers: { "content-type": "application/json", "idempotency-key": one.key },
      body: one.action === "in" ? JSON.stringify({ at: new Date(one.at).toISOString() }) : undefined,
      keepalive: true,
      signal: AbortSignal.timeout(PATIENCE),
    });
  } catch {
    return "connection";
  }
  if (answer.ok) {
    const row = rowOf(one.registration);
    if (row?.dataset.state !== one.action) arrived += one.action === "in" ? 1 : -1;
    if (row) row.dataset.state = one.action;
    kept.remove(one.key);
    return null;
  }
  if (answer.status === 401) return "sign-in";
  const problem = await answer.json().catch(() => ({}));
  const isPassing =
    PASSING.has(answer.status) || answer.status >= 500 || /\/(in-progress|stale)$/.test(problem.type ?? "");
  if (isPassing) return "connection";
  kept.put(one.key, { ...one, refusal: reasons(problem) || problem.title || String(answer.status) });
  return null;
}

function show() {
  const open = waiting();
  for (const row of place.querySelectorAll("[data-registration]")) {
    const last = open.filter((one) => one.registration === row.dataset.registration).at(-1);
    const isIn = last ? last.action === "in" : row.dataset.state === "in";
    row.querySelector(".in").hidden = !isIn;
    row.querySelector(".out").hidden = isIn;
    row.querySelector(".unsent").hidden = !last;
  }
  const more = open.filter((one) => one.action === "in").length - open.filter((one) => one.action === "out").length;
  counted.textContent = fill(counting, { arrived: arrived + more, expected: place.dataset.expected });
  showHeld(open.length);
  showRefusals();
}

/** On this page, if it shows the entry; its `data-state` is what the server has. */
function rowOf(registration) {
  return place.querySelector(`[data-registration="${registration}"]`);
}

function showHeld(number) {
  const isAway = !navigator.onLine || held === "connection";
  const parts =
    number === 0 ? [] : [isAway ? offline : "", held === "sign-in" ? signedOut : "", fill(unsent, { n: number })];
  state.hidden = number === 0;
  state.textContent = parts.filter(Boolean).join(" ");
  if (held !== "sign-in" || number === 0) return;
  const link = document.createElement("a");
  link.href = `/sign-in?to=${encodeURIComponent(location.pathname)}`;
  link.textContent = signIn;
  state.append(" ", link);
}

/** Until who stands at the door has read it. */
function showRefusals() {
  const all = kept.all().filter((one) => one.refusal);
  refusals.hidden = all.length === 0;
  refusals.replaceChildren(
    ...all.map((one) => {
      const line = document.createElement("li");
      const button = document.createElement("button");
      button.type = "button";
      button.className = "quiet";
      button.textContent = settle;
      button.addEventListener("click", () => {
        kept.remove(one.key);
        show();
      });
      line.append(fill(refused, { name: one.name, why: one.refusal }), " ", button);
      return line;
    }),
  );
}

place.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-action]");
  if (!form) return;
  event.preventDefault();
  const row = form.closest("[data-registration]");
  tap(row.dataset.registration, form.dataset.action, row.dataset.name);
  row.querySelector(form.dataset.action === "in" ? ".in button" : ".out button")?.focus();
});

for (const occasion of ["online", "focus"]) addEventListener(occasion, send);
addEventListener("offline", show);
addEventListener("storage", show);
show();
send();
