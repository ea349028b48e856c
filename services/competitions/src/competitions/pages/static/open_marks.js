// The list of what only its expert can settle, on every page: questions, refusals, and what was begun.

import { before, moment, moments, said, theirs } from "./question.js";
import { fill } from "./words.js";

const place = document.getElementById("unsent");
const words = place.dataset;

function element(name, text, more = {}) {
  return Object.assign(document.createElement(name), { textContent: text, ...more });
}

function line(text, { sheet, code }) {
  const item = element("li", "");
  const href = `/sheets/${encodeURIComponent(sheet)}#${encodeURIComponent(code)}`;
  item.append(element("a", fill(words.where, { code }), { href }), ` ${text}`);
  return item;
}

function button(text, act) {
  const made = element("button", text, { type: "button", className: "quiet" });
  made.addEventListener("click", () => {
    act();
    place.querySelector("h2").focus();
  });
  return made;
}

/** What its expert can set aside: what is refused, or begun, may be of a form that takes nothing more. */
function dropped(item, drop) {
  item.append(" ", button(words.drop, drop));
  return item;
}

/** Both entries beside each other, and the three answers. */
function question(outbox, entry) {
  const item = line(fill(words.asked, { name: entry.question.name }), entry);
  const facts = element("dl", "", { className: "facts" });
  const mine = entry.entered ? `${said(entry.body)}, ${moment(entry.entered)}` : said(entry.body);
  for (const [term, text] of [
    [words.theirs, `${theirs(entry.question)}, ${moments(entry.question)}`],
    [words.mine, mine],
    [words.before, before(entry.question)],
  ]) {
    if (!text) continue;
    const pair = element("div", "");
    pair.append(element("dt", term), element("dd", text));
    facts.append(pair);
  }
  item.append(facts);
  for (const [text, act] of [
    [words.keep, () => outbox.giveUp(entry)],
    [words.insist, () => outbox.insist(entry)],
    ...(entry.body.card === undefined ? [[words.ask, () => outbox.askChief(entry)]] : []),
  ])
    item.append(button(text, act), " ");
  return item;
}

function refused(outbox, entry) {
  if (entry.question) return question(outbox, entry);
  const item = line(entry.parked ? words.parked : entry.refusal || words.failed, entry);
  if (entry.parked)
    item.append(
      " ",
      button(words.again, () => outbox.again(entry)),
    );
  if (entry.late) {
    const href = `/skills/${encodeURIComponent(entry.late.skill)}/late-entries`;
    item.append(" ", element("a", words.late, { href }));
  }
  return dropped(item, () => outbox.giveUp(entry));
}

/** Shows what is open, but for what `isHere` says is asked on this page itself. */
export function listOpen(outbox, isHere = () => false) {
  const items = outbox.open.filter((entry) => !isHere(entry)).map((entry) => refused(outbox, entry));
  const begun = outbox.unsent
    .begun()
    .filter((draft) => !isHere(draft))
    .map((draft) =>
      dropped(line(words.begun, draft), () => {
        outbox.unsent.dropDraft(draft);
        outbox.tell();
      }),
    );
  place.querySelector("ul").replaceChildren(...items, ...begun);
  place.hidden = items.length + begun.length === 0;
}
