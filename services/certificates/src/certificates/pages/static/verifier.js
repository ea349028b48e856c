// The verifier's page: answers what stands after `#`, keeps itself for use without a network.

import { trusted } from "./catalogue.js";
import { verdictOf } from "./verdict.js";

const CATALOGUE = "/v/catalogue";
const PATIENCE = 4000;
const FACTS = ["name", "title", "skill", "championship", "points", "issuer", "issuedOn", "number"];
const language = document.documentElement.lang;
const place = document.getElementById("answer");
const words = document.getElementById("words").content;
const connection = document.getElementById("connection");

/** The catalogue, and whether it came from the network just now. */
async function catalogue() {
  try {
    const answer = await fetch(CATALOGUE, { cache: "no-cache", signal: AbortSignal.timeout(PATIENCE) });
    if (!answer.ok) throw new Error(answer.statusText);
    return { parts: await trusted(await answer.json()), fresh: !answer.headers.has("x-kept") };
  } catch {
    return { parts: [], fresh: false };
  }
}

async function check(text) {
  const { parts, fresh } = await catalogue();
  const verdict = await verdictOf(text, parts);
  show(verdict);
  connection.textContent =
    fresh || !verdict.asOf ? "" : fill(connection.dataset.offline, "moment", moment(verdict.asOf));
  if (verdict.facts) document.getElementById("text").value = verdict.facts.number;
}

function show(verdict) {
  const answer = clone(`answer-${verdict.answer}`);
  line(answer, "since", "moment", verdict.since && moment(verdict.since));
  line(answer, "reason", "reason", verdict.reason);
  line(answer, "as_of", "moment", verdict.asOf && moment(verdict.asOf));
  const sighting = answer.querySelector('[data-line="seen"]');
  if (verdict.seen) sighting.textContent = words.querySelector(`[data-seen="${verdict.seen}"]`).textContent;
  else sighting.remove();
  const facts = clone("facts");
  describe(facts, verdict);
  document.title = answer.querySelector("h1").textContent;
  place.replaceChildren(answer, facts);
}

function describe(fragment, { facts, checked, unchecked }) {
  const rows = [...fragment.querySelectorAll("dl > div")];
  for (const [at, name] of FACTS.entries()) {
    const text = facts ? textOf(facts[name]) : "";
    if (text) rows[at].querySelector("dd").textContent = text;
    else rows[at].remove();
  }
  if (!facts) fragment.querySelector("dl").remove();
  const named = !facts || (facts.title && facts.skill && facts.championship);
  if (named) fragment.querySelector('[data-line="unnamed"]').remove();
  line(fragment, "checked", "what", listed(checked));
  line(fragment, "unchecked", "what", listed(unchecked));
}

function textOf(value) {
  if (value === null || value === undefined) return "";
  if (value instanceof Date) return day(value, "UTC");
  return typeof value === "object" ? value[language] : String(value);
}

function listed(checks) {
  return checks.map((check) => words.querySelector(`[data-check="${check}"]`).textContent).join(", ");
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
  const options = { hour: "2-digit", minute: "2-digit", timeZone: "Europe/Moscow" };
  return `${day(date, "Europe/Moscow")}, ${new Intl.DateTimeFormat("ru", options).format(date)}`;
}

async function keep() {
  if (!("serviceWorker" in navigator)) return;
  const first = !navigator.serviceWorker.controller;
  await navigator.serviceWorker.register("/v/worker.js", { scope: "/v" });
  await navigator.serviceWorker.ready;
  if (first && !connection.textContent) connection.textContent = connection.dataset.stored;
  document.documentElement.dataset.kept = "true";
}

function checkAddress() {
  if (location.hash.length > 1) check(location.hash);
}

document.getElementById("typed").addEventListener("submit", (event) => {
  // A code's text carries a name: it is checked here and sent nowhere.
  const text = new FormData(event.target).get("text").trim();
  if (!/#\d+$|^\d{40,}$/.test(text.replace(/\s/g, ""))) return;
  event.preventDefault();
  check(text);
});
window.addEventListener("hashchange", checkAddress);
checkAddress();
keep();
