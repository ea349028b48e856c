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
  // Where nobody is signed in any more the way leads to the sign-in, which is not for scripts.
  const answer = await fetch(path, { headers: { accept: "text/html" }, redirect: "manual" });
  if (!answer.ok || answer.headers.get("kept-for") !== owner) return false;
  await (await caches.open(`pages-${owner}`)).put(path, answer);
  return true;
}

async function owner() {
  const known = await caches.match("/owner", { cacheName: "marks-owner" });
  return known ? (await known.json()).owner : null;
}

/** Shells of other versions: what was kept with them needs their scripts. */
async function oldShells({ version }) {
  return (await caches.keys()).filter((name) => name.startsWith("shell-") && name !== `shell-${version}`);
}

/**
 * Those of them that are to be fetched: all where that is long ago, or was for other scripts, else what somebody else's pages
 * have put out since.
 */
async function due(wanted, account) {
  const { kept_for: name, pages } = wanted;
  if (isDue(account) || (await oldShells(wanted)).length > 0) return pages;
  const kept = await (await caches.open(`pages-${name}`)).keys();
  const known = new Set(kept.map(({ url }) => new URL(url).pathname));
  return pages.filter((path) => !known.has(path));
}

/** Keeps all of them; returns how many there are on this device then. */
async function keepAll(wanted, account) {
  const left = [...(await due(wanted, account))];
  let n = wanted.pages.length - left.length;
  async function keepSome() {
    for (let path = left.shift(); path; path = left.shift()) if (await put(wanted.kept_for, path)) n += 1;
  }
  await Promise.all(Array.from({ length: AT_ONCE }, keepSome));
  // Nothing that is kept was made for other scripts any more.
  if (n === wanted.pages.length) for (const one of await oldShells(wanted)) await caches.delete(one);
  return n;
}

function isDue(name) {
  try {
    return Date.now() - Number(localStorage.getItem(`kept:${name}`) ?? 0) > SECONDS * 1000;
  } catch {
    return true;
  }
}

/** Where this page is kept, what was kept for others is put out: their next page keeps it anew. */
function forgetOthers(account) {
  try {
    const others = Object.keys(localStorage).filter((name) => name.startsWith("kept:") && name !== `kept:${account}`);
    for (const name of others) localStorage.removeItem(name);
  } catch {
    // Then nothing says when pages were kept, and they are due anyhow.
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
  forgetOthers(account);
  const worker = await navigator.serviceWorker.register("/sw.js", { scope: "/", updateViaCache: "none" });
  document.addEventListener("visibilitychange", () => document.hidden || worker?.update().catch(() => {}));
  await navigator.serviceWorker.ready;
  if (!isDue(account) && !line) return;
  const answer = await fetch("/marking/pages", { headers: { accept: "application/json" }, redirect: "manual" });
  if (!answer.ok) return;
  const n = await keepAll(await answer.json(), account);
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
