// One cell of the grid: what stands on the server (`saw`, `body`, `mark` in cents, `apart`, `shown` of scores too far apart, and
// `first`: {by, at} of a measurement that a second expert has to confirm, `card`: {chosen, own, why, explained} of scores that are not shown yet), and `local`, what is entered here and is not there yet:
// an `entry` of {scores, judges, why}, {value} or, of one's own card, {value, why}, and its `body` once it may be sent.

import { isMeasurement, isSame, tooWide } from "../rules.js";
import { cents, worth } from "./marks.js";

const NOBODY = [null, null, null];

export function isJudged({ kind }) {
  return kind === "JUDGEMENT";
}

/** Whether each judges on their own device. */
export function isCard({ kind }) {
  return kind === "CARD";
}

/** `seats`: who judges this competitor unless others did. */
export function cellOf(given, seats, owner) {
  const { saw, entry, mark, apart, shown, card, first } = given ?? {};
  return {
    saw: saw ?? null,
    body: entry ?? null,
    mark: mark ? cents(mark) : null,
    apart: Boolean(apart),
    shown: shown ?? null,
    card: card ?? null,
    first: firstOf(first, owner),
    local: null,
    seats,
  };
}

/** Why nothing is entered there: into the whole form, or into an aspect that was not opened again; null: it may be. */
export function closedAt({ closed, shut }, column) {
  return closed ?? shut?.[column] ?? null;
}

export function entryOf(body) {
  if (body.judgement) return { scores: [...body.judgement], judges: body.judges, why: body.justification ?? "" };
  if (body.card !== undefined) return { value: String(body.card), why: body.justification ?? "" };
  return { value: String(body.measurement) };
}

/** What stands in the fields of an aspect nobody has touched yet; after a dispute the cards are shown anew. */
export function entryIn({ local, body, apart, seats, card }, aspect) {
  // What was entered before the number of devices was changed does not fit, and waits for its answer.
  if (local?.entry && isJudged(aspect) === Boolean(local.entry.scores)) return local.entry;
  if (isCard(aspect)) return { value: String(card?.own ?? ""), why: card?.why ?? "" };
  if (body && !apart) return entryOf(body);
  return isJudged(aspect) ? { scores: [...NOBODY], judges: seats, why: "" } : { value: "" };
}

export function missing({ scores }) {
  return scores.filter((score) => score === null).length;
}

/** What is sent of an entry; null while it is incomplete or does not fit. */
export function bodyOf(aspect, entry, { apart, card }) {
  const why = entry.why?.trim();
  if (isCard(aspect)) {
    if (entry.value === "" || (apart && !why && !card?.explained)) return null;
    return { card: Number(entry.value), ...(why && { justification: why }) };
  }
  if (isJudged(aspect)) {
    if (missing(entry) || (apart && !why && !tooWide(entry.scores))) return null;
    return { judgement: entry.scores, judges: entry.judges, ...(why && { justification: why }) };
  }
  const least = aspect.negative ? undefined : "0";
  if (!isMeasurement(aspect.kind, entry.value, { of: aspect.of, least })) return null;
  return { measurement: aspect.kind === "PASS_FAIL" ? entry.value === "true" : entry.value };
}

/** The fields of today's form, so that what is begun on one page goes on on the other. */
export function fieldsOf({ code }, { scores, why, value }) {
  if (!scores && why !== undefined) return { [`${code}-card`]: value, [`${code}-justification`]: why };
  if (!scores) return { [`${code}-value`]: value };
  const shown = scores.flatMap((score, at) => (score === null ? [] : [[`${code}-score${at + 1}`, String(score)]]));
  return { ...Object.fromEntries(shown), [`${code}-justification`]: why };
}

export function entryFrom(aspect, { fields, judges }, seats) {
  const of = (part) => fields[`${aspect.code}-${part}`] ?? "";
  if (isCard(aspect)) return { value: of("card"), why: of("justification") };
  if (!isJudged(aspect)) return { value: of("value") };
  const scores = NOBODY.map((_, at) => (of(`score${at + 1}`) === "" ? null : Number(of(`score${at + 1}`))));
  return { scores, judges: judges ?? seats, why: of("justification") };
}

export function isNothing({ scores, why, value }) {
  return scores ? scores.every((score) => score === null) && !why.trim() : value === "";
}

/** Who measured first; `isTheirs`: not who is here, who may confirm it. */
export function firstOf(first, owner) {
  return first ? { ...first, isTheirs: Boolean(owner) && first.by !== owner } : null;
}

/** Whether an entry is another one than that of the colleague whom it was to confirm. */
export function differs({ first, body }, entered) {
  return Boolean(first?.isTheirs && entered) && !isSame(body.measurement, entered.measurement);
}

/** `empty`, `begun`, `waiting`, `unconfirmed`, `marked`, `disputed`, `conflict` or `refused`. */
export function stateOf({ local, mark, apart, card, first }, aspect) {
  if (local?.question) return "conflict";
  if (local?.refusal) return "refused";
  if (isCard(aspect) && (local || card)) {
    if (local ? local.body : card.own !== undefined) return "waiting";
    return apart && !local ? "disputed" : "begun";
  }
  if (!local && first) return "unconfirmed";
  if (!local) return apart ? "disputed" : mark === null ? "empty" : "marked";
  if (local.body) return tooWide(local.body.judgement) ? "disputed" : "marked";
  return apart && isJudged(aspect) && missing(local.entry) !== 1 && missing(local.entry) !== 2 ? "disputed" : "begun";
}

/** Whether it is still to be entered. A dispute is for the experts to talk about: nobody is sent past it in a hurry. */
export function isOpen(cell, aspect) {
  return ["empty", "begun"].includes(stateOf(cell, aspect)) || Boolean(cell.first?.isTheirs && !cell.local);
}

/** In cents; null where nothing counts. */
export function pointsOf(cell, aspect) {
  if (isCard(aspect)) return cell.apart ? null : cell.mark;
  if (!["marked", "unconfirmed"].includes(stateOf(cell, aspect))) return null;
  return cell.local ? worth(aspect, cell.local.body) : cell.mark;
}

/** What a cell shows: `2·–·3`, `4`, or yes and no in the reader's words. */
export function shownIn(cell, aspect, { yes, no }) {
  const entry = entryIn(cell, aspect);
  if (isCard(aspect)) return cardsIn(cell, entry);
  if (isNothing(entry)) return "";
  if (entry.scores) return missing(entry) === 3 ? "" : entry.scores.map((score) => score ?? "–").join("·");
  if (aspect.kind === "PASS_FAIL") return entry.value === "true" ? yes : no;
  return entry.value;
}

/** The own score and how many more have chosen: `2·•·–`; the three, once they are shown. */
function cardsIn({ body, apart, card }, { value }) {
  const others = (card?.chosen ?? 0) - (card?.own === undefined ? 0 : 1);
  if (value === "" && others < 1) return body && !apart ? body.judgement.join("·") : "";
  return [value || "–", others > 0 ? "•" : "–", others > 1 ? "•" : "–"].join("·");
}
