// The judgements of a marking form where each of the three judges on their own device: how many have chosen, and who showed what
// once the third is there.

import { restore } from "../fields.js";
import { bodyOf, said } from "../question.js";
import { isOfOneAspect } from "../unsent_marks.js";
import { fill } from "../words.js";
import { Reveals } from "./reveals.js";

function shown(aspect, { marks, disputed, history, cards }, words) {
  const { code } = aspect.dataset;
  const last = history.findLast((record) => record.code === code && record.scores);
  const apart = disputed.includes(code) && last && `${said(bodyOf({ entry: last }))} (${words.apart})`;
  const chosen = cards[code] && fill(words.chosen, { n: cards[code].chosen });
  return [apart || (marks[code] && said(bodyOf(marks[code]))), chosen].filter(Boolean).join(" ");
}

/**
 * `isBusy(aspect)`: somebody is at it; `stands(aspect, mark, id)` hears of what was shown, and `apart(aspect, body, id)` where it is too
 * far apart. What is on its way from here hears its own answer.
 */
export function watchCards(form, aspects, { unsent, isBusy, stands, apart }) {
  const own = aspects.filter(({ dataset }) => dataset.type === "C");
  const words = { ...form.dataset, apart: document.getElementById("unsent").dataset.apart };

  function renew(sheet) {
    for (const aspect of own) {
      const { code } = aspect.dataset;
      if (isBusy(aspect) || unsent.all().some((one) => isOfOneAspect(one, { sheet: sheet.id, code }))) continue;
      const saw = aspect.querySelector('input[type="hidden"]');
      const card = sheet.cards[code]?.own;
      aspect.querySelector(".shown").textContent = shown(aspect, sheet, words);
      const id = card?.id ?? sheet.newest[code] ?? "";
      if (saw.value === id) continue;
      saw.value = id;
      restore(aspect, card ? bodyOf(card) : {});
      if (sheet.disputed.includes(code)) aspect.querySelector(".justification").removeAttribute("data-optional");
      const newest = sheet.history.find((record) => record.id === id);
      if (newest?.scores) apart(aspect, bodyOf({ entry: newest }), id);
      else if (!card) stands(aspect, sheet.marks[code]?.mark, id);
    }
  }
  const reveals = new Reveals(
    form.dataset,
    [{ sheet: form.dataset.sheet, version: Number(form.dataset.version) }],
    renew,
  );
  reveals.start();
  return reveals;
}
