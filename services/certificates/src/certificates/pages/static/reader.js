// Reads the text of a certificate's code and checks its signature. Nothing leaves the browser.

import { decode, encodeBytes, encodeText } from "./cbor.js";

const SIGN1 = 18;
const EDDSA = -8;
const MOST_DIGITS = 2000;
const DAY = 24 * 3600 * 1000;
const SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const FALLBACK = "/static/shared/vendor/noble-ed25519/ed25519.js";

export class Unreadable extends Error {}

/** Without what came along when a text was copied: signs that nobody sees, a byte order mark, quotation marks, a full stop. */
export function plain(text) {
  const seen = text
    .replace(/[\p{Cf}\p{Co}\p{Cs}]|\u034f|[\ufe00-\ufe0f]/gu, "")
    .replace(/\s+/g, " ")
    .replace(/\p{Cc}/gu, "");
  return seen
    .normalize("NFKC")
    .replace(/ +/g, " ")
    .replace(/^[ "'`´«»„“”‘’<>()*_~|:;,.!?…]+|[ "'`´«»„“”‘’<>()*_~|:;,.!?…]+$/g, "");
}

/** What a code says, its signature not yet checked: {claims, keyId, message, signature}. Throws Unreadable. */
export function read(text) {
  try {
    return parse(bytesOf(text));
  } catch (error) {
    throw new Unreadable(error.message);
  }
}

/** Whether the 32 public bytes belong to the key that signed. */
export async function isBy(presented, publicKey) {
  return verify(publicKey, presented.message, presented.signature);
}

/** Ed25519: by the browser where it can, else by a small library of ours. */
export async function verify(publicKey, message, signature) {
  let key;
  try {
    key = await crypto.subtle.importKey("raw", publicKey, { name: "Ed25519" }, false, ["verify"]);
  } catch {
    const library = await import(FALLBACK);
    return library.verifyAsync(signature, message, publicKey);
  }
  return crypto.subtle.verify("Ed25519", key, signature, message);
}

function bytesOf(text) {
  const bare = plain(text);
  const digits = (bare.match(/# ?([0-9][0-9 ]*)(?![\p{L}\p{N}_])/u)?.[1] ?? bare).replace(/ /g, "");
  if (!/^\d+$/.test(digits) || digits.length > MOST_DIGITS) throw new Error("no digits");
  let hex = BigInt(digits).toString(16);
  if (hex.length % 2) hex = `0${hex}`;
  const bytes = Uint8Array.from(hex.match(/../g), (pair) => Number.parseInt(pair, 16));
  if (bytes[0] !== 1) throw new Error("no leading 1");
  return bytes.subarray(1);
}

function parse(bytes) {
  const { tag, value } = decode(bytes);
  if (tag !== SIGN1 || value.length !== 4) throw new Error("no COSE_Sign1");
  const [header, unprotected, payload, signature] = value;
  const named = decode(header);
  if (named.get(1) !== EDDSA || named.size !== 2 || unprotected.size !== 0) throw new Error("another algorithm");
  if (signature.length !== 64) throw new Error("no signature");
  const signed = [0x84, ...encodeText("Signature1"), ...encodeBytes(header), 0x40, ...encodeBytes(payload)];
  return {
    claims: claims(decode(payload)),
    keyId: hexOf(named.get(4)),
    message: Uint8Array.from(signed),
    signature: Uint8Array.from(signature),
  };
}

function claims(said) {
  const statusEntry = said.get(-6);
  if (!Array.isArray(statusEntry) || statusEntry.length !== 2) throw new Error("no status entry");
  return {
    issuer: whole(said.get(1)),
    issuedOn: new Date(whole(said.get(6)) * DAY),
    shortId: shortId(said.get(7)),
    name: nameOf(said.get(-1)),
    achievement: whole(said.get(-5)),
    skill: maybe(said, -2),
    context: maybe(said, -3),
    list: whole(statusEntry[0]),
    index: whole(statusEntry[1]),
    number: whole(said.get(-7)),
    points: maybe(said, -4),
    total: maybe(said, -8),
    outOf: maybe(said, -9) ?? 10_000,
    isDuplicate: maybe(said, -10) === 1,
    expiresOn: said.has(4) ? new Date(whole(said.get(4)) * DAY) : null,
  };
}

function whole(value) {
  if (!Number.isInteger(value) || value < 0) throw new Error("a claim is no number");
  return value;
}

function maybe(said, claim) {
  return said.has(claim) ? whole(said.get(claim)) : null;
}

function nameOf(value) {
  return typeof value === "string" ? value : new TextDecoder("windows-1251").decode(value);
}

function shortId(bytes) {
  if (bytes.length !== 7) throw new Error("no id");
  const value = BigInt(`0x${hexOf(bytes)}`);
  if (value >> 55n) throw new Error("no id");
  const signs = Array.from({ length: 11 }, (_, at) => SIGNS[Number((value >> BigInt(50 - 5 * at)) & 31n)]);
  const sum = signs.reduce((total, sign, at) => total + (at + 1) * SIGNS.indexOf(sign), 0);
  return signs.join("") + SIGNS[sum % 31];
}

function hexOf(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
