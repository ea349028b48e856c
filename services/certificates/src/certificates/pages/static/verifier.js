// The verifier's page: answers what stands after `#`, keeps itself for use without a network.

import { trusted } from "./catalogue.js";
import { offer } from "./presenting.js";
import { seen, verdictOf } from "./verdict.js";

const CATALOGUE = "/v/catalogue";
// More than the worker's own, which answers with what it cached once that is over.
const PATIENCE = 8000;
const SOON = 300;
const DAY = 24 * 3600 * 1000;
const FACTS = [
  ...["name", "title", "skill", "championship", "course", "event", "points", "total"],
  ...["issuer", "issuedOn", "expiresOn", "number", "duplicate"],
];
const root = document.documentElement;
const language = root.lang;
const place = document.getElementById("answer");
const texts = document.getElementById("texts").content;
const connection = document.getElementById("connection");
const typed = document.getElementById("typed");
let latest = 0;

/** What the issuer of a number publishes, null where there is none, undefined where nothing is at hand; whether it came just now. */
async function catalogue(issuer) {
  try {
    const address = `${CATALOGUE}/${issuer}`;
    const answer = await fetch(address, { cache: "no-cache", signal: AbortSignal.timeout(PATIENCE) });
    if (answer.status === 404) return { said: null, fresh: true };
    if (!answer.ok) throw new Error(answer.statusText);
    return { said: await trusted(await answer.json()), fresh: !answer.headers.has("x-cached") };
  } catch {
    return { said: undefined, fresh: false };
  }
}

async function check(text) {
  const mine = ++latest;
  const waiting = setTimeout(() => tell("checking"), root.classList.contains("scanning") ? 0 : SOON);
  let fresh = false;
  const verdict = await verdictOf(text, async (issuer) => {
    const found = await catalogue(issuer);
    fresh = found.fresh;
    return found.said;
  });
  clearTimeout(waiting);
  if (mine !== latest) return;
  show(verdict);
  if (verdict.answer === "no_connection") offerAgain(() => check(text));
  connection.textContent =
    fresh || !verdict.asOf ? "" : fill(connection.dataset.offline, "moment", moment(verdict.asOf));
  if (verdict.facts) document.getElementById("text").value = verdict.facts.number;
}

/** As `check`, for who is further down the page: the answer comes into sight. */
async function checkHere(text) {
  await check(text);
  place.tabIndex = -1;
  place.focus();
}

/** An answer without a verdict behind it. */
function tell(name) {
  const answer = clone(`answer-${name}`);
  for (const each of answer.querySelectorAll("[data-line]")) each.remove();
  document.title = answer.querySelector(".case").textContent;
  place.replaceChildren(answer);
  if (name !== "checking") root.classList.remove("scanning");
}

/** A button that tries once more. */
function offerAgain(again) {
  const button = clone("again");
  button.querySelector("button").addEventListener("click", again);
  place.append(button);
}

function show(verdict) {
  const answer = clone(`answer-${verdict.answer}`);
  line(answer, "since", "moment", verdict.since && moment(verdict.since));
  line(answer, "reason", "reason", worded(verdict.reason));
  line(answer, "as_of", "moment", verdict.asOf && moment(verdict.asOf));
  const sighting = answer.querySelector('[data-line="seen"]');
  if (verdict.seen) sighting.textContent = texts.querySelector(`[data-seen="${verdict.seen}"]`).textContent;
  else sighting.remove();
  const old = verdict.answer === "valid" && verdict.asOf && Date.now() - Date.parse(verdict.asOf) > DAY;
  if (old) answer.querySelector(".case").textContent = fill(place.dataset.old, "moment", moment(verdict.asOf));
  const facts = clone("facts");
  describe(facts, verdict);
  document.title = answer.querySelector(".case").textContent;
  place.replaceChildren(answer, facts);
  root.classList.remove("scanning");
}

function describe(fragment, { facts, checked, unchecked }) {
  const rows = [...fragment.querySelectorAll("dl > div")];
  const said = facts
    ? { ...facts, [facts.context?.kind]: where(facts), total: marks(facts), duplicate: lost(facts) }
    : {};
  for (const [at, name] of FACTS.entries()) {
    const text = textOf(said[name]);
    if (text) rows[at].querySelector("dd").textContent = text;
    else rows[at].remove();
  }
  if (!facts) fragment.querySelector("dl").remove();
  if (!facts || facts.isNamed) fragment.querySelector('[data-line="unnamed"]').remove();
  ask(fragment.querySelector('[data-line="ask"]'), facts);
  line(fragment, "checked", "what", listed(checked));
  line(fragment, "unchecked", "what", listed(unchecked));
}

/** Nothing where a course is called the same as what it gives: it is told once. */
function where({ context, title }) {
  return textOf(context).toLowerCase() === textOf(title).toLowerCase() ? null : context;
}

/** Whom to ask: the issuer's page says how. */
function ask(place, facts) {
  if (!facts) {
    place.remove();
    return;
  }
  const link = place.querySelector("a");
  link.href = `/issuers/${encodeURIComponent(facts.organisation)}`;
  link.textContent = textOf(facts.issuer);
}

/** As somebody wrote it, else in the words of this page. */
function worded(reason) {
  return reason?.ground ? texts.querySelector(`[data-ground="${reason.ground}"]`)?.textContent : reason;
}

/** What is said of a duplicate. */
function lost({ isDuplicate }) {
  return isDuplicate ? texts.querySelector("[data-duplicate]").textContent : "";
}

/** With both decimals, and of how many. */
function marks({ total, outOf }) {
  if (total === null) return "";
  const reached = new Intl.NumberFormat(language, { minimumFractionDigits: 2 }).format(total / 100);
  return fill(fill(texts.querySelector("[data-marks]").textContent, "total", reached), "out_of", String(outOf / 100));
}

function textOf(value) {
  if (value === null || value === undefined) return "";
  if (value instanceof Date) return day(value, "UTC");
  return typeof value === "object" ? value[language] : String(value);
}

function listed(checks) {
  return checks.map((check) => texts.querySelector(`[data-check="${check}"]`).textContent).join(", ");
}

function line(fragment, name, parameter, value) {
  const found = fragment.querySelector(`[data-line="${name}"]`);
  if (value) found.textContent = fill(found.textContent, parameter, value);
  else found.remove();
}

function clone(id) {
  return document.getElementById(id).content.cloneNode(true);
}

function fill(text, name, value) {
  return text.replace(`{${name}}`, () => value);
}

function day(date, timeZone) {
  const options = { day: "numeric", month: "long", year: "numeric", timeZone };
  return new Intl.DateTimeFormat(language === "ru" ? "ru" : "en-GB", options).format(date).replace(" г.", "");
}

function moment(text) {
  const date = new Date(text);
  const timeZone = place.dataset.zone;
  const time = new Intl.DateTimeFormat("ru", { hour: "2-digit", minute: "2-digit", timeZone }).format(date);
  const parts = new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "shortOffset" }).formatToParts(date);
  const offset = parts
    .find(({ type }) => type === "timeZoneName")
    .value.replace("GMT", "UTC")
    .replace("-", "−");
  return `${day(date, timeZone)}, ${time} (${offset})`;
}

async function keep() {
  if (!("serviceWorker" in navigator)) return;
  const first = !navigator.serviceWorker.controller;
  await navigator.serviceWorker.register("/v/worker.js", { scope: "/v" });
  await navigator.serviceWorker.ready;
  if (first && !connection.textContent) connection.textContent = connection.dataset.stored;
  root.dataset.cached = "true";
}

function checkAddress() {
  // A part of this page may be the target too: of the link that skips to it, or of an error.
  if (location.hash.length < 2 || document.getElementById(location.hash.slice(1))) return;
  check(`${location.origin}${location.pathname}${location.hash}`);
}

/** Numbers are looked up by the server. Without a network the browser would leave for an error page of its own. */
async function send(form) {
  try {
    await fetch("/v/worker.js", { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
    form.submit();
  } catch {
    tell("no_network");
  }
}

typed.addEventListener("submit", (event) => {
  event.preventDefault();
  const text = new FormData(typed).get("text").trim();
  // A code's text carries a name: it is checked here and sent nowhere.
  if (seen(text) === "code") check(text);
  else send(typed);
});
offer({ check: checkHere, send });
window.addEventListener("hashchange", checkAddress);
checkAddress();
keep();
