// Marks on their way: one request at a time, in the order of entry, each with a key, so that a repetition changes nothing.
// Until it is answered a mark is also in this browser's storage: a page that is closed or reloaded loses none.

import { tooWide } from "./rules.js";
import { UnsentMarks } from "./unsent_marks.js";

const PAUSE = 3000;
const PATIENCE = 20000;
const PASSING = new Set([408, 429, 502, 503, 504]);

export class Outbox {
  /**
   * `settled(entry, outcome)` hears of each mark: {mark}, {problem}, or {held: "connection" | "sign-in"} for one that
   * stays; `changed(waiting, held)` how many wait, and what holds them up, if anything does.
   */
  constructor(owner, api, settled, changed) {
    this.owner = owner;
    this.api = api;
    this.settled = settled;
    this.changed = changed;
    this.unsent = new UnsentMarks(owner);
    this.waiting = this.unsent.all();
    this.held = null;
    this.sending = null;
    for (const occasion of ["online", "focus"]) addEventListener(occasion, () => this.send());
  }

  /** Whether the page may be closed without a loss. */
  get isSafe() {
    return this.waiting.every((entry) => this.unsent.has(entry));
  }

  put(sheet, code, body) {
    const entry = { sheet, code, body, key: crypto.randomUUID(), at: Date.now() };
    // A change of mind before it was sent is no history. What is on its way, and scores too far apart, stay.
    const isReplaced = (one, index) =>
      one.sheet === sheet &&
      one.code === code &&
      !(index === 0 && this.sending) &&
      !(one.body.judgement && tooWide(one.body.judgement));
    for (const one of this.waiting.filter(isReplaced)) this.unsent.remove(one);
    this.waiting = [...this.waiting.filter((one, index) => !isReplaced(one, index)), entry];
    this.unsent.add(entry);
    this.tell();
    this.send();
  }

  /** Resolves when nothing is being sent any more, to what holds up the rest. */
  send() {
    this.sending ??= this.sendAll().finally(() => {
      this.sending = null;
    });
    return this.sending;
  }

  async sendAll() {
    while (this.waiting.length > 0) {
      const entry = this.waiting[0];
      const outcome = await this.deliver(entry);
      this.held = outcome.held ?? null;
      this.settled(entry, outcome);
      if (this.held) {
        if (this.held === "connection") setTimeout(() => this.send(), PAUSE);
        break;
      }
      this.waiting.shift();
      if (!outcome.failed) this.unsent.remove(entry);
      this.tell();
    }
    this.tell();
    return this.held;
  }

  tell() {
    this.changed(this.waiting.length, navigator.onLine ? this.held : "connection");
  }

  async deliver({ sheet, code, body, key }) {
    let answer;
    try {
      answer = await fetch(`${this.api}${encodeURIComponent(sheet)}/marks/${encodeURIComponent(code)}`, {
        method: "PUT",
        headers: { "content-type": "application/json", "idempotency-key": key },
        body: JSON.stringify({ ...body, author: this.owner }),
        keepalive: true,
        signal: AbortSignal.timeout(PATIENCE),
      });
    } catch {
      return { held: "connection" };
    }
    if (answer.ok) return { mark: await answer.json() };
    const problem = await answer.json().catch(() => ({}));
    const is = (slug) => (problem.type ?? "").endsWith(`/${slug}`);
    if (answer.status === 401 || is("somebody-else")) return { held: "sign-in" };
    const isPassing = PASSING.has(answer.status) || is("in-progress") || is("stale");
    if (isPassing) return { held: "connection" };
    // A fault of the server's holds up nothing behind it; the mark is tried again with the next page.
    return { problem, failed: answer.status >= 500 };
  }
}
