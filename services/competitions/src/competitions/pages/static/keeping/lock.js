// What somebody leaves on this tablet is sealed when it changes hands, with a key that only a session of theirs gives. The one that lies
// here meanwhile seals and opens nothing, and goes with them.

import { Durable, draftName } from "../durable.js";
import { Kept } from "../kept.js";

const NAME = "locks";

function opened() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("keys", { keyPath: "owner" });
      asked.result.createObjectStore("locked", { keyPath: "id" });
    };
    asked.onerror = () => reject(asked.error);
    asked.onsuccess = () => resolve(asked.result);
  });
}

/** `act(store)` in one transaction; resolves when it is on the disk, with what its request has found. */
async function within(name, act) {
  const database = await opened();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(name, "readwrite", { durability: "strict" });
      const asked = act(transaction.objectStore(name));
      transaction.oncomplete = () => resolve(asked.result);
      transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

/** Of who is signed in, the newest first; none where that is somebody else than this page was made for, or there is no network. */
async function keysOf(account, use) {
  const asked = { headers: { accept: "application/json" }, redirect: "manual" };
  const answer = await fetch("/marking/key", asked).catch(() => null);
  const known = answer?.ok ? await answer.json() : {};
  if (known.account !== account) return [];
  const raw = known.keys.map((text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0)));
  return Promise.all(raw.map((one) => crypto.subtle.importKey("raw", one, "AES-GCM", false, [use])));
}

/** On a page of this expert: what they leave here can be sealed, also by the page of who comes next. */
export async function learnKey(owner, account) {
  if (await within("keys", (keys) => keys.get(owner))) return;
  const [key] = await keysOf(account, "encrypt");
  if (key) await within("keys", (keys) => keys.put({ owner, key }));
}

/** Everything of this expert that waits here. Whatever is written meanwhile stays as it is. */
export async function lock(owner) {
  const known = await within("keys", (keys) => keys.get(owner));
  if (!known) return;
  const [durable, bridges] = [new Durable(`marks-${owner}`), new Kept(`mark:${owner}:`)];
  const { entries, drafts } = await durable.change(() => ({ keep: bridges.all() }));
  if (!durable.isKept) return;
  if (entries.length + drafts.length > 0) {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const text = new TextEncoder().encode(JSON.stringify({ entries, drafts }));
    const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, known.key, text);
    await within("locked", (locked) => locked.put({ id: crypto.randomUUID(), owner, iv, data }));
    const sealed = new Set([...entries, ...drafts].map((one) => JSON.stringify(one)));
    const isSealed = (one) => sealed.has(JSON.stringify(one));
    await durable.change((now) => ({ remove: now.entries.filter(isSealed), dropDrafts: now.drafts.filter(isSealed) }));
    for (const { key } of entries) bridges.remove(key);
  }
  durable.close();
  await forgetKey(owner);
}

export function forgetKey(owner) {
  return within("keys", (keys) => keys.delete(owner));
}

/** On the page of somebody else, or of nobody's marks. */
export async function lockOthers(owner) {
  for (const one of await within("keys", (keys) => keys.getAll())) if (one.owner !== owner) await lock(one.owner);
}

/** On a page of this expert: what was sealed is there again. It stays sealed until it is on the disk. */
export async function unlock(owner, account, durable) {
  const all = await within("locked", (locked) => locked.getAll());
  const own = all.filter((one) => one.owner === owner);
  const keys = own.length > 0 ? await keysOf(account, "decrypt") : [];
  for (const one of own) {
    const left = await openedBy(keys, one);
    if (!left) continue;
    await durable.change((now) => ({
      keep: left.entries.filter(({ key }) => !now.entries.some((known) => known.key === key)),
      keepDrafts: left.drafts.filter((draft) => !now.drafts.some((known) => draftName(known) === draftName(draft))),
    }));
    if (durable.isKept) await within("locked", (locked) => locked.delete(one.id));
  }
}

async function openedBy(keys, { iv, data }) {
  for (const key of keys) {
    const text = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, data).catch(() => null);
    if (text) return JSON.parse(new TextDecoder().decode(text));
  }
  return null;
}
