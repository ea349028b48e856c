// Reads one item of CBOR (RFC 8949): what a certificate's code is made of, and nothing more.

const MOST_DEPTH = 8;

/** The value of `bytes`, which must be one item and nothing after it. Maps become Map. Throws for anything else. */
export function decode(bytes) {
  const reader = new Reader(bytes);
  const value = reader.item(0);
  if (reader.at !== bytes.length) throw new Error("bytes after the end");
  return value;
}

/** The bytes of a byte string of CBOR. */
export function encodeBytes(bytes) {
  return [...head(2, bytes.length), ...bytes];
}

/** The bytes of a text of ASCII in CBOR. */
export function encodeText(text) {
  return [...head(3, text.length), ...new TextEncoder().encode(text)];
}

function head(major, length) {
  if (length < 24) return [(major << 5) | length];
  if (length < 256) return [(major << 5) | 24, length];
  return [(major << 5) | 25, length >> 8, length & 255];
}

class Reader {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  item(depth) {
    if (depth > MOST_DEPTH) throw new Error("too deep");
    const first = this.take(1)[0];
    const major = first >> 5;
    const count = this.count(first & 31);
    if (major === 0) return count;
    if (major === 1) return -1 - count;
    if (major === 2) return this.take(count);
    if (major === 3) return new TextDecoder("utf-8", { fatal: true }).decode(this.take(count));
    if (major === 4) return this.many(count, () => this.item(depth + 1));
    if (major === 5) return new Map(this.many(count, () => [this.item(depth + 1), this.item(depth + 1)]));
    if (major === 6) return { tag: count, value: this.item(depth + 1) };
    throw new Error("a kind of value that no code has");
  }

  many(count, read) {
    if (count > this.bytes.length) throw new Error("too short");
    return Array.from({ length: count }, read);
  }

  count(short) {
    if (short < 24) return short;
    if (short > 26) throw new Error("a number that no code has");
    return this.take(1 << (short - 24)).reduce((value, byte) => value * 256 + byte, 0);
  }

  take(count) {
    const taken = this.bytes.subarray(this.at, this.at + count);
    if (taken.length !== count) throw new Error("too short");
    this.at += count;
    return taken;
  }
}
