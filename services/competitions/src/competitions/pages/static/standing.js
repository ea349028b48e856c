// The line of the marking form that stays in sight: whose form it is, how far it is, and what has not been sent.

import { fill } from "./words.js";

const far = document.getElementById("far");
const waiting = document.getElementById("waiting");
const CENTS = 100;

/** Of the marks that stand on the server, as far as this tablet knows. */
export function tellSum(aspects) {
  const marks = aspects.map((aspect) => aspect.dataset.mark).filter(Boolean);
  const cents = marks.reduce((sum, mark) => sum + Math.round(Number(mark) * CENTS), 0);
  const { decimal } = document.getElementById("sheet").dataset;
  const sum = (cents / CENTS).toFixed(2).replace(".", decimal);
  far.textContent = fill(far.dataset.text, { done: marks.length, total: aspects.length, sum });
}

export function tellWaiting(n) {
  waiting.textContent = n > 0 ? fill(waiting.dataset.text, { n }) : "";
}
