// One expert's database in this browser. What is written is on the disk when its promise resolves.

const STORES = ["entries", "drafts"];
const VERSION = 1;

function opened(name, gone) {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(name, VERSION);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("entries", { keyPath: "key" });
      asked.result.createObjectStore("drafts", { keyPath: ["sheet", "code"] });
    };
    asked.onerror = () => reject(asked.error);
    asked.onblocked = () => reject(new Error("blocked"));
    asked.onsuccess = () => {
      const database = asked.result;
      database.onversionchange = () => {
        database.close();
        gone();
      };
      // WebKit's storage process dies in the background, and every database with it.
      database.onclose = gone;
      resolve(database);
    };
  });
}

/** In one transaction: what there is, then what `decide` makes of it, {keep, remove, keepDrafts, dropDrafts}. */
function changed(database, decide) {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(STORES, "readwrite", { durability: "strict" });
    const [entries, drafts] = STORES.map((store) => transaction.objectStore(store));
    let state;
    transaction.oncomplete = () => resolve(state);
    transaction.onabort = () => reject(transaction.error ?? new Error("aborted"));
    const waiting = entries.getAll();
    const begun = drafts.getAll();
    begun.onsuccess = () => {
      const known = { entries: inOrder(waiting.result), drafts: begun.result };
      const change = decide(known);
      state = after(known, change);
      for (const { key } of change.remove ?? []) entries.delete(key);
      for (const entry of change.keep ?? []) entries.put(entry);
      for (const { sheet, code } of change.dropDrafts ?? []) drafts.delete([sheet, code]);
      for (const draft of change.keepDrafts ?? []) drafts.put(draft);
      // A page that is closed in this moment is waited for.
      transaction.commit?.();
    };
  });
}

function inOrder(entries) {
  return entries.sort((one, other) => one.at - other.at);
}

export function draftName({ sheet, code }) {
  return `${sheet}:${code}`;
}

/** What there is after `change`, as the database has it. */
function after({ entries, drafts }, { keep = [], remove = [], keepDrafts = [], dropDrafts = [] }) {
  const kept = new Map(entries.map((one) => [one.key, one]));
  for (const { key } of remove) kept.delete(key);
  for (const one of keep) kept.set(one.key, one);
  const begun = new Map(drafts.map((one) => [draftName(one), one]));
  for (const one of dropDrafts) begun.delete(draftName(one));
  for (const one of keepDrafts) begun.set(draftName(one), one);
  return { entries: inOrder([...kept.values()]), drafts: [...begun.values()] };
}

export class Durable {
  constructor(name) {
    this.name = name;
    this.database = null;
    /** What it holds, as far as this page knows; all there is where nothing can be kept. */
    this.state = { entries: [], drafts: [] };
    /** Whether what was written last is on the disk. */
    this.isKept = false;
  }

  /** Tries a second time with a database opened anew; where that fails too, this page's memory holds everything. */
  async change(decide) {
    for (let trial = 0; trial < 2; trial += 1) {
      try {
        this.database ??= await opened(this.name, () => {
          this.database = null;
        });
        this.state = await changed(this.database, this.isKept ? decide : this.withMemory(decide));
        this.isKept = true;
        return this.state;
      } catch {
        this.close();
      }
    }
    this.isKept = false;
    this.state = after(this.state, decide(this.state));
    return this.state;
  }

  /** What only memory held is written with the next change that can be. */
  withMemory(decide) {
    const memory = this.state;
    return (known) => {
      const all = after(known, { keep: memory.entries, keepDrafts: memory.drafts });
      const change = decide(all);
      const result = after(all, change);
      return { ...change, keep: result.entries, keepDrafts: result.drafts };
    };
  }

  close() {
    this.database?.close();
    this.database = null;
  }

  /** Takes it off this device. */
  destroy() {
    this.close();
    return new Promise((resolve) => {
      const asked = indexedDB.deleteDatabase(this.name);
      asked.onsuccess = resolve;
      asked.onerror = resolve;
      asked.onblocked = resolve;
    });
  }
}
