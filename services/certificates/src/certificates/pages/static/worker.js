// Keeps the verifier's page, its assets and the newest catalogue for use without a network. KEPT stands before this text.

const PAGE = "/v";
const CATALOGUE = "/v/catalogue";
const STORE = `verifier-${KEPT.join("|").length}-${KEPT.find((address) => address.includes("/verifier.js"))}`;
const PATIENCE = 4000;

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
  if (address.pathname === PAGE || address.pathname === CATALOGUE) {
    event.respondWith(newest(request, keptAs(address)));
  } else if (KEPT.includes(address.pathname)) {
    event.respondWith(kept(request, address.pathname));
  }
});

async function store() {
  const cache = await caches.open(STORE);
  await cache.addAll([...KEPT, CATALOGUE].map(fresh));
}

/** A page in a given language is fetched without cookies: the answer would change the reader's own language. */
function fresh(address) {
  const credentials = address.startsWith(`${PAGE}?`) ? "omit" : "same-origin";
  return new Request(address, { cache: "reload", credentials });
}

/** The name in the store: the page is kept in each language, and once more in the one that was read last. */
function keptAs(address) {
  const name = `${PAGE}?lang=${address.searchParams.get("lang")}`;
  return address.pathname === PAGE && KEPT.includes(name) ? name : address.pathname;
}

async function forget() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== STORE).map((name) => caches.delete(name)));
}

/** From the network where it answers soon, and kept; else what was kept, marked so. */
async function newest(request, name) {
  const cache = await caches.open(STORE);
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(PATIENCE) });
    if (!answer.ok) throw new Error(answer.statusText);
    const also = name === CATALOGUE ? [] : [PAGE, `${PAGE}?lang=${answer.headers.get("content-language")}`];
    await Promise.all([...new Set([name, ...also])].map((each) => cache.put(each, answer.clone())));
    return answer;
  } catch {
    return marked(await cache.match(name, { ignoreVary: true }));
  }
}

function marked(answer) {
  if (!answer) return Response.error();
  const headers = new Headers(answer.headers);
  headers.set("x-kept", "true");
  return new Response(answer.body, { status: answer.status, headers });
}

async function kept(request, name) {
  const cache = await caches.open(STORE);
  return (await cache.match(name)) ?? fetch(request);
}
