// Marks on their way: one request at a time, in the order of entry, each with a key, so that a repetition changes nothing.

const PAUSE = 3000;

export class Outbox {
  /** `settled(code, outcome)` hears of each mark: {mark} or {problem} or {kept: true}; `changed(n)` how many wait. */
  constructor(address, settled, changed) {
    this.address = address;
    this.settled = settled;
    this.changed = changed;
    this.waiting = [];
    this.busy = false;
    addEventListener("online", () => this.send());
  }

  put(code, body) {
    this.waiting.push({ code, body, key: crypto.randomUUID() });
    this.changed(this.waiting.length);
    this.send();
  }

  async send() {
    if (this.busy) return;
    this.busy = true;
    while (this.waiting.length > 0) {
      const entry = this.waiting[0];
      const outcome = await this.deliver(entry);
      this.settled(entry.code, outcome);
      if (outcome.kept) {
        setTimeout(() => this.send(), PAUSE);
        break;
      }
      this.waiting.shift();
      this.changed(this.waiting.length);
    }
    this.busy = false;
    this.changed(this.waiting.length);
  }

  async deliver({ code, body, key }) {
    let answer;
    try {
      answer = await fetch(this.address + encodeURIComponent(code), {
        method: "PUT",
        headers: { "content-type": "application/json", "idempotency-key": key },
        body: JSON.stringify(body),
        keepalive: true,
      });
    } catch {
      return { kept: true };
    }
    if (answer.status >= 502 && answer.status <= 504) return { kept: true };
    const content = await answer.json().catch(() => ({}));
    return answer.ok ? { mark: content } : { problem: content };
  }
}
