// The marking form: saves each mark as it is entered, and answers at once by the same rules. Every touch is kept on the tablet
// until then. Without it the form is posted.

import { isAsked, watchConfirming } from "./colleagues/confirming.js";
import { watchCards } from "./colleagues/laid.js";
import { Drafts } from "./drafts.js";
import { entryOf, fillIn, missing, restore, typed } from "./fields.js";
import { askBeforeLeaving } from "./leaving.js";
import { watchMoves } from "./moves.js";
import { listOpen } from "./open_marks.js";
import { Outbox, reasons } from "./outbox.js";
import { ask, bodyOf, withdrawQuestion } from "./question.js";
import { tooWide } from "./rules.js";
import { tellConnection, tellSum, tellWaiting } from "./standing.js";
import { learnOwner } from "./unsent_marks.js";
import { fill } from "./words.js";

const form = document.getElementById("sheet");
const begun = document.getElementById("begun");
const aspects = [...form.querySelectorAll(".aspect")];
/** What is being entered still: a later field, or an arrow key, changes it in a moment. */
const PAUSE = { text: 0, choice: 600, judgement: 1000 };
/** Scores too far apart are recorded for good, so the experts have longer to correct a slip of the finger. */
const PAUSE_BEFORE_DISPUTE = 5000;
const hesitating = new Map();

document.documentElement.classList.add("scripted");

function section(code) {
  return form.querySelector(`[data-code="${CSS.escape(code)}"]`);
}

function tell(aspect, text, meaning) {
  const line = aspect.querySelector(".saved");
  line.className = `saved ${meaning}`;
  line.textContent = text;
  typed(aspect)?.setAttribute("aria-invalid", String(meaning === "bad"));
}

function decimal(text) {
  return text.replace(".", form.dataset.decimal);
}

function askWhy(aspect) {
  aspect.querySelector(".justification")?.removeAttribute("data-optional");
}

function tellHowFar() {
  tellSum(aspects);
  const unfinished = aspects.filter((aspect) => drafts.of(aspect)).length;
  begun.hidden = unfinished === 0;
  begun.textContent = fill(form.dataset.begun, { n: unfinished });
}

/** What stands on the server now, as far as this tablet knows. */
function stands(aspect, mark, id) {
  aspect.dataset.mark = mark ?? "";
  saw(aspect).value = id;
  aspect.querySelector(".withdrawal").hidden = !mark;
  if (mark) {
    const [given, maximum] = [mark, aspect.dataset.maximum].map(decimal);
    tell(aspect, fill(form.dataset.saved, { mark: given, maximum }), Number(mark) > 0 ? "good" : "");
  } else {
    tell(aspect, id ? form.dataset.withdrawn : "", "");
  }
  tellHowFar();
}

/** Scores too far apart are the newest of the aspect. */
function apart(aspect, body, id) {
  saw(aspect).value = id;
  tellSpread(aspect, body);
  tellHowFar();
}

function saw(aspect) {
  return aspect.querySelector('input[type="hidden"]');
}

function settled(entry, { record, problem, question, held, late }) {
  const aspect = entry.sheet === form.dataset.sheet && section(entry.code);
  if (!aspect) return;
  if (held) tell(aspect, form.dataset.held, "");
  else if (question) putQuestion(aspect, entry);
  else if (problem) refused(aspect, entry, problem, record, late);
  else if (typeof record.score === "number") lies(aspect, record.id);
  else {
    if (entry.kind === "withdrawal" || entry.body.card !== undefined) fillIn(aspect, {});
    stands(aspect, record.mark, record.id);
    cards.look();
  }
}

/** The own card, which the others do not see yet. */
function lies(aspect, id) {
  saw(aspect).value = id;
  tell(aspect, form.dataset.laid, "good");
  cards.look();
}

function refused(aspect, entry, problem, record, late) {
  tell(aspect, reasons(problem) || form.dataset.failed, "bad");
  if (/(spread-too-wide|justification-needed)$/.test(problem.type ?? "")) askWhy(aspect);
  if (record) {
    saw(aspect).value = record.id;
    if (entry.body.card !== undefined) fillIn(aspect, {});
    cards.look();
  }
  // What does not fit stays in the fields, as something begun: the expert is here and mends it.
  else if (outbox.open.some((one) => one.key === entry.key)) {
    if (entry.kind === "withdrawal") whyOf(entry.code).value = entry.body.reason;
    else if (!late) drafts.keep(aspect, entry.saw);
    outbox.giveUp(entry);
  }
  tellHowFar();
}

function putQuestion(aspect, entry) {
  tell(aspect, form.dataset.asked, "bad");
  ask(aspect, entry, (chosen) => {
    if (chosen === "mine") {
      tell(aspect, form.dataset.saving, "");
      outbox.insist(entry);
    } else keepTheirs(aspect, entry, chosen === "chief");
    firstField(aspect).focus();
  });
}

function keepTheirs(aspect, entry, isForChief) {
  const { id, kind, mark } = entry.question;
  if (isForChief) outbox.askChief(entry);
  else outbox.giveUp(entry);
  drafts.drop(aspect);
  fillIn(aspect, {});
  if (kind !== "withdrawal") restore(aspect, bodyOf(entry.question));
  if (kind === "card") lies(aspect, id);
  else if (kind !== "dispute") stands(aspect, mark, id);
  else apart(aspect, bodyOf(entry.question), id);
}

function firstField(aspect) {
  return aspect.querySelector('input:checked, input[type="text"], input[type="radio"]');
}

function begin(aspect) {
  drafts.keep(aspect, saw(aspect).value || null);
  tellHowFar();
}

function changed(waiting, held) {
  tellWaiting(waiting);
  listOpen(outbox, (entry) => entry.sheet === form.dataset.sheet);
  tellConnection(waiting, held, outbox.unsent.isKept);
}

/** Says what is wrong with fields that cannot be saved, and which mark stands nevertheless. */
function tellUnfit(aspect) {
  const { mark } = aspect.dataset;
  const stands = mark ? decimal(mark) : null;
  const isEmptied = typed(aspect)?.value.trim() === "";
  const unfit = typed(aspect)?.dataset.unfit ?? form.dataset.unfit;
  if (missing(aspect)) tell(aspect, fill(form.dataset.missing, { n: missing(aspect) }), "bad");
  else if (isEmptied) tell(aspect, stands ? fill(form.dataset.emptied, { mark: stands }) : "", "");
  else tell(aspect, `${unfit}${stands ? ` ${fill(form.dataset.stands, { mark: stands })}` : ""}`, "bad");
}

const outbox = new Outbox(form.dataset.owner, form.dataset.api, settled, changed);
const drafts = new Drafts(outbox.unsent, form.dataset.sheet);
const isBusy = (aspect) => hesitating.has(aspect) || drafts.of(aspect);
const cards = watchCards(form, aspects, { unsent: outbox.unsent, isBusy, stands, apart });

function hesitate(aspect, pause, then) {
  clearTimeout(hesitating.get(aspect));
  hesitating.set(aspect, setTimeout(then, pause));
}

/** Sends what stands in the fields. Scores too far apart are sent as well: the server remembers that they were shown. */
function save(aspect) {
  clearTimeout(hesitating.get(aspect));
  hesitating.delete(aspect);
  const entry = entryOf(aspect);
  if (!entry || isAsked(aspect, entry, save)) {
    if (entry) tell(aspect, form.dataset.differs, "bad");
    else tellUnfit(aspect);
    return null;
  }
  const { sheet } = form.dataset;
  const { code } = aspect.dataset;
  const draft = drafts.of(aspect);
  const seen = draft ? draft.saw : saw(aspect).value || null;
  withdrawQuestion(aspect);
  if (!tellSpread(aspect, entry)) tell(aspect, form.dataset.saving, "");
  const kept = outbox.put({ kind: "mark", sheet, code, body: entry, saw: seen });
  drafts.drop(aspect);
  tellHowFar();
  return kept;
}

function whyOf(code) {
  return document.getElementById(`${code}-withdrawal`);
}

/** The form that takes one aspect's mark back. */
function takeBack(event) {
  event.preventDefault();
  const code = event.target.dataset.aspect;
  const aspect = section(code);
  const why = whyOf(code);
  const reason = why.value.trim();
  if (!reason) {
    tell(aspect, form.dataset.whyWithdrawn, "bad");
    why.focus();
    return;
  }
  clearTimeout(hesitating.get(aspect));
  hesitating.delete(aspect);
  drafts.drop(aspect);
  why.value = "";
  why.closest("details").open = false;
  why.closest("details").querySelector("summary").focus();
  tell(aspect, form.dataset.saving, "");
  outbox.put({ kind: "withdrawal", sheet: form.dataset.sheet, code, body: { reason }, saw: saw(aspect).value || null });
}

function tellSpread(aspect, { judgement }) {
  const spread = judgement && tooWide(judgement);
  if (!spread) return false;
  askWhy(aspect);
  tell(aspect, fill(form.dataset.spread, { spread }), "bad");
  return true;
}

function look(aspect) {
  const entry = entryOf(aspect);
  if (entry && tellSpread(aspect, entry)) hesitate(aspect, PAUSE_BEFORE_DISPUTE, () => save(aspect));
  else save(aspect);
}

function watch(aspect) {
  const kind = aspect.dataset.type === "J" ? "judgement" : typed(aspect) ? "text" : "choice";
  const isEntry = (event) => !event.target.closest(".withdrawal");
  aspect.addEventListener("input", (event) => isEntry(event) && begin(aspect));
  aspect.addEventListener("change", (event) => isEntry(event) && hesitate(aspect, PAUSE[kind], () => look(aspect)));
  aspect.addEventListener("focusout", (event) => {
    const isWaiting = !event.target.closest(".question") && isBusy(aspect);
    if (isWaiting && !aspect.contains(event.relatedTarget)) save(aspect);
  });
  // Who begins to justify has shown these scores.
  aspect
    .querySelector(".justification textarea")
    ?.addEventListener("focus", () => hesitating.has(aspect) && save(aspect));
}

/** The form's button: everything has been sent as it was entered, or says why not. */
async function finish(event) {
  event.preventDefault();
  await Promise.all(aspects.filter((one) => hesitating.has(one) || drafts.of(one)).map(save));
  const held = await outbox.send();
  const open = aspects.find((aspect) => aspect.querySelector(".saved.bad"));
  if (open) (open.querySelector(".question button") ?? open.querySelector("input:not([type=hidden])")).focus();
  else if (!held) location.assign(`${location.pathname}?saved`);
}

/** What this expert entered or began here before, on this tablet. */
function resume() {
  for (const entry of outbox.unsent.all()) {
    const aspect = entry.sheet === form.dataset.sheet && section(entry.code);
    if (!aspect) continue;
    if (entry.kind !== "withdrawal") restore(aspect, entry.body);
    if (entry.question) putQuestion(aspect, entry);
    else if (entry.refusal) tell(aspect, entry.refusal, "bad");
    else tell(aspect, form.dataset.saving, "");
  }
  for (const aspect of aspects) {
    const draft = drafts.begun(aspect, "areChosen" in form.dataset);
    if (!draft) continue;
    fillIn(aspect, draft.fields);
    const isChosen = !typed(aspect) && entryOf(aspect);
    if (isChosen) hesitate(aspect, PAUSE.judgement, () => look(aspect));
    else if (missing(aspect)) tellUnfit(aspect);
    else tell(aspect, form.dataset.resumed, "");
  }
  tellHowFar();
}

learnOwner(form.dataset.account, form.dataset.owner);
for (const aspect of aspects) watch(aspect);
for (const back of document.querySelectorAll(".taking-back")) back.addEventListener("submit", takeBack);
watchMoves(form, aspects);
watchConfirming(form, save);
form.addEventListener("submit", finish);
addEventListener("offline", () => outbox.tell());
addEventListener("pageshow", (event) => event.persisted && location.reload());
addEventListener("beforeunload", (event) => {
  for (const aspect of [...hesitating.keys()]) save(aspect);
  if (!outbox.isSafe) event.preventDefault();
});
askBeforeLeaving(outbox);
outbox.ready.then(resume).then(() => outbox.send());
