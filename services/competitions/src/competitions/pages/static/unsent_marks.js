// What one expert entered and the server has not answered yet, kept in the browser: an item a mark, so that two tabs do not
// overwrite each other's. Another expert on the same tablet neither sees nor sends it.

export class UnsentMarks {
  constructor(owner) {
    this.prefix = `mark:${owner}:`;
  }

  all() {
    const entries = [];
    try {
      for (let index = 0; index < localStorage.length; index += 1) {
        const name = localStorage.key(index);
        if (name.startsWith(this.prefix)) entries.push(JSON.parse(localStorage.getItem(name)));
      }
    } catch {
      // A browser that keeps nothing: marks live as long as the page.
    }
    return entries.sort((one, other) => one.at - other.at);
  }

  add(entry) {
    try {
      localStorage.setItem(this.prefix + entry.key, JSON.stringify(entry));
    } catch {
      // As above; `has` says so.
    }
  }

  has(entry) {
    try {
      return localStorage.getItem(this.prefix + entry.key) !== null;
    } catch {
      return false;
    }
  }

  remove(entry) {
    try {
      localStorage.removeItem(this.prefix + entry.key);
    } catch {
      // It was never there.
    }
  }
}
