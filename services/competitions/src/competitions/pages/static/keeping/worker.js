// Opens the marking pages without a network. What has names in it is kept for one person, and shown while they are the last one whom
// the service knew on this device; before it stands `self.VERSION`, of the scripts and styles.

const SHELL = `shell-${self.VERSION}`;
const OWNER = "marks-owner";
const OFFLINE = "/marking/offline";
const KEPT = /^\/(?:$|sheets\/[^/]+$|skills\/[^/]+\/(?:marking|late-entries)(?:\/|$))/;
const PATIENCE = 3000;
/** So long after the last answer the pages open: a day of marking, and no night in a drawer. */
const SHOWN = 12 * 3600 * 1000;

self.addEventListener("install", (event) => event.waitUntil(takeShell()));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  const isGet = request.method === "GET";
  if (isGet && url.pathname.startsWith("/static/")) event.respondWith(asset(request));
  if (request.mode !== "navigate") return;
  if (/^\/sign-(?:in|out)/.test(url.pathname)) event.respondWith(changeHands(request));
  else if (isGet && KEPT.test(url.pathname)) event.respondWith(page(event, url));
  else if (isGet) event.respondWith(fetch(request).catch(() => caches.match(OFFLINE)));
});

async function takeShell() {
  const { assets } = await (await fetch("/marking/shell")).json();
  const shell = await caches.open(SHELL);
  await shell.addAll([...assets, OFFLINE]);
}

async function asset(request) {
  return (await caches.match(request)) ?? fetch(request);
}

/** Whoever signs in or out: what was kept for the last one is not shown any more, until the service knows them again. */
async function changeHands(request) {
  const answer = await fetch(request).catch(() => null);
  if (!answer) return caches.match(OFFLINE);
  await caches.delete(OWNER);
  return answer;
}

async function page(event, { pathname, search }) {
  const fresh = fetch(event.request).then(async (answer) => {
    await keep(pathname, search, answer.clone());
    return answer;
  });
  event.waitUntil(fresh.catch(() => {}));
  const kept = await find(pathname);
  if (!kept) return fresh.catch(() => caches.match(OFFLINE));
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE, kept));
  return Promise.race([fresh.then((answer) => (answer.status >= 502 ? kept : answer)), late]).catch(() => kept);
}

/** The service says of each page whether it may be kept, and for whom; a page of somebody else ends what was kept before. */
async function keep(pathname, search, answer) {
  const owner = answer.headers.get("kept-for");
  if (!owner || !answer.ok || answer.redirected) return;
  const known = await caches.open(OWNER);
  await known.put("/owner", new Response(JSON.stringify({ owner, at: Date.now() })));
  const own = `pages-${owner}`;
  for (const name of await caches.keys()) if (name.startsWith("pages-") && name !== own) await caches.delete(name);
  if (!search) await (await caches.open(own)).put(pathname, answer);
}

async function find(pathname) {
  const known = await caches.match("/owner", { cacheName: OWNER });
  const { owner, at } = known ? await known.json() : { at: 0 };
  if (Date.now() - at > SHOWN) return undefined;
  return caches.match(pathname, { cacheName: `pages-${owner}` });
}
