// The marking form: saves each mark as it is entered, and answers at once by the same rules. Without it the form is posted.

import { Outbox } from "./outbox.js";
import { isMeasurement, tooWide } from "./rules.js";

const form = document.getElementById("sheet");
const connection = document.getElementById("connection");
const refusals = document.getElementById("refusals");
const heading = document.querySelector(".answer h1");
const marked = new Set();
const HESITATION = 1000;

for (const aspect of form.querySelectorAll(".aspect")) {
  if (aspect.querySelector(".saved").textContent.trim()) marked.add(aspect.dataset.code);
}

document.documentElement.classList.add("scripted");

function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

function section(code) {
  return form.querySelector(`[data-code="${CSS.escape(code)}"]`);
}

function tell(code, text, meaning) {
  const line = section(code).querySelector(".saved");
  line.className = `saved ${meaning}`;
  line.textContent = text;
}

function decimal(text) {
  return text.replace(".", form.dataset.decimal);
}

function askWhy(code) {
  section(code).querySelector(".justification")?.removeAttribute("data-optional");
}

function settled(entry, { mark, problem, held }) {
  const why = (problem?.errors ?? []).map((error) => `${error.message} ${error.fix}`).join(" ");
  if (entry.sheet !== form.dataset.sheet) {
    if (problem) tellElsewhere(entry, why);
    return;
  }
  const { code } = entry;
  if (!section(code)) return;
  if (held) {
    tell(code, form.dataset.kept, "");
  } else if (mark) {
    const maximum = decimal(section(code).dataset.maximum);
    tell(code, fill(form.dataset.saved, { mark: decimal(mark.mark), maximum }), "good");
    marked.add(code);
    heading.textContent = fill(form.dataset.heading, { done: marked.size, total: form.dataset.total });
  } else {
    tell(code, why || form.dataset.failed, "bad");
    if (/(spread-too-wide|justification-needed)$/.test(problem.type ?? "")) askWhy(code);
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
  connection.hidden = !held || waiting === 0;
  if (connection.hidden) return;
  const isSignedOut = held === "sign-in";
  const text = isSignedOut ? connection.dataset.signedOut : connection.dataset.offline;
  connection.replaceChildren(`${text} ${fill(connection.dataset.unsent, { n: waiting })}`);
  if (!isSignedOut) return;
  const link = document.createElement("a");
  link.href = `/sign-in?to=${encodeURIComponent(location.pathname)}`;
  link.textContent = connection.dataset.signIn;
  connection.append(" ", link);
}

/** The body of the mark as the fields stand, or null while they are incomplete. */
function body(aspect) {
  const { code, type, calculator } = aspect.dataset;
  const chosen = (name) => aspect.querySelector(`[name="${CSS.escape(name)}"]:checked`)?.value ?? "";
  if (type === "M") {
    const input = aspect.querySelector(`input[name="${CSS.escape(`${code}-value`)}"]`);
    const text = input.type === "radio" ? chosen(input.name) : input.value.trim();
    if (!isMeasurement(calculator, text, Number(input.dataset.of))) return null;
    return { measurement: calculator === "PASS_FAIL" ? text === "true" : text };
  }
  const scores = [1, 2, 3].map((judge) => chosen(`${code}-score${judge}`));
  if (scores.includes("")) return null;
  const justification = aspect.querySelector("textarea").value.trim();
  return { judgement: scores.map(Number), ...(justification && { justification }) };
}

/** Shows what was entered before the page was loaded and is not saved yet. */
function restore({ code, body: { measurement, judgement, justification } }) {
  const aspect = section(code);
  if (!aspect) return;
  const choose = (name, value) =>
    aspect.querySelector(`[name="${CSS.escape(name)}"][value="${CSS.escape(String(value))}"]`)?.click();
  if (judgement) {
    judgement.forEach((score, index) => {
      choose(`${code}-score${index + 1}`, score);
    });
    aspect.querySelector("textarea").value = justification ?? "";
  } else {
    const text = aspect.querySelector('input[type="text"]');
    if (text) text.value = measurement;
    else choose(`${code}-value`, measurement);
  }
  tell(code, form.dataset.saving, "");
}

const outbox = new Outbox(form.dataset.owner, form.dataset.api, settled, changed);
const hesitating = new Map();

function save(aspect) {
  const { code } = aspect.dataset;
  clearTimeout(hesitating.get(code));
  hesitating.delete(code);
  const entry = body(aspect);
  if (!entry) {
    if (aspect.querySelector('input[type="text"]')?.value.trim()) tell(code, form.dataset.unfit, "bad");
    return;
  }
  const spread = entry.judgement && tooWide(entry.judgement);
  if (spread) {
    // Sent as well: the server remembers that these scores were shown, and asks for a justification.
    askWhy(code);
    tell(code, fill(form.dataset.spread, { spread }), "bad");
  } else {
    tell(code, form.dataset.saving, "");
  }
  outbox.put(form.dataset.sheet, code, entry);
}

// Before the fields are listened to: what is restored is not entered again.
for (const entry of outbox.waiting) if (entry.sheet === form.dataset.sheet) restore(entry);
outbox.send();

for (const aspect of form.querySelectorAll(".aspect")) {
  const { code, type } = aspect.dataset;
  aspect.addEventListener("change", () => {
    // Three scores are changed one after the other: what stands between is not what the experts showed.
    clearTimeout(hesitating.get(code));
    hesitating.set(
      code,
      setTimeout(() => save(aspect), type === "J" ? HESITATION : 0),
    );
  });
  aspect.addEventListener("focusout", (event) => {
    if (hesitating.has(code) && !aspect.contains(event.relatedTarget)) save(aspect);
  });
}

addEventListener("offline", () => outbox.tell());

addEventListener("beforeunload", (event) => {
  for (const code of [...hesitating.keys()]) save(section(code));
  if (!outbox.isSafe && !form.ariaBusy) event.preventDefault();
});
