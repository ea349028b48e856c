// Where each of the three judges on their own device, what the others did comes from the server: it is asked every few seconds
// which forms have changed, and those are read.

const PAUSE = 4000;
const ASKED = { headers: { accept: "application/json" } };

export class Reveals {
  /**
   * `versions`: the address to ask, none where one device is passed round; `owner`: whose page it is; `changed(sheet)` hears of each
   * form, as the API tells it to its owner.
   */
  constructor({ versions, api, owner }, forms, changed) {
    Object.assign(this, { versions, api, owner, changed });
    this.known = new Map(forms.map(({ sheet, version }) => [sheet, version]));
  }

  start() {
    if (!this.versions) return;
    addEventListener("visibilitychange", () => this.look());
    setInterval(() => this.look(), PAUSE);
    this.look();
  }

  /** One look at a time. Without a network nothing is shown, and nothing is said: the outbox says it. */
  look() {
    if (!this.versions || document.hidden || !navigator.onLine) return null;
    this.looking ??= this.ask()
      .catch(() => {})
      .finally(() => {
        this.looking = null;
      });
    return this.looking;
  }

  async ask() {
    const answer = await fetch(this.versions, ASKED);
    if (!answer.ok) return;
    const { sheets } = await answer.json();
    for (const [id, version] of Object.entries(sheets)) {
      if (!this.known.has(id) || this.known.get(id) === version) continue;
      const read = await fetch(this.api + id, ASKED);
      if (!read.ok) return;
      const sheet = await read.json();
      // Somebody else has signed in meanwhile, in another tab: their card is not for this page.
      if (sheet.reader !== this.owner) return;
      this.known.set(id, sheet.version);
      this.changed(sheet);
    }
  }
}
