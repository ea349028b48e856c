// How far a marking form is: in its heading, and in the line that stays in sight with whose form it is and what has not been sent.

import { fill } from "./words.js";

const form = document.getElementById("sheet");
const answer = document.querySelector(".answer");
const far = document.getElementById("far");
const whole = document.getElementById("sum");
const waiting = document.getElementById("waiting");
const connection = document.getElementById("connection");
const CENTS = 100;

/** Of the marks that stand on the server, as far as this tablet knows. */
export function tellSum(aspects) {
  const marks = aspects.map((aspect) => aspect.dataset.mark).filter(Boolean);
  const cents = marks.reduce((sum, mark) => sum + Math.round(Number(mark) * CENTS), 0);
  const [done, total] = [marks.length, aspects.length];
  const sum = (cents / CENTS).toFixed(2).replace(".", form.dataset.decimal);
  far.textContent = fill(far.dataset.text, { done, total, sum });
  whole.textContent = fill(whole.dataset.text, { sum });
  answer.querySelector(".case").textContent = fill(form.dataset.heading, { done, total });
  const isComplete = done === total;
  answer.className = `answer ${isComplete ? "good" : "info"}`;
  const icon = document.getElementById(isComplete ? "complete" : "incomplete");
  answer.querySelector(".icon").replaceWith(icon.content.cloneNode(true));
}

export function tellWaiting(n) {
  waiting.textContent = n > 0 ? fill(waiting.dataset.text, { n }) : "";
}

/** `held`: what keeps entries on this device; null where nothing does. */
export function tellConnection(left, held, isKept) {
  connection.hidden = !held;
  if (!held) return;
  const isSignedOut = held === "sign-in";
  const unsent = left > 0 ? ` ${fill(connection.dataset.unsent, { n: left })}` : "";
  const { signedOut, turn, offline } = connection.dataset;
  const kept = isKept ? "" : ` ${document.getElementById("unsent").dataset.unkept}`;
  connection.replaceChildren((isSignedOut ? signedOut : held === "turn" ? turn : offline) + unsent + kept);
  if (!isSignedOut) return;
  const link = document.createElement("a");
  link.href = `/sign-in?to=${encodeURIComponent(location.pathname)}`;
  link.textContent = connection.dataset.signIn;
  connection.append(" ", link);
}
