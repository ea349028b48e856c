// Things kept in this browser under names with one prefix, an item each, so that two tabs do not overwrite each other's.
// A browser that keeps nothing holds them as long as the page lives.

export class Kept {
  constructor(prefix) {
    this.prefix = prefix;
    this.memory = new Map();
  }

  /** Whether all of it would survive the page. */
  get isSafe() {
    return this.memory.size === 0;
  }

  all() {
    const found = [...this.memory.values()];
    try {
      for (let index = 0; index < localStorage.length; index += 1) {
        const name = localStorage.key(index);
        const isNewest = !this.memory.has(name.slice(this.prefix.length));
        if (name.startsWith(this.prefix) && isNewest) found.push(JSON.parse(localStorage.getItem(name)));
      }
    } catch {
      // It keeps nothing: what there is, is in memory.
    }
    return found;
  }

  get(name) {
    if (this.memory.has(name)) return this.memory.get(name);
    try {
      const text = localStorage.getItem(this.prefix + name);
      if (text !== null) return JSON.parse(text);
    } catch {
      // As above.
    }
    return null;
  }

  put(name, value) {
    try {
      localStorage.setItem(this.prefix + name, JSON.stringify(value));
      this.memory.delete(name);
    } catch {
      this.memory.set(name, value);
    }
  }

  remove(name) {
    this.memory.delete(name);
    try {
      localStorage.removeItem(this.prefix + name);
    } catch {
      // It was never there.
    }
  }
}
