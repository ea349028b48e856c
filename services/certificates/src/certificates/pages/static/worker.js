// Keeps the verifier's page, its assets and issuers' newest catalogues for use without a network, and the reader of codes as soon as
// it was used: it is large. CACHED and USED stand before this text.

const PAGE = "/v";
const CATALOGUE = "/v/catalogue";
// A store for the assets of each version, ours and those that all services share.
const STORE = `verifier-${[...new Set(CACHED.map((address) => address.match(/\/v-\w+\//)?.[0]))].join("")}`;
const PATIENCE = 4000;
// More issuers are kept as their codes are scanned.
const MOST_AHEAD = 20;

self.addEventListener("install", (event) => {
  event.waitUntil(store().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(forget().then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== location.origin) return;
  if (address.pathname === PAGE || address.pathname.startsWith(`${CATALOGUE}/`)) {
    event.respondWith(newest(request, cachedAs(address)));
  } else if (CACHED.includes(address.pathname)) {
    event.respondWith(cached(request, address.pathname));
  } else if (USED.includes(address.pathname)) {
    event.respondWith(kept(request, address.pathname));
  }
});

async function store() {
  const cache = await caches.open(STORE);
  await cache.addAll([...CACHED.map(fresh), ...(await ahead())]);
}

/** The catalogues of issuers, so that their codes are answered without a network before one was scanned with it. */
async function ahead() {
  const { issuers } = await (await fetch(fresh(CATALOGUE))).json();
  return issuers.slice(0, MOST_AHEAD).map((issuer) => fresh(`${CATALOGUE}/${issuer}`));
}

/** A page in a given language is fetched without cookies: the answer would change the reader's own language. */
function fresh(address) {
  const credentials = address.startsWith(`${PAGE}?`) ? "omit" : "same-origin";
  return new Request(address, { cache: "reload", credentials });
}

/** The name in the store: the page is cached in each language, and once more in the one that was read last. */
function cachedAs(address) {
  const name = `${PAGE}?lang=${address.searchParams.get("lang")}`;
  return address.pathname === PAGE && CACHED.includes(name) ? name : address.pathname;
}

async function forget() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== STORE).map((name) => caches.delete(name)));
}

/** From the network where it answers soon, and cached; else what was cached, marked so. */
async function newest(request, name) {
  const cache = await caches.open(STORE);
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(PATIENCE) });
    if (answer.status === 404) return answer;
    if (!answer.ok) throw new Error(answer.statusText);
    const also = name.startsWith(CATALOGUE) ? [] : [PAGE, `${PAGE}?lang=${answer.headers.get("content-language")}`];
    await Promise.all([...new Set([name, ...also])].map((each) => cache.put(each, answer.clone())));
    return answer;
  } catch {
    return marked(await cache.match(name, { ignoreVary: true }));
  }
}

function marked(answer) {
  if (!answer) return Response.error();
  const headers = new Headers(answer.headers);
  headers.set("x-cached", "true");
  return new Response(answer.body, { status: answer.status, headers });
}

async function cached(request, name) {
  const cache = await caches.open(STORE);
  return (await cache.match(name)) ?? fetch(request);
}

/** As soon as it came once. */
async function kept(request, name) {
  const cache = await caches.open(STORE);
  const known = await cache.match(name);
  if (known) return known;
  const answer = await fetch(request);
  if (answer.ok) await cache.put(name, answer.clone());
  return answer;
}
