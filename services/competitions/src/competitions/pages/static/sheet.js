// The marking form: saves each mark as it is entered, and answers at once by the same rules. Without it the form is posted.

import { entryOf, missing, restore, typed } from "./fields.js";
import { Outbox } from "./outbox.js";
import { tooWide } from "./rules.js";

const form = document.getElementById("sheet");
const connection = document.getElementById("connection");
const refusals = document.getElementById("refusals");
const answer = document.querySelector(".answer");
const aspects = [...form.querySelectorAll(".aspect")];
/** What is being entered still: a later field, or an arrow key, changes it in a moment. */
const PAUSE = { text: 0, choice: 600, judgement: 1000 };
/** Scores too far apart are recorded for good, so the experts have longer to correct a slip of the finger. */
const PAUSE_BEFORE_DISPUTE = 5000;
const hesitating = new Map();

document.documentElement.classList.add("scripted");

function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

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
  const done = aspects.filter((aspect) => aspect.dataset.mark).length;
  answer.querySelector(".case").textContent = fill(form.dataset.heading, { done, total: form.dataset.total });
  if (done < aspects.length) return;
  answer.className = "answer good";
  answer.querySelector(".icon").replaceWith(document.getElementById("complete").content.cloneNode(true));
}

function settled(entry, { mark, problem, held }) {
  const why = (problem?.errors ?? []).map((error) => `${error.message} ${error.fix}`).join(" ");
  const aspect = entry.sheet === form.dataset.sheet && section(entry.code);
  if (!aspect) {
    if (problem) tellElsewhere(entry, why);
  } else if (held) {
    tell(aspect, form.dataset.held, "");
  } else if (mark) {
    aspect.dataset.mark = mark.mark;
    const [given, maximum] = [mark.mark, aspect.dataset.maximum].map(decimal);
    tell(aspect, fill(form.dataset.saved, { mark: given, maximum }), Number(mark.mark) > 0 ? "good" : "");
    tellHowFar();
  } else {
    tell(aspect, why || form.dataset.failed, "bad");
    if (/(spread-too-wide|justification-needed)$/.test(problem.type ?? "")) askWhy(aspect);
  }
}

/** A mark that was entered on another form, and is refused now that it is sent. */
function tellElsewhere({ sheet, code }, why) {
  const line = document.createElement("p");
  const link = document.createElement("a");
  link.href = `/sheets/${encodeURIComponent(sheet)}`;
  link.textContent = fill(refusals.dataset.elsewhere, { code });
  line.append(link, ` ${why || form.dataset.failed}`);
  refusals.querySelector("div").append(line);
  refusals.hidden = false;
}

function changed(waiting, held) {
  connection.hidden = !held;
  if (!held) return;
  const isSignedOut = held === "sign-in";
  const unsent = waiting > 0 ? ` ${fill(connection.dataset.unsent, { n: waiting })}` : "";
  connection.replaceChildren((isSignedOut ? connection.dataset.signedOut : connection.dataset.offline) + unsent);
  if (!isSignedOut) return;
  const link = document.createElement("a");
  link.href = `/sign-in?to=${encodeURIComponent(location.pathname)}`;
  link.textContent = connection.dataset.signIn;
  connection.append(" ", link);
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

function hesitate(aspect, pause, then) {
  clearTimeout(hesitating.get(aspect));
  hesitating.set(aspect, setTimeout(then, pause));
}

/** Sends what stands in the fields. Scores too far apart are sent as well: the server remembers that they were shown. */
function save(aspect) {
  clearTimeout(hesitating.get(aspect));
  hesitating.delete(aspect);
  const entry = entryOf(aspect);
  if (!entry) {
    tellUnfit(aspect);
    return;
  }
  if (!tellSpread(aspect, entry)) tell(aspect, form.dataset.saving, "");
  outbox.put(form.dataset.sheet, aspect.dataset.code, entry);
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
  aspect.addEventListener("change", () => hesitate(aspect, PAUSE[kind], () => look(aspect)));
  aspect.addEventListener("focusout", (event) => {
    if (hesitating.has(aspect) && !aspect.contains(event.relatedTarget)) save(aspect);
  });
  // Who begins to justify has shown these scores.
  aspect.querySelector("textarea")?.addEventListener("focus", () => hesitating.has(aspect) && save(aspect));
}

/** Enter goes on to the next aspect, as on a sheet of paper; it does not send the form. */
function goOn(event) {
  if (event.key !== "Enter" || event.target.type !== "text") return;
  event.preventDefault();
  const next = aspects[aspects.indexOf(event.target.closest(".aspect")) + 1] ?? form.querySelector(".actions");
  next.querySelector("input:not([type=hidden]), button").focus();
}

/** The form's button: everything has been sent as it was entered, or says why not. */
async function finish(event) {
  event.preventDefault();
  for (const aspect of [...hesitating.keys()]) save(aspect);
  const held = await outbox.send();
  const open = aspects.find((aspect) => aspect.querySelector(".saved.bad"));
  if (open) open.querySelector("input:not([type=hidden])").focus();
  else if (!held) location.assign(`${location.pathname}?saved`);
}

for (const { sheet, code, body } of outbox.waiting) {
  const aspect = sheet === form.dataset.sheet && section(code);
  if (aspect) {
    restore(aspect, body);
    tell(aspect, form.dataset.saving, "");
  }
}
for (const aspect of aspects) watch(aspect);
form.addEventListener("keydown", goOn);
form.addEventListener("submit", finish);
addEventListener("offline", () => outbox.tell());
addEventListener("pageshow", (event) => event.persisted && location.reload());
addEventListener("beforeunload", (event) => {
  for (const aspect of [...hesitating.keys()]) save(aspect);
  if (!outbox.isSafe || aspects.some(missing)) event.preventDefault();
});
outbox.send();
