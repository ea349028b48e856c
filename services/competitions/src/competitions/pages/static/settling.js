// What the answers to a batch make of the entries that were sent.

import { draftName } from "./durable.js";
import { isOfOneAspect, isOpen } from "./unsent_marks.js";

const PASSING = new Set([408, 425, 429, 502, 503, 504]);
/** So often the server may fail at one entry, while it takes others, before it is laid aside for its expert. */
const MOST_FAULTS = 5;

function slug(problem) {
  return (problem?.type ?? "").replace(/^.*\//, "");
}

/** Why it was refused and how to mend it, in the reader's language. */
export function reasons(problem) {
  return (problem?.errors ?? []).map((error) => `${error.message} ${error.fix}`).join(" ");
}

/**
 * What one result says: {record}, {record, problem} for scores too far apart, {question}, {late, problem}, {problem},
 * {problem, failed} for a fault of the server's, or {held: "connection" | "sign-in" | "predecessor"} for one that stays.
 */
export function outcomeOf({ status, record, late, problem }) {
  if (record) return { record };
  if (late) return { late, problem };
  const kind = slug(problem);
  if (status === 401 || kind === "somebody-else") return { held: "sign-in" };
  if (kind === "predecessor") return { held: "predecessor" };
  if (PASSING.has(status) || kind === "in-progress" || kind === "stale") return { held: "connection" };
  if (kind === "overtaken" && problem.newest) return { question: problem.newest };
  if (kind === "spread-too-wide" && problem.newest) return { record: problem.newest, problem };
  return { problem, failed: status >= 500 };
}

/**
 * Of what there is now, and [{entry, outcome}]: the changes to it, and `told`, what each entry's expert is to hear.
 * What is entered on this device after an entry has seen what became of it.
 */
export function settlement(state, results) {
  const entries = new Map(state.entries.map((one) => [one.key, one]));
  const drafts = new Map(state.drafts.map((one) => [draftName(one), one]));
  const [remove, told] = [[], []];
  for (const { entry, outcome } of results) {
    const known = entries.get(entry.key);
    const others = [...entries.values()].filter((one) => isOfOneAspect(one, entry) && one.key !== entry.key);
    const isNewerThere = others.some((one) => !isOpen(one) && one.at > entry.at);
    if (outcome.record) {
      for (const one of others) entries.set(one.key, { ...one, saw: outcome.record.id });
      const name = draftName(entry);
      if (drafts.has(name)) drafts.set(name, { ...drafts.get(name), saw: outcome.record.id });
    }
    const left = remaining(known, entry, outcome, isNewerThere);
    if (left) entries.set(entry.key, left);
    else {
      entries.delete(entry.key);
      remove.push(entry);
    }
    const isSuperseded = isNewerThere && !outcome.record && !outcome.held && !outcome.failed;
    if (!isSuperseded) told.push({ entry: left ?? entry, outcome });
  }
  return { change: { keep: [...entries.values()], remove, keepDrafts: [...drafts.values()] }, told };
}

/** What stays of an entry; nothing where the server has it, or a newer one says what is wanted. */
function remaining(known, entry, { record, late, question, problem, held, failed }, isNewerThere) {
  if (!known || record) return null;
  if (held) return { ...known, tried: held === "connection" ? known.tried : entry.tried };
  if (failed) {
    const faults = (known.faults ?? 0) + 1;
    return faults < MOST_FAULTS ? { ...known, faults } : { ...known, faults, refusal: "", parked: true };
  }
  if (isNewerThere || (late && known.ask)) return null;
  if (question) return { ...known, question };
  return { ...known, refusal: reasons(problem), ...(late && { late: { skill: late.skill_id } }) };
}
