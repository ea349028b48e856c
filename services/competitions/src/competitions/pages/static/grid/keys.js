// The keys of the grid. Digits by their place on the keyboard, since Shift changes what they write; letters by what they write,
// since the key Y writes «н» on a Russian keyboard, the first letter of «нет».

import { isCard, isJudged } from "./cells.js";

const WAYS = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  Enter: [1, 0],
  Tab: [0, 1],
};
const DIGIT = /^(?:Digit|Numpad)([0-9])$/;
const HIGHEST = 3;
const [YES, NO] = ["1yд", "0nн"];
/** In both alphabets, which look the same here. */
const CONFIRM = ["c", "с"];

function digitOf({ code, key }) {
  return DIGIT.exec(code)?.[1] ?? (/^[0-9]$/.test(key) ? key : null);
}

/** `does`: what each key does on the page. Returns whether the key was ours. */
export function press(event, aspect, typed, does) {
  const { key, shiftKey, ctrlKey, metaKey, altKey } = event;
  if (metaKey || altKey || (ctrlKey && !["Home", "End"].includes(key))) return false;
  if (key === "Enter" && typed) return does.value(typed);
  if (key === "Tab") return does.go([0, shiftKey ? -1 : 1]);
  if (key in WAYS) return does.go(WAYS[key]) || true;
  if (key === "Home" || key === "End") return does.jump(key === "End", ctrlKey);
  if (key === "Backspace") return typed ? does.type(typed.slice(0, -1)) : does.back();
  if (key === "Escape") return does.panel();
  if (key === "?") return does.help();
  return write(event, aspect, typed, does);
}

function write(event, aspect, typed, does) {
  const digit = digitOf(event);
  if (isJudged(aspect) || isCard(aspect)) {
    if (digit === null) return false;
    if (Number(digit) > HIGHEST) return does.refuse();
    if (isCard(aspect)) return does.value(digit);
    return event.shiftKey ? does.all(Number(digit)) : does.next(Number(digit));
  }
  const key = event.key.toLowerCase();
  if (CONFIRM.includes(key)) return does.confirm();
  if (aspect.kind === "PASS_FAIL") {
    const answer = digit ?? key;
    if (YES.includes(answer)) return does.value("true");
    if (NO.includes(answer)) return does.value("false");
    return digit !== null && does.refuse();
  }
  if (digit === null || event.shiftKey) return /^[-.,]$/.test(key) && aspect.target ? does.type(typed + key) : false;
  if (aspect.kind === "CHOICE")
    return digit in aspect.options ? does.value(aspect.options[digit].label) : does.refuse();
  return number(aspect, typed + digit, does);
}

/** A count is entered as soon as no further digit could belong to it. */
function number(aspect, written, does) {
  if (aspect.kind !== "NUMBER_COMPLETED") return does.type(written);
  const count = Number(written);
  if (count > aspect.of) return does.refuse();
  return count === 0 || count * 10 > aspect.of ? does.value(String(count)) : does.type(written);
}
