// What an entry is worth, by the rules of competitions/domain, so that a sum stands beside it before it is sent. The server
// decides. In whole numbers, since a third of a mark in binary would move halves of a cent.

const PLACES = 18;
const ONE = 10n ** BigInt(PLACES);
const BEST = 9;

function decimal(text) {
  const [, sign, whole, part = ""] = /^(-?)([0-9]+)(?:[.,]([0-9]*))?$/.exec(text);
  return BigInt(sign + whole + part.slice(0, PLACES).padEnd(PLACES, "0"));
}

/** A mark such as "7.50", in cents. */
export function cents(text) {
  return Number(decimal(text) / (ONE / 100n));
}

function portion({ maximum, partial }, share, whole) {
  if (share < whole && !partial) return 0;
  const most = BigInt(cents(maximum));
  return Number((2n * most * share + whole) / (2n * whole));
}

function nearness({ target, spans, maximum }, value) {
  const span = spans.find(([low, high]) => decimal(low) <= value && value <= decimal(high));
  if (span) return cents(span[2]);
  return value === decimal(target) ? cents(maximum) : 0;
}

function deducted(aspect, value) {
  const away = value - decimal(aspect.target);
  const steps = (away < 0n ? -away : away) / decimal(aspect.difference);
  const whole = aspect.deducts === "PERCENT" ? 100n * ONE : decimal(aspect.maximum);
  const left = whole - steps * decimal(aspect.deduction);
  return portion(aspect, left > 0n ? left : 0n, whole);
}

/** In cents. `body` is an entry that fits, as it is sent; scores too far apart are worth nothing that counts. */
export function worth(aspect, { judgement, measurement }) {
  if (judgement) {
    const shown = judgement.reduce((sum, score) => sum + score, 0);
    return portion({ maximum: aspect.maximum, partial: true }, BigInt(shown), BigInt(BEST));
  }
  if (aspect.kind === "PASS_FAIL") return measurement ? cents(aspect.maximum) : 0;
  if (aspect.kind === "CHOICE") return cents(aspect.options.find(({ label }) => label === measurement)?.mark ?? "0");
  const value = decimal(measurement);
  if (aspect.kind === "NUMBER_COMPLETED") return portion(aspect, value / ONE, BigInt(aspect.of));
  return aspect.kind === "RANGED_SCORE" ? nearness(aspect, value) : deducted(aspect, value);
}
