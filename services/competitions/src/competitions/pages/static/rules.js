// The same rules as competitions/domain, so that an expert is answered at once. The server decides.

const SPREAD = 1;

/** The scores' spread when it is too wide, else null; null, too, where there are none. */
export function tooWide(scores) {
  if (!scores) return null;
  const spread = Math.max(...scores) - Math.min(...scores);
  return spread > SPREAD ? spread : null;
}

/** Whether `text` is a whole number from 0 to `of`. */
export function isCount(text, of) {
  return /^[0-9]{1,9}$/.test(text) && Number(text) <= of;
}

/** Whether `text` is a number as the server reads it: digits, and at most six after a point or comma. */
export function isNumber(text) {
  return /^-?[0-9]{1,9}(?:[.,][0-9]{1,6})?$/.test(text);
}

/** Whether two measurements say the same: 4,50 is 4.5. */
export function isSame(one, other) {
  if (typeof one !== "string" || typeof other !== "string") return one === other;
  return one === other || Number(one.replace(",", ".")) === Number(other.replace(",", "."));
}

const NUMBERS = ["RANGED_SCORE", "REGULAR_DIFFERENCE_DEDUCTION"];

/** Whether a measurement may be sent for this aspect: a count up to `of`, a number that is not below `least` where there is one. */
export function isMeasurement(calculator, text, { of, least } = {}) {
  if (calculator === "NUMBER_COMPLETED") return isCount(text, Number(of));
  if (NUMBERS.includes(calculator))
    return isNumber(text) && !(Number(text.replace(",", ".")) < Number(least ?? "-Infinity"));
  return text !== "";
}
