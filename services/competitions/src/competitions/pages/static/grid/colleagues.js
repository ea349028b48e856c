// What the server tells of a form that colleagues work at, too, as the cells keep it.

import { bodyOf } from "../question.js";
import { firstOf } from "./cells.js";
import { cents } from "./marks.js";

function own({ score, justification }) {
  return { own: score, why: justification ?? "" };
}

/** The own card beside what is known of the others'. */
export function lying(record, known) {
  const others = (known?.chosen ?? 0) - (known?.own === undefined ? 0 : 1);
  return { explained: known?.explained, ...own(record), chosen: Math.max(0, others) + 1 };
}

/** Who measured first, where a second expert has to confirm the mark; `eyes`: how many have to find the same. */
export function measured(mark, { eyes, owner }) {
  const isOpen = eyes > 1 && mark?.mark && mark.entry.value !== undefined && !mark.confirms && !mark.reason;
  return isOpen ? firstOf({ by: mark.author, at: mark.at }, owner) : null;
}

/** One aspect of a form, by the API's answer. */
export function standing({ marks, newest, disputed, cards, history }, code, whose) {
  const [mark, laid] = [marks[code], cards[code]];
  const shown = history.findLast((record) => record.code === code && record.scores);
  return {
    saw: laid?.own?.id ?? newest[code] ?? null,
    body: mark ? bodyOf(mark) : null,
    mark: mark ? cents(mark.mark) : null,
    first: measured(mark, whose),
    apart: disputed.includes(code),
    shown: shown ? bodyOf({ entry: shown }) : null,
    card: laid ? { chosen: laid.chosen, explained: laid.is_explained, ...(laid.own && own(laid.own)) } : null,
  };
}
