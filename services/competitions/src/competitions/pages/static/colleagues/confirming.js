// A measurement of a marking form that a second expert has to confirm: they say the same, or are asked.

import { restore } from "../fields.js";
import { ask, bodyOf } from "../question.js";
import { isSame } from "../rules.js";

/** What a colleague measured, while it is the newest that stands; null where there is nothing to confirm. */
function firstOf(aspect) {
  const place = aspect.querySelector(".unconfirmed[data-first]");
  const { value, ...first } = JSON.parse(place?.dataset.first ?? "{}");
  const isNewest = first.id === aspect.querySelector('input[type="hidden"]').value;
  return place && isNewest ? { ...first, place, kind: "mark", entry: { value } } : null;
}

/** Whether a colleague measured something else, which is asked before anything is sent; `save(aspect)` follows the answer. */
export function isAsked(aspect, body, save) {
  const question = firstOf(aspect);
  if (!question || isSame(question.entry.value, body.measurement)) return false;
  const { place } = question;
  const words = { title: place.dataset.differs, keep: place.querySelector("button").textContent };
  ask(aspect, { code: aspect.dataset.code, body, question, isUnsent: true, ...words }, (chosen) => {
    if (chosen === "keep") confirm(aspect, question, save);
    else {
      // It waits for a second expert again, who is not here.
      place.querySelector("button").remove();
      delete place.dataset.first;
      save(aspect);
    }
    aspect.querySelector("input:not([type=hidden])").focus();
  });
  return true;
}

function confirm(aspect, question, save) {
  restore(aspect, bodyOf(question));
  save(aspect);
  question.place.remove();
}

/** `save(aspect)` sends what stands in its fields: of a colleague's measurement that confirms it. */
export function watchConfirming(form, save) {
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button[name='confirm']");
    if (!button) return;
    event.preventDefault();
    const aspect = button.closest(".aspect");
    const question = firstOf(aspect);
    if (question) confirm(aspect, question, save);
    else button.closest(".unconfirmed").remove();
    aspect.querySelector("input:not([type=hidden])").focus();
  });
}
