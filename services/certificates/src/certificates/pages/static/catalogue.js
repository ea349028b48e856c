// The signed catalogue: issuers' keys, the names behind the numbers of a code, and the newest status.

import { verify } from "./reader.js";

/** The parts of issuers whose own signature holds. */
export async function trusted(catalogue) {
  const parts = await Promise.all(catalogue.issuers.map(part));
  return parts.filter((each) => each !== null);
}

/** 32 bytes of a key, from base64url. */
export function bytesOf(text) {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (sign) => sign.codePointAt(0));
}

async function part({ payload, kid, signature }) {
  const said = JSON.parse(payload);
  const key = said.keys.find((each) => each.kid === kid);
  if (!key) return null;
  const holds = await verify(bytesOf(key.public), new TextEncoder().encode(payload), bytesOf(signature));
  return holds ? said : null;
}
