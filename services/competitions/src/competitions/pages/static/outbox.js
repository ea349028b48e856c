// Marks on their way: one request at a time, in the order of entry, each with a key, so that a repetition changes nothing.
// Until it is answered a mark is also in this browser's storage: a page that is closed or reloaded loses none. Of several
// tabs one sends.

import { tooWide } from "./rules.js";
import { UnsentMarks } from "./unsent_marks.js";

const PAUSE = 3000;
const PATIENCE = 20000;
/** How long another tab may be sending before this one says that its entries wait: it may be asleep. */
const TURN = 5000;
const PASSING = new Set([408, 425, 429, 502, 503, 504]);

export class Outbox {
  /**
   * `settled(entry, outcome)` hears of each entry: {record} that the server made of it, {record, problem} for scores too
   * far apart, {problem}, {question} with the record that it did not see, or {held: "connection" | "sign-in"} for one that
   * stays; `changed(waiting, held)` how many wait, and what holds them up, if anything does.
   */
  constructor(owner, api, settled, changed) {
    this.owner = owner;
    this.api = api;
    this.settled = settled;
    this.changed = changed;
    this.unsent = new UnsentMarks(owner);
    this.held = null;
    this.sending = null;
    this.failed = new Set();
    for (const occasion of ["online", "focus"]) addEventListener(occasion, () => this.send());
  }

  /** Whether the page may be closed without a loss. */
  get isSafe() {
    return this.unsent.isSafe;
  }

  get waiting() {
    return this.unsent.all().filter((entry) => !isOpen(entry));
  }

  /** What only its expert can settle: a question, or a refusal. */
  get open() {
    return this.unsent.all().filter(isOpen);
  }

  /** `entry` is {kind: "mark" | "withdrawal", sheet, code, body, saw}; `saw` the newest record that its expert saw, or null. */
  put(entry) {
    // A change of mind before it was sent is no history. What the server may have already, and scores too far apart, stay.
    const isReplaced = (one) => isOpen(one) || (!one.tried && !tooWide(one.body.judgement));
    const replaced = this.unsent.all().filter((one) => isOfOneAspect(one, entry) && isReplaced(one));
    const saw = replaced.length > 0 ? replaced[0].saw : entry.saw;
    this.unsent.keep({ ...entry, saw: saw ?? null, key: crypto.randomUUID(), at: this.next() });
    for (const one of replaced) this.unsent.remove(one);
    this.tell();
    this.send();
  }

  /** The expert's answer to a question: their own entry, having seen the other one. */
  insist({ kind, sheet, code, body, question, key }) {
    this.unsent.keep({ kind, sheet, code, body, saw: question.id, key: crypto.randomUUID(), at: this.next() });
    this.unsent.remove({ key });
    this.tell();
    this.send();
  }

  /** The other answer: what stands, stands. */
  giveUp(entry) {
    this.unsent.remove(entry);
    this.tell();
  }

  /** Later than all that wait, whatever happens to the tablet's clock. */
  next() {
    return Math.max(Date.now(), ...this.unsent.all().map((one) => one.at + 1));
  }

  /** Resolves when nothing is being sent any more, to what holds up the rest. */
  send() {
    this.sending ??= this.alone(() => this.sendAll()).finally(() => {
      this.sending = null;
    });
    return this.sending;
  }

  async alone(work) {
    if (!navigator.locks) return work();
    try {
      return await navigator.locks.request(`marks:${this.owner}`, { signal: AbortSignal.timeout(TURN) }, work);
    } catch (error) {
      if (error.name !== "TimeoutError") throw error;
      return this.waiting.length > 0 ? this.wait("turn") : null;
    }
  }

  /** What is to be sent stays here, and is tried again. */
  wait(held) {
    this.held = held;
    setTimeout(() => this.send(), PAUSE);
    this.tell();
    return this.held;
  }

  async sendAll() {
    this.held = null;
    for (;;) {
      const entry = this.due;
      if (!entry) break;
      const outcome = await this.deliver(entry);
      this.held = outcome.held ?? null;
      if (this.held) {
        this.settled(entry, outcome);
        if (this.held === "connection") return this.wait(this.held);
        break;
      }
      this.settle(entry, outcome);
      this.tell();
    }
    this.tell();
    return this.held;
  }

  /** The next one to send. What failed holds up what was entered after it on the same aspect, and nothing else. */
  get due() {
    const failed = this.waiting.filter((one) => this.failed.has(one.key));
    return this.waiting.find((one) => !failed.some((other) => isOfOneAspect(one, other)));
  }

  settle(entry, outcome) {
    if (outcome.failed) {
      this.failed.add(entry.key);
      this.settled(entry, outcome);
      return;
    }
    const newer = this.waiting.some((one) => isOfOneAspect(one, entry) && one.key !== entry.key);
    if (outcome.record) this.unsent.follow(entry, outcome.record.id);
    if (outcome.record || newer) this.unsent.remove(entry);
    else if (outcome.question) this.unsent.keep({ ...entry, question: outcome.question });
    else this.unsent.keep({ ...entry, refusal: reasons(outcome.problem) });
    if (outcome.record || !newer) this.settled(this.unsent.entries.get(entry.key) ?? entry, outcome);
  }

  tell() {
    this.changed(this.waiting.length, navigator.onLine ? this.held : "connection");
  }

  async deliver(entry) {
    if (navigator.onLine) this.try(entry, true);
    const { kind, sheet, code, body, key, saw } = entry;
    const isWithdrawal = kind === "withdrawal";
    const address = `${this.api}${encodeURIComponent(sheet)}/marks/${encodeURIComponent(code)}`;
    let answer;
    try {
      answer = await fetch(isWithdrawal ? `${address}/withdrawal` : address, {
        method: isWithdrawal ? "POST" : "PUT",
        headers: { "content-type": "application/json", "idempotency-key": key },
        body: JSON.stringify({ ...body, saw: saw ?? null, author: this.owner }),
        keepalive: true,
        signal: AbortSignal.timeout(PATIENCE),
      });
    } catch {
      return { held: "connection" };
    }
    if (answer.ok) return { record: await answer.json() };
    const problem = await answer.json().catch(() => ({}));
    const is = (slug) => (problem.type ?? "").endsWith(`/${slug}`);
    if (answer.status === 401 || is("somebody-else")) {
      if (!entry.tried) this.try(entry, false);
      return { held: "sign-in" };
    }
    const isPassing = PASSING.has(answer.status) || is("in-progress") || is("stale");
    if (isPassing) return { held: "connection" };
    if (is("overtaken") && problem.newest) return { question: problem.newest };
    if (is("spread-too-wide") && problem.newest) return { record: problem.newest, problem };
    // A fault of the server's holds up nothing behind it; the mark is tried again with the next page.
    return { problem, failed: answer.status >= 500 };
  }

  /** Whether the server may have it: from its first sending on, until the server says that it has not. */
  try(entry, tried) {
    if (this.unsent.has(entry)) this.unsent.keep({ ...entry, tried });
  }
}

function isOpen({ question, refusal }) {
  return question !== undefined || refusal !== undefined;
}

function isOfOneAspect(one, other) {
  return one.sheet === other.sheet && one.code === other.code;
}

/** Why it was refused and how to mend it, in the reader's language. */
export function reasons(problem) {
  return (problem?.errors ?? []).map((error) => `${error.message} ${error.fix}`).join(" ");
}
