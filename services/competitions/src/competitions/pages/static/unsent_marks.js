// What one expert entered and the server has not taken yet, and what they have only begun: a database for each expert, opened for
// that expert alone. Another one on the same tablet neither sees nor sends it.

import { Durable, draftName } from "./durable.js";
import { unlock } from "./keeping/lock.js";
import { Kept } from "./kept.js";

const accounts = new Kept("marks-owner:");
/** How many wait of each owner: all that another person's page may know. */
const counts = new Kept("marks-waiting:");

/** Pages that are no marking form know the account alone: whose marks it sends was learned on a form. */
export function learnOwner(account, owner) {
  if (accounts.get(account) !== owner) accounts.put(account, owner);
}

export function ownerOf(account) {
  return accounts.get(account);
}

/** How many entries of other people wait on this device. */
export function heldOfOthers(owner) {
  return counts.all().reduce((sum, one) => sum + (one.owner === owner ? 0 : one.n), 0);
}

export class UnsentMarks {
  /** `heard()`: another tab of the same expert has changed something. */
  constructor(owner, heard) {
    this.owner = owner;
    this.durable = new Durable(`marks-${owner}`);
    this.channel = new BroadcastChannel(`marks:${owner}`);
    /** Drafts that are on their way to the disk, by name; null: dropped. */
    this.touched = new Map();
    /** What is written at once, because a page that is being left waits for no database. */
    this.bridges = new Kept(`mark:${owner}:`);
    this.ready = this.unlocked().then(() => this.change(() => this.taken()));
    this.channel.onmessage = () => this.look().then(heard);
  }

  /** Whether this browser keeps what is entered. */
  get isKept() {
    return this.durable.isKept;
  }

  /** Whether the page may be closed without a loss. */
  get isSafe() {
    return this.isKept || this.all().length + this.begun().length === 0;
  }

  /** In the order of entry. */
  all() {
    return this.durable.state.entries;
  }

  has({ key }) {
    return this.all().some((one) => one.key === key);
  }

  /** `decide({entries, drafts})` says what to {keep, remove, keepDrafts, dropDrafts}, of what there is now, whichever tab wrote it. */
  async change(decide, isTold = true) {
    const { entries } = await this.durable.change(decide);
    const n = entries.filter((one) => !isOpen(one)).length;
    if (n > 0) counts.put(this.owner, { owner: this.owner, n });
    else counts.remove(this.owner);
    if (isTold) this.channel.postMessage(null);
  }

  /** Looks at what there is, whichever tab wrote it. */
  look() {
    return this.change(() => ({}), false);
  }

  bridge(entry) {
    this.bridges.put(entry.key, entry);
  }

  bridged(key) {
    if (this.isKept) this.bridges.remove(key);
  }

  keep(entry) {
    return this.change(() => ({ keep: [entry] }));
  }

  remove(entry) {
    return this.change(() => ({ remove: [entry] }));
  }

  begun() {
    const drafts = new Map(this.durable.state.drafts.map((one) => [draftName(one), one]));
    for (const [name, draft] of this.touched) drafts.set(name, draft);
    return [...drafts.values()].filter(Boolean);
  }

  draft(sheet, code) {
    return this.begun().find((one) => one.sheet === sheet && one.code === code) ?? null;
  }

  /** `{sheet, code, fields, saw}`: the fields as they stand, and what was seen when they were begun, which stays. */
  keepDraft(draft) {
    return this.touch(draft, draft, ({ drafts }) => {
      const known = drafts.find((one) => draftName(one) === draftName(draft));
      return { keepDrafts: [known ? { ...draft, saw: known.saw } : draft] };
    });
  }

  dropDraft(draft) {
    return this.touch(draft, null, () => ({ dropDrafts: [draft] }));
  }

  async touch(draft, value, decide) {
    this.touched.set(draftName(draft), value);
    await this.change(decide);
    if (this.touched.get(draftName(draft)) === value) this.touched.delete(draftName(draft));
  }

  /** What was sealed when somebody else had this tablet. Where it cannot be opened now it waits for another page. */
  unlocked() {
    return unlock(this.owner, document.getElementById("unsent")?.dataset.account, this.durable).catch(() => {});
  }

  /** What a page that was left, or an earlier version of it, kept in the browser's other storage. */
  taken() {
    const [entries, drafts] = [this.bridges, new Kept(`draft:${this.owner}:`)];
    const change = { keep: entries.all(), keepDrafts: drafts.all() };
    queueMicrotask(() => {
      this.ready.then(() => {
        if (!this.isKept) return;
        for (const { key } of change.keep) entries.remove(key);
        for (const one of change.keepDrafts) drafts.remove(draftName(one));
      });
    });
    return change;
  }

  /** Nothing of this expert stays on this device. */
  async forget() {
    counts.remove(this.owner);
    this.channel.close();
    await this.durable.destroy();
  }
}

/** What only its expert can settle: a question, or a refusal. */
export function isOpen({ question, refusal }) {
  return question !== undefined || refusal !== undefined;
}

export function isOfOneAspect(one, other) {
  return one.sheet === other.sheet && one.code === other.code;
}
