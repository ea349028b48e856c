// The list of what only its expert can settle, on every page: questions, refusals, and what was begun.

import { fill } from "./words.js";

const place = document.getElementById("unsent");

function line(text, { sheet, code }) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = `/sheets/${encodeURIComponent(sheet)}#${encodeURIComponent(code)}`;
  link.textContent = fill(place.dataset.where, { code });
  item.append(link, ` ${text}`);
  return item;
}

/** A line that its expert can set aside: what is refused, or begun, may be of a form that takes nothing more. */
function dropped(item, drop) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "quiet";
  button.textContent = place.dataset.drop;
  button.addEventListener("click", () => {
    drop();
    place.querySelector("h2").focus();
  });
  item.append(" ", button);
  return item;
}

/** Shows what is open, but for what `isHere` says is asked on this page itself. */
export function listOpen(outbox, isHere = () => false) {
  const items = outbox.open
    .filter((entry) => !isHere(entry))
    .map((entry) =>
      entry.question
        ? line(fill(place.dataset.asked, { name: entry.question.name }), entry)
        : dropped(line(entry.refusal || place.dataset.failed, entry), () => outbox.giveUp(entry)),
    );
  const begun = outbox.unsent
    .begun()
    .filter((draft) => !isHere(draft))
    .map((draft) =>
      dropped(line(place.dataset.begun, draft), () => {
        outbox.unsent.dropDraft(draft);
        outbox.tell();
      }),
    );
  place.querySelector("ul").replaceChildren(...items, ...begun);
  place.hidden = items.length + begun.length === 0;
}
