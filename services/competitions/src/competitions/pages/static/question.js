// The question of an aspect on which another entry was made since this tablet's expert looked: theirs, or mine?

import { fill } from "./words.js";

/** The words of every page. */
const { dataset: words } = document.getElementById("unsent");

const TOLERANCE = 120000;

/** Of those who judge here; pages that are no marking form know none. */
const names = JSON.parse(document.getElementById("sheet")?.dataset.names ?? "{}");

/** As the server writes it: «22 ноября 2026, 14:05 (UTC+3)». */
export function moment(text) {
  const whole = {
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  };
  const zone = { timeZone: words.timeZone, timeZoneName: "shortOffset" };
  const parts = new Intl.DateTimeFormat(document.documentElement.lang, { ...whole, ...zone }).formatToParts(
    new Date(text),
  );
  const { day, month, year, hour, minute, timeZoneName } = Object.fromEntries(
    parts.map((one) => [one.type, one.value]),
  );
  return `${day} ${month} ${year}, ${hour}:${minute} (${timeZoneName.replace("GMT", "UTC")})`;
}

function cards(judgement, judges) {
  const named = judgement.map((score, index) => [names[judges?.[index]], score]);
  return named.map(([name, score]) => (name ? `${name}: ${score}` : score)).join(", ");
}

/** An entry in words: of a record, or of what waits on this tablet. */
export function said({ measurement, judgement, judges, card, reason }) {
  const { met, notMet, takenBack } = words;
  if (card !== undefined) return String(card);
  if (judgement) return cards(judgement, judges);
  if (measurement === undefined) return fill(takenBack, { reason });
  return measurement === true ? met : measurement === false ? notMet : measurement;
}

/** What a record of the server's says, as this tablet sends it. */
export function bodyOf({ entry, score, justification: why, reason }) {
  if (typeof score === "number") return { card: score, justification: why ?? "" };
  if (!entry) return { reason };
  const { scores, judges, justification } = entry;
  if (scores) return { judgement: scores, judges, justification: justification ?? "" };
  return { measurement: entry.value };
}

export function theirs(question) {
  const apart = question.kind === "dispute" ? ` (${words.apart})` : "";
  return `${said(bodyOf(question))}${apart}`;
}

/** When it came, and when it was entered by the clock of its tablet where that is another time. */
export function moments({ at, entered_at: entered }) {
  const isOther = entered && Math.abs(new Date(at) - new Date(entered)) > TOLERANCE;
  return isOther ? `${moment(at)}; ${fill(words.byClock, { moment: moment(entered) })}` : moment(at);
}

/** All that was entered on the aspect before theirs, the oldest first. */
export function before({ earlier = [] }) {
  return earlier.map((one) => `${theirs(one)}, ${one.name}, ${moments(one)}`).join("; ");
}

export function withdrawQuestion(aspect) {
  aspect.querySelector(".question")?.remove();
}

/** Puts the question into the aspect; `answer` hears "keep", "mine" or "chief". `keep`: what keeping theirs is called. */
export function ask(aspect, { code, body, question, isUnsent, title: heading, keep }, answer) {
  withdrawQuestion(aspect);
  const asked = document.getElementById("question").content.firstElementChild.cloneNode(true);
  asked.id = `${code}-question`;
  const title = asked.querySelector("h3");
  title.id = `${code}-asked`;
  if (heading) title.textContent = heading;
  if (keep) asked.querySelector("button[name='keep']").textContent = keep;
  asked.setAttribute("aria-labelledby", title.id);
  const facts = [theirs(question), question.name, moments(question), said(body), before(question)];
  for (const [index, place] of [...asked.querySelectorAll("dd")].entries()) {
    place.textContent = facts[index];
    place.parentElement.hidden = facts[index] === "";
  }
  // Whoever leads the jury may be one of the three: nobody else decides about a card. What is not sent is nobody else's, either.
  if (body.card !== undefined || isUnsent) asked.querySelector("button[name='chief']").remove();
  for (const button of asked.querySelectorAll("button")) {
    button.setAttribute("aria-describedby", title.id);
    button.addEventListener("click", () => {
      asked.remove();
      answer(button.name);
    });
  }
  aspect.querySelector(".saved").before(asked);
}
