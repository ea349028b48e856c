// Marks on their way: in batches, in the order of entry, each entry with a key, so that a repetition changes nothing. Until it is
// answered an entry is also on this device's disk: a page that is closed or reloaded loses none. Of several tabs one sends.

import { renew } from "./keeping/pages.js";
import { tooWide } from "./rules.js";
import { outcomeOf, settlement } from "./settling.js";
import { isOfOneAspect, isOpen, UnsentMarks } from "./unsent_marks.js";

export { reasons } from "./settling.js";

const PATIENCE = 20000;
/** How long another tab may be sending before this one says that its entries wait: it may be asleep. */
const TURN = 5000;
/** Full jitter: fifty tablets come back in the same second. */
const [PAUSE, LONGEST_PAUSE] = [1000, 60000];
/** Who has not left by then stays. */
const STAYING = 5000;
const MOST = 100;
/** Bytes of a batch: the server takes 64 KB, and a browser no more of what outlives its page. */
const LARGEST = 40000;

export class Outbox {
  /**
   * `settled(entry, outcome)` hears of each entry: {record} that the server made of it, {record, problem} for scores too
   * far apart, {late, problem} for what is kept for the chief expert, {problem}, {question} with the record that it did not see,
   * or {held: "connection" | "sign-in"} for one that stays; `changed(waiting, held)` how many wait, and what holds them up, if
   * anything does. Nothing is known of what waits before `ready`.
   */
  constructor(owner, api, settled, changed) {
    this.owner = owner;
    this.api = api;
    this.settled = settled;
    this.changed = changed;
    /** Another tab of the same expert has sent, or entered, something. */
    this.heard = () => this.tell();
    this.unsent = new UnsentMarks(owner, () => this.heard());
    /** What is being kept, and is not on the disk yet. */
    this.arriving = new Map();
    this.ready = this.unsent.ready.then(() => this.tell());
    this.held = null;
    this.sending = null;
    this.failed = new Set();
    this.most = MOST;
    this.trials = 0;
    this.isLeaving = false;
    addEventListener("beforeunload", () => this.leave());
    for (const occasion of ["online", "focus", "visibilitychange"]) addEventListener(occasion, () => this.send());
  }

  /** Whether the page may be closed without a loss. */
  get isSafe() {
    return this.unsent.isSafe;
  }

  get waiting() {
    const kept = this.kept;
    return [...kept, ...[...this.arriving.values()].filter(({ key }) => !kept.some((one) => one.key === key))];
  }

  get kept() {
    return this.unsent.all().filter((entry) => !isOpen(entry));
  }

  /** What only its expert can settle: a question, or a refusal. */
  get open() {
    return this.unsent.all().filter(isOpen);
  }

  /**
   * `entry` is {kind: "mark" | "withdrawal", sheet, code, body, saw}; `saw` the newest record that its expert saw, or null.
   * Resolves when it is kept on this device.
   */
  async put(entry) {
    const [key, entered] = [crypto.randomUUID(), new Date().toISOString()];
    // A change of mind before it was sent is no history. What the server may have already, and scores too far apart, stay.
    const isReplaced = (one) => isOpen(one) || (!one.tried && !tooWide(one.body.judgement));
    const arriving = { v: 2, ...entry, key, entered, at: next(this.unsent.all()) };
    this.arriving.set(key, arriving);
    this.unsent.bridge(arriving);
    await this.unsent.change(({ entries }) => {
      const replaced = entries.filter((one) => isOfOneAspect(one, entry) && isReplaced(one));
      const saw = (replaced.length > 0 ? replaced[0].saw : entry.saw) ?? null;
      return { keep: [{ ...arriving, saw, at: next(entries) }], remove: replaced };
    });
    this.arriving.delete(key);
    this.unsent.bridged(key);
    this.tell();
    this.send();
  }

  /** The expert's answer to a question: their own entry, having seen the other one; `more` for the chief expert to decide. */
  async insist({ kind, sheet, code, body, question, key: asked, entered }, more = {}) {
    const key = crypto.randomUUID();
    await this.unsent.change(({ entries }) => ({
      keep: [{ v: 2, kind, sheet, code, body, saw: question.id, key, entered, at: next(entries), ...more }],
      remove: [{ key: asked }],
    }));
    this.tell();
    this.send();
  }

  /** The third answer: what stands, stands, until the chief expert has decided. */
  askChief(entry) {
    return this.insist(entry, { ask: true });
  }

  /** The other answer: what stands, stands. */
  async giveUp(entry) {
    await this.unsent.remove(entry);
    this.tell();
  }

  /** What was laid aside after faults of the server's is tried once more. */
  async again({ key }) {
    await this.unsent.change(({ entries }) => ({
      keep: entries.filter((one) => one.key === key).map(({ refusal, parked, faults, ...entry }) => entry),
    }));
    this.failed.delete(key);
    this.send();
  }

  /** Resolves when nothing is being sent any more, to what holds up the rest. */
  send() {
    this.isWanted = true;
    this.sending ??= this.run().finally(() => {
      this.sending = null;
    });
    return this.sending;
  }

  async run() {
    await this.ready;
    let held = null;
    while (this.isWanted && !held) {
      this.isWanted = false;
      held = await this.alone(() => this.sendAll());
    }
    return held;
  }

  async alone(work) {
    if (this.kept.length === 0) return this.report();
    if (!navigator.locks) return work();
    try {
      return await navigator.locks.request(`marks:${this.owner}`, { signal: AbortSignal.timeout(TURN) }, work);
    } catch (error) {
      if (error.name !== "TimeoutError") throw error;
      return this.kept.length > 0 ? this.wait("turn") : null;
    }
  }

  /**
   * What is answered while the next page is on its way stays here: that page may have been made before the answer, and hears it
   * when it sends the same again.
   */
  leave() {
    this.isLeaving = true;
    setTimeout(() => {
      this.isLeaving = false;
      this.send();
    }, STAYING);
  }

  /** What is to be sent stays here, and is tried again; `seconds`, where the server said when. */
  wait(held, seconds = 0) {
    this.held = held;
    const pause = seconds > 0 ? seconds * 1000 : Math.random() * Math.min(LONGEST_PAUSE, PAUSE * 2 ** this.trials);
    this.trials += 1;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), pause);
    return this.report();
  }

  report() {
    this.tell();
    return this.held;
  }

  async sendAll() {
    this.held = null;
    await this.unsent.look();
    for (;;) {
      const batch = this.due;
      if (batch.length === 0) {
        this.most = MOST;
        return this.report();
      }
      const { results, held, after } = await this.deliver(batch);
      if (this.isLeaving) return this.report();
      let told = [];
      await this.unsent.change((state) => {
        const settled = settlement(state, results);
        told = settled.told;
        return settled.change;
      });
      for (const { entry, outcome } of told) this.hear(entry, outcome);
      const sheets = results.filter(({ outcome }) => outcome.record).map(({ entry }) => `/sheets/${entry.sheet}`);
      if (sheets.length > 0) renew(new Set([...sheets, location.pathname]));
      this.held = held ?? null;
      if (held === "connection") return this.wait(held, after);
      if (held) return this.report();
      this.trials = 0;
      this.tell();
    }
  }

  hear(entry, outcome) {
    if (outcome.failed) this.failed.add(entry.key);
    if (outcome.held !== "predecessor") this.settled(entry, outcome);
  }

  /** The next ones to send. What failed holds up what was entered after it on the same aspect, and nothing else. */
  get due() {
    const failed = this.kept.filter((one) => this.failed.has(one.key));
    const free = this.kept.filter((one) => !failed.some((other) => isOfOneAspect(one, other)));
    const batch = [];
    let size = 0;
    for (const one of free.slice(0, this.most)) {
      size += JSON.stringify(one.body).length * 3 + 400;
      if (batch.length > 0 && size > LARGEST) break;
      batch.push(one);
    }
    return batch;
  }

  tell() {
    this.changed(this.waiting.length, navigator.onLine ? this.held : "connection");
  }

  /** What became of each: {results: [{entry, outcome}], held, after}. */
  async deliver(batch) {
    const held = (why, after) => ({
      results: batch.map((entry) => ({ entry, outcome: { held: why } })),
      held: why,
      after,
    });
    if (navigator.onLine) await this.try(batch);
    let answer;
    try {
      answer = await fetch(`${this.api}entries`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ entries: batch.map((entry, place) => this.sent(entry, batch.slice(0, place))) }),
        keepalive: true,
        signal: AbortSignal.timeout(PATIENCE),
      });
      if (answer.ok) return read(batch, (await answer.json()).results);
    } catch {
      return held("connection");
    }
    const problem = await answer.json().catch(() => ({}));
    const outcome = outcomeOf({ status: answer.status, problem });
    if (outcome.held) return held(outcome.held, Number(answer.headers.get("retry-after")));
    if (batch.length === 1) return { results: [{ entry: batch[0], outcome }] };
    // One of them spoils the others: they go one by one.
    this.most = 1;
    return { results: [] };
  }

  sent({ sheet, code, kind, body, key, saw, entered, ask }, before) {
    const own = before.filter((one) => one.sheet === sheet && one.code === code).at(-1);
    const said = kind === "withdrawal" ? { withdrawal: body.reason } : body;
    const seen = own ? { after: own.key } : { saw: saw ?? null };
    return { key, sheet, code, author: this.owner, ...said, ...seen, entered_at: entered, ...(ask && { ask }) };
  }

  /** The server may have them from their first sending on, until it says that it has not. */
  try(batch) {
    const keys = new Set(batch.map((one) => one.key));
    return this.unsent.change(({ entries }) => ({
      keep: entries.filter((one) => keys.has(one.key) && !one.tried).map((one) => ({ ...one, tried: true })),
    }));
  }
}

function read(batch, results) {
  const read = batch.map((entry, place) => ({ entry, outcome: outcomeOf(results[place]) }));
  const holding = read.map((one) => one.outcome.held);
  const held = holding.find((why) => why === "sign-in") ?? holding.find((why) => why === "connection");
  return { results: read, held };
}

/** Later than all that wait, whatever happens to the tablet's clock. */
function next(entries) {
  return Math.max(Date.now(), ...entries.map((one) => one.at + 1));
}
