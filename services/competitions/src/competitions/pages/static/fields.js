// The fields of one aspect: what stands in them, as the server takes it.

import { isMeasurement } from "./rules.js";

const JUDGES = [1, 2, 3];

function named(aspect, name) {
  return aspect.querySelectorAll(`[name="${CSS.escape(`${aspect.dataset.code}-${name}`)}"]`);
}

function chosen(aspect, name) {
  return [...named(aspect, name)].find((input) => input.checked)?.value ?? "";
}

/** Where somebody types, or undefined where they choose. */
export function typed(aspect) {
  return [...named(aspect, "value")].find((input) => input.type === "text");
}

/** How many experts' scores are missing on a judgement that has been begun. */
export function missing(aspect) {
  if (aspect.dataset.type !== "J") return 0;
  const empty = JUDGES.filter((judge) => chosen(aspect, `score${judge}`) === "").length;
  return empty === JUDGES.length ? 0 : empty;
}

/** Who judges: the experts' ids in the order of their fields; none where it is no judgement. */
export function judgesOf(aspect) {
  return JUDGES.flatMap((judge) => [...named(aspect, `judge${judge}`)]).map((input) => input.value);
}

/** Makes them who judges this aspect. */
export function seat(aspect, judges) {
  const names = JSON.parse(document.getElementById("sheet").dataset.names);
  judges.forEach((id, index) => {
    const [input] = named(aspect, `judge${index + 1}`);
    if (!input) return;
    input.value = id;
    input.nextElementSibling.querySelector("legend").textContent = names[id] ?? "—";
  });
}

/** The body of the mark as the fields stand, or null while they are incomplete or do not fit. */
export function entryOf(aspect) {
  const { type, calculator } = aspect.dataset;
  const justification = aspect.querySelector(".justification textarea")?.value.trim();
  if (type === "C") {
    const card = chosen(aspect, "card");
    return card === "" ? null : { card: Number(card), ...(justification && { justification }) };
  }
  if (type === "M") {
    const input = typed(aspect);
    const text = input ? input.value.trim() : chosen(aspect, "value");
    if (!isMeasurement(calculator, text, input?.dataset)) return null;
    return { measurement: calculator === "PASS_FAIL" ? text === "true" : text };
  }
  const scores = JUDGES.map((judge) => chosen(aspect, `score${judge}`));
  if (scores.includes("")) return null;
  return { judgement: scores.map(Number), judges: judgesOf(aspect), ...(justification && { justification }) };
}

function choose(aspect, name, value) {
  for (const input of named(aspect, name)) input.checked = input.value === String(value);
}

/** Puts what was entered before back into the fields. */
export function restore(aspect, { measurement, judgement, judges, card, justification }) {
  if (aspect.dataset.type === "C") {
    choose(aspect, "card", card ?? "");
    aspect.querySelector(".justification textarea").value = card === undefined ? "" : (justification ?? "");
    return;
  }
  if (judgement) {
    seat(aspect, judges ?? []);
    judgement.forEach((score, index) => {
      choose(aspect, `score${index + 1}`, score);
    });
    aspect.querySelector(".justification textarea").value = justification ?? "";
    return;
  }
  const input = typed(aspect);
  if (input) input.value = measurement;
  else choose(aspect, "value", measurement);
}

/** Every field of the aspect that is an entry's, by its name. */
export function fieldsOf(aspect) {
  const fields = {};
  for (const input of entered(aspect)) {
    if (input.type !== "radio") fields[input.name] = input.value;
    else if (input.checked) fields[input.name] = input.value;
  }
  return fields;
}

export function isEmpty(fields) {
  return Object.values(fields).every((value) => value.trim() === "");
}

/** Makes the fields what they were. */
export function fillIn(aspect, fields) {
  for (const input of entered(aspect)) {
    if (input.type === "radio") input.checked = fields[input.name] === input.value;
    else input.value = fields[input.name] ?? "";
  }
}

function entered(aspect) {
  return aspect.querySelectorAll('input:not([type="hidden"]), .justification textarea');
}
