// The grid of a sub-criterion: one page for all competitors and aspects. Choosing is the table's, entering the panel's and the
// keyboard's, sending the outbox's.

import { Reveals } from "../colleagues/reveals.js";
import { Kept } from "../kept.js";
import { askBeforeLeaving } from "../leaving.js";
import { listOpen } from "../open_marks.js";
import { tooWide } from "../rules.js";
import { learnOwner } from "../unsent_marks.js";
import { fill } from "../words.js";
import { closedAt, entryIn, entryOf, isOpen, missing, pointsOf, shownIn, stateOf } from "./cells.js";
import { Entries } from "./entries.js";
import { press } from "./keys.js";
import { Panel } from "./panel.js";
import { Table } from "./table.js";

const root = document.getElementById("sheet");
const words = root.dataset;
const frame = document.getElementById("cells");
const unsent = document.getElementById("unsent-here");
const given = JSON.parse(document.getElementById("given").content.textContent);
const views = new Kept("grid:");
const view = { isTurned: false, byAspect: false, ...views.get("view") };
let typed = "";
let isEntering = false;

const written = (sum) => (sum / 100).toFixed(2).replace(".", words.decimal);

const entries = new Entries(given, words, {
  painted: (place) => {
    if (!table.buttons) return;
    table.paint(place);
    table.tellSum(place[0]);
    if (!isEntering && place.every((one, at) => one === table.chosen[at])) draw();
  },
  told: (count, held) => words.owner && tellUnsent(count, held),
  said: (kind, [row, column], text = "") => {
    const { name } = given.forms[row];
    panel.say(`${name}, ${given.aspects[column].code}: ${text || words[kind]}`, true);
  },
  laid: () => reveals.look(),
});
const reveals = new Reveals(words, given.forms, (sheet) => entries.renew(sheet));
const table = new Table(frame.querySelector("table"), given, entries, words, written);
const panel = new Panel(document.getElementById("panel"), given, words, written, {
  card: (judge, score) => {
    const scores = [...now().entry.scores];
    scores[judge] = score;
    enter({ ...now().entry, scores }, "panel");
  },
  all: (score) => everyone(score, "panel"),
  value: (value) => enter({ ...now().entry, value }, "panel"),
  confirm: () => confirm("panel"),
  why: (why) => enter({ ...now().entry, why }, "panel"),
  answer: (chosen) => {
    entries.answer(table.chosen, chosen);
    panel.say(words.answered);
    table.focus();
  },
});

function now() {
  const [row, column] = table.chosen;
  const { cell, aspect } = entries.at(table.chosen);
  return { cell, aspect, column, form: given.forms[row], entry: entryIn(cell, aspect) };
}

function draw() {
  panel.show({ ...now(), far: table.sumOf(table.chosen[0]) });
  document.getElementById("back").disabled = entries.lastStep < 0;
  document.getElementById("to-form").href = `/sheets/${now().form.sheet}#${now().aspect.code}`;
}

function select(place, where) {
  // Who types one number after the other keeps the keyboard of the screen.
  const isTyping = document.activeElement?.id === "value";
  typed = "";
  table.choose(place);
  draw();
  const field = isTyping && !document.getElementById("number").hidden ? "value" : "entering";
  if (where === "panel") document.getElementById(field).focus({ preventScroll: true });
  else table.focus();
  table.reveal();
  return true;
}

/** Puts the entry into the chosen cell, and goes on when it is whole. */
function enter(entry, where) {
  const { cell, aspect, form, column } = now();
  const closed = closedAt(form, column);
  if (closed || cell.local?.question) return refuse(closed ?? words.asked);
  if (entry.scores && entry.judges?.length !== entry.scores.length) return refuse(words.few);
  isEntering = true;
  entries.enter(table.chosen, entry);
  isEntering = false;
  typed = "";
  const { body } = cell.local ?? {};
  const state = stateOf(cell, aspect);
  if (!body && entry.value) {
    draw();
    return refuse(panel.rule);
  }
  if (state !== "marked" && state !== "waiting") return sayState(state, body);
  const worth = state === "waiting" ? words.waiting : written(pointsOf(cell, aspect));
  panel.say(`${aspect.code}: ${shownIn(cell, aspect, words)}, ${worth}`);
  advance(where);
  return true;
}

function sayState(state, body) {
  const { aspect, entry } = now();
  const spread = tooWide(body?.judgement);
  if (spread) panel.say(fill(words.spread, { spread }), true);
  else if (state === "disputed" && missing(entry) === 0) panel.say(words.explain, true);
  else panel.say(`${aspect.code}: ${words[state]}`);
  draw();
  return true;
}

function refuse(text) {
  panel.say(text, true);
  return true;
}

/** What a colleague measured, found again. */
function confirm(where) {
  const { cell } = now();
  return cell.first?.isTheirs && !cell.local ? enter(entryOf(cell.body), where) : refuse(words.alone);
}

function everyone(score, where) {
  const { entry } = now();
  const left = missing(entry);
  enter({ ...entry, scores: entry.scores.map((one) => (left > 0 && one !== null ? one : score)) }, where);
  return true;
}

const isOpenAt = (row, column) =>
  !closedAt(given.forms[row], column) && isOpen(entries.cells[row][column], given.aspects[column]);

/** The first open place after the chosen one in the reader's order; null where there is none, or where only others have one. */
function following() {
  const [row, column] = table.chosen;
  const [rows, columns] = [given.forms, given.aspects].map((all) => [...all.keys()]);
  const around = (all, at) => [...all.slice(at + 1), ...all.slice(0, at)];
  if (!view.byAspect) {
    const next = around(columns, column).find((one) => isOpenAt(row, one));
    return next === undefined ? null : [row, next];
  }
  const below = rows.slice(row + 1).find((one) => isOpenAt(one, column));
  if (below !== undefined) return [below, column];
  const later = around(columns, column).find((one) => rows.some((each) => isOpenAt(each, one)));
  return later === undefined ? null : [rows.find((each) => isOpenAt(each, later)), later];
}

/** The competitor after this one who is not done; null where everybody is. */
function nextRow() {
  const [row] = table.chosen;
  const count = given.forms.length;
  const order = Array.from({ length: count - 1 }, (_, at) => (row + 1 + at) % count);
  return order.find((one) => given.aspects.some((_, column) => isOpenAt(one, column))) ?? null;
}

function advance(where) {
  const place = following();
  if (place) select(place, where);
  else {
    const next = nextRow();
    draw();
    panel.finish({ name: next === null ? null : given.forms[next].name, far: table.sumOf(table.chosen[0]) });
  }
}

function goOn() {
  const row = nextRow();
  if (row === null) return;
  select([row, given.aspects.findIndex((_, column) => isOpenAt(row, column))], "grid");
  panel.say(given.forms[row].name);
}

function takeBack() {
  const place = entries.takeBack();
  if (!place) return refuse(words.sent);
  select(place, "grid");
  panel.say(`${now().form.name}, ${now().aspect.code}: ${words.undone}`);
  return true;
}

const keys = {
  value: (value) => enter({ ...now().entry, value }, "grid"),
  all: (score) => everyone(score, "grid"),
  next: (score) => {
    const { entry } = now();
    const scores = missing(entry) === 0 ? entry.scores.map(() => null) : [...entry.scores];
    scores[scores.indexOf(null)] = score;
    return enter({ ...entry, scores }, "grid");
  },
  confirm: () => confirm("grid"),
  type: (text) => {
    typed = text;
    panel.say(text && fill(words.typed, { text }));
    return true;
  },
  go: (way) => {
    const place = table.beside(way);
    if (place) select(place, "grid");
    return place !== null;
  },
  jump: (isEnd, isWhole) => {
    const [row] = table.chosen;
    const last = [given.forms.length - 1, given.aspects.length - 1];
    return select([isWhole ? (isEnd ? last[0] : 0) : row, isEnd ? last[1] : 0], "grid");
  },
  back: takeBack,
  panel: () => document.getElementById("entering").focus() ?? true,
  help: () => document.getElementById("keys").showModal() ?? true,
  refuse: () => refuse(panel.rule),
};

function tellUnsent(count, held) {
  const { offline, signedOut, turn, signIn } = unsent.dataset;
  const why = { connection: offline, "sign-in": signedOut, turn }[held];
  unsent.classList.toggle("bad", Boolean(why));
  unsent.textContent = [why, count > 0 ? fill(words.left, { n: count }) : words.all, unkept(count)]
    .filter(Boolean)
    .join(" ");
  if (held === "sign-in") {
    const link = document.createElement("a");
    Object.assign(link, { href: `/sign-in?to=${encodeURIComponent(location.pathname)}`, textContent: signIn });
    unsent.append(" ", link);
  }
  listOpen(entries.outbox, (entry) => entries.placeOf(entry) !== null);
}

function unkept(count) {
  return count > 0 && !entries.outbox.unsent.isKept ? document.getElementById("unsent").dataset.unkept : null;
}

function show() {
  views.put("view", view);
  document.getElementById("order").value = view.byAspect ? "aspect" : "competitor";
  table.build(view.isTurned);
  draw();
}

frame.addEventListener("click", ({ target }) => {
  const at = target.closest("button")?.dataset.at;
  if (at) select(at.split(" ").map(Number), "grid");
});
frame.addEventListener("keydown", (event) => {
  const isOurs = event.target.closest("[data-at]") && press(event, now().aspect, typed, keys);
  if (isOurs) event.preventDefault();
});
root.addEventListener("keydown", (event) => {
  if (event.key !== "Backspace" || event.target.closest("#cells, input, textarea")) return;
  event.preventDefault();
  takeBack();
});
document.getElementById("next").addEventListener("click", goOn);
document.getElementById("back").addEventListener("click", takeBack);
document.getElementById("help").addEventListener("click", keys.help);
document.getElementById("order").addEventListener("change", ({ target }) => {
  view.byAspect = target.value === "aspect";
  show();
});
document.getElementById("turn").addEventListener("click", () => {
  view.isTurned = !view.isTurned;
  show();
});

const first = given.forms.findIndex((_, row) => given.aspects.some((_one, column) => isOpenAt(row, column)));
if (words.owner) {
  learnOwner(words.account, words.owner);
  askBeforeLeaving(entries.outbox);
  await entries.outbox.ready;
  entries.resume();
}
show();
if (words.owner) {
  const named = given.forms.findIndex(({ sheet }) => sheet === location.hash.slice(1));
  const row = Math.max(0, named < 0 ? first : named);
  const open = given.aspects.findIndex((_, at) => isOpenAt(row, at));
  // Where the screen is too narrow there is no grid to be in.
  if (frame.offsetWidth > 0) {
    root.scrollIntoView();
    select([row, Math.max(0, open)], "grid");
  }
  addEventListener("offline", () => entries.look());
  entries.outbox.heard = () => entries.look();
  addEventListener("pageshow", (event) => event.persisted && location.reload());
  addEventListener("beforeunload", (event) => {
    entries.sendHeld();
    if (!entries.outbox.isSafe) event.preventDefault();
  });
  entries.outbox.tell();
  entries.outbox.send();
  reveals.start();
}
