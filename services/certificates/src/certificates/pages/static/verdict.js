// From a code and the catalogue to the answer. The same rules as the server's; no page, no network.

import { bytesOf } from "./catalogue.js";
import { isBy, plain, read, Unreadable } from "./reader.js";

const DAY = 24 * 3600 * 1000;
const LISTS_A_YEAR = 100;
const SIGNED = ["form", "issuer", "signature"];

/** {answer, checked, unchecked, facts, asOf, since, reason, seen}: what the page shows. `parts` is null where no catalogue is at hand. */
export async function verdictOf(text, parts) {
  let presented;
  try {
    presented = read(text);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return seen(text) === "code"
      ? of("damaged")
      : { answer: "unreadable", checked: [], unchecked: [], seen: seen(text) };
  }
  if (parts === null) return of("no_connection");
  const { claims } = presented;
  const issuer = parts.find((part) => part.code === claims.issuer);
  if (!issuer) return of("unknown_issuer");
  const key = issuer.keys.find((each) => each.kid === presented.keyId);
  if (!key || !inTerm(key, claims.issuedOn) || !(await isBy(presented, bytesOf(key.public)))) {
    return { answer: "damaged", checked: SIGNED, unchecked: ["status"] };
  }
  return { ...status(issuer, claims), facts: facts(issuer, claims) };
}

/** An answer for which nothing but the form was looked at. */
function of(answer) {
  return { answer, checked: ["form"], unchecked: ["issuer", "signature", "status"] };
}

/** What was presented instead of a code of ours. */
export function seen(text) {
  const bare = plain(text).toLowerCase();
  const kinds = [
    ["nothing", /^$/],
    ["json", /^(\{|\[\s*[[{"])/],
    ["code", /^(.*https?:\/\/[^/\s]+\/v#\S|#[0-9]|([0-9]\s*){40,}$)/],
    ["certificate_address", /^.*https?:\/\/[^/\s]+\/certificates\/[0-9a-f-]{36}/],
    ["web_address", /^https?:\/\//],
    ["other_certificate", /^(hc1:|shc:\/|did:|openid|eyj|lur1|dp:)/],
    ["json", /^[{[]/],
    ["digits", /^[0-9\s]+$/],
  ];
  return kinds.find(([, pattern]) => pattern.test(bare))?.[0] ?? "text";
}

function inTerm(key, day) {
  const start = day.getTime();
  return Date.parse(key.since) <= start + 2 * DAY && (!key.until || start - DAY <= Date.parse(key.until));
}

function status(issuer, claims) {
  const list = issuer.status[claims.list];
  if (!list) return { answer: "valid", checked: SIGNED, unchecked: ["status"] };
  const [, answer, since, reason] = list.find(([index]) => index === claims.index) ?? [claims.index, "valid"];
  return { answer, checked: [...SIGNED, "status"], unchecked: [], asOf: issuer.at, since, reason };
}

function facts(issuer, claims) {
  const year = Math.floor(claims.list / LISTS_A_YEAR);
  return {
    name: claims.name,
    title: issuer.awards[claims.award] ?? null,
    skill: issuer.skills[claims.skill] ?? null,
    championship: issuer.championships[claims.championship] ?? null,
    points: claims.points,
    total: claims.total,
    issuer: issuer.name,
    issuedOn: claims.issuedOn,
    number: `${issuer.prefix}-${year}-${String(claims.number).padStart(6, "0")}`,
  };
}
