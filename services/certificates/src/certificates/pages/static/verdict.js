// From a code and the catalogue to the answer. The same rules as the server's; no page, no network.

import { bytesOf } from "./catalogue.js";
import { isBy, plain, read, Unreadable } from "./reader.js";

const DAY = 24 * 3600 * 1000;
const LISTS_A_YEAR = 100;
const SIGNED = ["form", "issuer", "signature"];

/**
 * {answer, checked, unchecked, facts, asOf, since, reason, seen}: what the page shows. `catalogueOf` gives what the issuer of a number
 * publishes, null where there is no such issuer, undefined where that cannot be told now.
 */
export async function verdictOf(text, catalogueOf) {
  let presented;
  try {
    presented = read(text);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return seen(text) === "code"
      ? of("damaged")
      : { answer: "unreadable", checked: [], unchecked: [], seen: seen(text) };
  }
  const { claims } = presented;
  const issuer = await catalogueOf(claims.issuer);
  if (issuer === undefined) return of("no_connection");
  if (issuer?.code !== claims.issuer) return of("unknown_issuer");
  const key = issuer.keys.find((each) => each.kid === presented.keyId);
  if (!key || !inTerm(key, claims.issuedOn) || !(await isBy(presented, bytesOf(key.public)))) {
    return { answer: "damaged", checked: SIGNED, unchecked: ["status"] };
  }
  return { ...ending(status(issuer, claims), claims), facts: facts(issuer, claims) };
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

/** What is in force is expired from the day on that the code says. */
function ending(verdict, { expiresOn }) {
  if (!expiresOn) return verdict;
  const seen = { ...verdict, checked: [...verdict.checked, "term"] };
  const isOver = verdict.answer === "valid" && expiresOn.getTime() <= Date.now();
  return isOver ? { ...seen, answer: "expired", since: expiresOn.toISOString() } : seen;
}

function facts(issuer, claims) {
  const year = Math.floor(claims.list / LISTS_A_YEAR);
  return {
    name: claims.name,
    title: issuer.achievements[claims.achievement] ?? null,
    skill: issuer.skills[claims.skill] ?? null,
    context: issuer.contexts[claims.context] ?? null,
    points: claims.points,
    total: claims.total,
    outOf: claims.outOf,
    expiresOn: claims.expiresOn,
    isNamed: isNamed(issuer, claims),
    isDuplicate: claims.isDuplicate,
    issuer: issuer.name,
    organisation: issuer.organisation,
    issuedOn: claims.issuedOn,
    number: `${issuer.prefix}-${year}-${String(claims.number).padStart(6, "0")}`,
  };
}

/** Whether the catalogue says what each number of the code stands for. */
function isNamed(issuer, { achievement, skill, context }) {
  const known = (names, code) => code === null || code in names;
  return known(issuer.achievements, achievement) && known(issuer.skills, skill) && known(issuer.contexts, context);
}
