// An issuer's signed catalogue: its keys, the names behind the numbers of its codes, and the newest status.

import { verify } from "./reader.js";

/** What a catalogue says, where its own signature holds; else null. */
export async function trusted({ payload, kid, signature }) {
  const said = JSON.parse(payload);
  const key = said.keys.find((each) => each.kid === kid);
  if (!key) return null;
  const holds = await verify(bytesOf(key.public), new TextEncoder().encode(payload), bytesOf(signature));
  return holds ? said : null;
}

/** 32 bytes of a key, from base64url. */
export function bytesOf(text) {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (sign) => sign.codePointAt(0));
}
