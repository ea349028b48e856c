// Keeps the marking pages of an expert on this device, so that they open without a network: all that they may mark now.

import { fill } from "../words.js";

const KEPT = /^\/(?:$|skills\/[^/]+\/marking(?:\/|$)|sheets\/[^/]+$)/;
const [SECONDS, AT_ONCE] = [600, 2];
const line = document.getElementById("keeping");
const stale = new Set();
/** Marks that follow each other renew a page once. */
const QUIET = 5000;
let renewing = Promise.resolve();
let waiting = null;

async function put(owner, path) {
  const answer = await fetch(path, { headers: { accept: "text/html" } });
  if (!answer.ok || answer.redirected || answer.headers.get("kept-for") !== owner) return false;
  await (await caches.open(`pages-${owner}`)).put(path, answer);
  return true;
}

async function owner() {
  const known = await caches.match("/owner", { cacheName: "marks-owner" });
  return known ? (await known.json()).owner : null;
}

/** Keeps all of them; returns how many there are on this device then. */
async function keepAll({ kept_for: name, pages, version }) {
  const left = [...pages];
  let n = 0;
  async function keepSome() {
    for (let path = left.shift(); path; path = left.shift()) if (await put(name, path)) n += 1;
  }
  await Promise.all(Array.from({ length: AT_ONCE }, keepSome));
  // Nothing that is kept was made for other scripts any more.
  for (const one of await caches.keys()) {
    if (one.startsWith("shell-") && one !== `shell-${version}`) await caches.delete(one);
  }
  return n;
}

function isDue(name) {
  try {
    return Date.now() - Number(localStorage.getItem(`kept:${name}`) ?? 0) > SECONDS * 1000;
  } catch {
    return true;
  }
}

async function tell(n) {
  if (!line) return;
  const isLasting = await navigator.storage?.persist?.().catch(() => false);
  const { ready, passing, lasting } = line.dataset;
  line.textContent = `${fill(ready, { n })} ${isLasting ? lasting : passing}`;
  line.hidden = false;
}

/** On a marking page of who is signed in as `account`. */
export async function keepPages(account) {
  if (!("serviceWorker" in navigator) || !KEPT.test(location.pathname)) return;
  const worker = await navigator.serviceWorker.register("/sw.js", { scope: "/", updateViaCache: "none" });
  document.addEventListener("visibilitychange", () => document.hidden || worker?.update().catch(() => {}));
  await navigator.serviceWorker.ready;
  if (!isDue(account) && !line) return;
  const answer = await fetch("/marking/pages", { headers: { accept: "application/json" } });
  if (!answer.ok) return;
  const wanted = await answer.json();
  const n = isDue(account) ? await keepAll(wanted) : wanted.pages.length;
  localStorage.setItem(`kept:${account}`, String(Date.now()));
  await tell(n);
}

/** What is kept of these pages was made before a mark on them was sent. */
export function renew(paths) {
  if (!navigator.serviceWorker?.controller) return;
  for (const path of paths) stale.add(path);
  clearTimeout(waiting);
  waiting = setTimeout(renewNow, QUIET);
}

function renewNow() {
  clearTimeout(waiting);
  renewing = renewing.then(renewAll);
}

addEventListener("visibilitychange", () => document.hidden && renewNow());

async function renewAll() {
  const name = await owner();
  for (const path of stale) {
    stale.delete(path);
    if (name && KEPT.test(path)) await put(name, path).catch(() => {});
  }
}

/** Who signs out leaves no page here. */
export async function forgetPages(account) {
  if (!("caches" in self)) return;
  localStorage.removeItem(`kept:${account}`);
  for (const name of await caches.keys()) if (/^(?:pages-|marks-owner$)/.test(name)) await caches.delete(name);
}
