// The question of an aspect on which another entry was made since this tablet's expert looked: theirs, or mine?

import { fill } from "./words.js";

const form = document.getElementById("sheet");
const names = JSON.parse(form.dataset.names);
const template = document.getElementById("question");

/** As the server writes it: «22 ноября 2026, 14:05 (UTC+3)». */
function moment(text) {
  const whole = {
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  };
  const zone = { timeZone: form.dataset.timeZone, timeZoneName: "shortOffset" };
  const parts = new Intl.DateTimeFormat(document.documentElement.lang, { ...whole, ...zone }).formatToParts(
    new Date(text),
  );
  const { day, month, year, hour, minute, timeZoneName } = Object.fromEntries(
    parts.map((one) => [one.type, one.value]),
  );
  return `${day} ${month} ${year}, ${hour}:${minute} (${timeZoneName.replace("GMT", "UTC")})`;
}

/** An entry in words: of a record, or of what waits on this tablet. */
function said({ measurement, judgement, judges, reason }) {
  const { met, notMet, takenBack } = form.dataset;
  if (judgement) return judgement.map((score, index) => `${names[judges?.[index]] ?? "—"}: ${score}`).join(", ");
  if (measurement === undefined) return fill(takenBack, { reason });
  return measurement === true ? met : measurement === false ? notMet : measurement;
}

/** What a record of the server's says, as this tablet sends it. */
export function bodyOf({ entry, reason }) {
  if (!entry) return { reason };
  const { scores, judges, justification } = entry;
  if (scores) return { judgement: scores, judges, justification: justification ?? "" };
  return { measurement: entry.value };
}

export function withdrawQuestion(aspect) {
  aspect.querySelector(".question")?.remove();
}

/** Puts the question into the aspect; `answer` hears "keep" or "mine". */
export function ask(aspect, { code, body, question }, answer) {
  withdrawQuestion(aspect);
  const asked = template.content.firstElementChild.cloneNode(true);
  asked.id = `${code}-question`;
  const title = asked.querySelector("h3");
  title.id = `${code}-asked`;
  asked.setAttribute("aria-labelledby", title.id);
  const apart = question.kind === "dispute" ? ` (${form.dataset.apart})` : "";
  const facts = [`${said(bodyOf(question))}${apart}`, question.name, moment(question.at), said(body)];
  for (const [index, place] of [...asked.querySelectorAll("dd")].entries()) place.textContent = facts[index];
  for (const button of asked.querySelectorAll("button")) {
    button.setAttribute("aria-describedby", title.id);
    button.addEventListener("click", () => {
      asked.remove();
      answer(button.name);
    });
  }
  aspect.querySelector(".saved").before(asked);
}
