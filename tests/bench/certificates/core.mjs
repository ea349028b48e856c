// Verifies with @digitalcredentials/verifier-core. First line: {credential, method, controller, public}; each next line: how many; answer: seconds of the processor.

import { createInterface } from "node:readline";

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const { credential, method, controller, public: publicKeyMultibase } = JSON.parse((await lines.next()).value);
const key = { id: method, type: "Multikey", controller, publicKeyMultibase };
const document = {
  "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
  id: controller,
  assertionMethod: [method],
  verificationMethod: [key],
};
// It asks for the issuer's document each time, and gets it without a network. The status is not there and the schema allows everything,
// so that little but the signature is checked.
globalThis.fetch = async (asked) => {
  const address = asked.url ?? String(asked);
  if (address.endsWith("/did.json")) return Response.json(document);
  return address.includes("/status") ? new Response("", { status: 404 }) : Response.json({});
};
const { verifyCredential } = await import("@digitalcredentials/verifier-core");
console.log(0);

for await (const line of lines) {
  const started = process.cpuUsage();
  for (let at = 0; at < Number(line); at++) {
    const result = await verifyCredential({ credential: structuredClone(credential), knownDIDRegistries: [] });
    const signature = result.log?.find((step) => step.id === "valid_signature");
    if (!signature?.valid) throw new Error(JSON.stringify(result.errors ?? result));
  }
  const used = process.cpuUsage(started);
  console.log((used.user + used.system) / 1e6);
}
