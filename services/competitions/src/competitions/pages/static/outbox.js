// Marks on their way: one request at a time, in the order of entry, each with a key, so that a repetition changes nothing.
// Until it is answered a mark is also kept in this browser: a page that is closed or reloaded loses none.

import { Kept } from "./kept.js";

const PAUSE = 3000;
const PASSING = new Set([429, 502, 503, 504]);

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
    this.kept = new Kept(owner);
    this.waiting = this.kept.all();
    this.held = null;
    this.busy = false;
    for (const occasion of ["online", "focus"]) addEventListener(occasion, () => this.send());
  }

  /** Whether the page may be closed without a loss. */
  get isSafe() {
    return this.waiting.every((entry) => this.kept.has(entry));
  }

  put(sheet, code, body) {
    const entry = { sheet, code, body, key: crypto.randomUUID(), at: Date.now() };
    this.waiting.push(entry);
    this.kept.add(entry);
    this.tell();
    this.send();
  }

  async send() {
    if (this.busy) return;
    this.busy = true;
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
      this.kept.remove(entry);
      this.tell();
    }
    this.busy = false;
    this.tell();
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
      });
    } catch {
      return { held: "connection" };
    }
    if (answer.ok) return { mark: await answer.json() };
    const problem = await answer.json().catch(() => ({}));
    const is = (slug) => (problem.type ?? "").endsWith(`/${slug}`);
    if (answer.status === 401 || is("somebody-else")) return { held: "sign-in" };
    const isPassing = PASSING.has(answer.status) || is("in-progress") || is("stale");
    return isPassing ? { held: "connection" } : { problem };
  }
}
