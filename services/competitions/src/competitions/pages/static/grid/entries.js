// What is entered in the grid on its way: begun, held for some seconds in which it can be taken back, then in the outbox.

import { Outbox, reasons } from "../outbox.js";
import { bodyOf as bodyOfRecord } from "../question.js";
import { tooWide } from "../rules.js";
import { bodyOf, cellOf, differs, entryFrom, entryOf, fieldsOf, isNothing } from "./cells.js";
import { lying, measured, standing } from "./colleagues.js";
import { cents } from "./marks.js";

/** How long an entry waits before it is sent; scores too far apart are recorded for good, and wait longer. */
const HOLD = 4000;
const HOLD_BEFORE_DISPUTE = 5000;

export class Entries {
  /** `heard`: {painted(row, column), told(unsent, held), said(kind, place, text), laid()}. */
  constructor({ aspects, forms, names, eyes }, { owner, api }, heard) {
    Object.assign(this, { owner, names, eyes });
    this.aspects = aspects;
    this.forms = forms;
    this.heard = heard;
    this.cells = forms.map(({ cells, judges }) => cells.map((one) => cellOf(one, judges, owner)));
    this.rows = new Map(forms.map(({ sheet }, row) => [sheet, row]));
    this.columns = new Map(aspects.map(({ code }, column) => [code, column]));
    this.steps = [];
    /** By cell, what may still be taken back without a word to the server. */
    this.held = new Map();
    this.outbox = new Outbox(
      owner,
      api,
      (entry, outcome) => this.settled(entry, outcome),
      (waiting, why) => {
        this.waiting = { count: waiting, why };
        this.tell();
      },
    );
  }

  tell() {
    const { count, why } = this.waiting ?? { count: 0, why: null };
    this.heard.told(count + this.held.size, why);
  }

  get kept() {
    return this.outbox.unsent;
  }

  at([row, column]) {
    return { cell: this.cells[row][column], aspect: this.aspects[column], sheet: this.forms[row].sheet };
  }

  placeOf({ sheet, code }) {
    const [row, column] = [this.rows.get(sheet), this.columns.get(code)];
    return row === undefined || column === undefined ? null : [row, column];
  }

  isUnsent([row, column]) {
    const cell = this.cells[row][column];
    return this.held.has(cell) || cell.waiting === true;
  }

  enter(place, entry) {
    const { cell } = this.at(place);
    const before = cell.local;
    this.hold(place, entry);
    this.steps.push({ place, before, after: cell.local });
  }

  hold(place, entry) {
    const { cell, aspect, sheet } = this.at(place);
    const known = this.kept.draft(sheet, aspect.code);
    this.stop(cell);
    if (isNothing(entry)) this.drop(place);
    else {
      const saw = known ? known.saw : cell.saw;
      this.kept.keepDraft({ sheet, code: aspect.code, fields: fieldsOf(aspect, entry), judges: entry.judges, saw });
      cell.local = { entry, body: bodyOf(aspect, entry, cell) };
      const { body } = cell.local;
      if (differs(cell, body)) cell.local.question = this.asked(place);
      const pause = body && (tooWide(body.judgement) ? HOLD_BEFORE_DISPUTE : HOLD);
      if (body && !cell.local.question)
        this.held.set(cell, { place, timer: setTimeout(() => this.send(place), pause) });
    }
    this.heard.painted(place);
    this.tell();
  }

  /** A colleague measured something else: asked before anything is sent. */
  asked(place) {
    const { cell, aspect } = this.at(place);
    const { first, body, saw } = cell;
    const theirs = {
      id: saw,
      kind: "mark",
      entry: { value: body.measurement },
      name: this.names[first.by] ?? "",
      at: first.at,
    };
    return { code: aspect.code, body: cell.local.body, question: theirs, isUnsent: true };
  }

  drop(place) {
    const { cell, aspect, sheet } = this.at(place);
    cell.local = null;
    this.kept.dropDraft({ sheet, code: aspect.code });
  }

  stop(cell) {
    clearTimeout(this.held.get(cell)?.timer);
    this.held.delete(cell);
  }

  send(place) {
    const { cell, aspect, sheet } = this.at(place);
    const { body } = cell.local;
    const draft = this.kept.draft(sheet, aspect.code);
    this.stop(cell);
    cell.local.isSent = true;
    cell.waiting = true;
    if (tooWide(body.judgement)) Object.assign(cell, { apart: true, local: null });
    this.outbox.put({ kind: "mark", sheet, code: aspect.code, body, saw: draft ? draft.saw : cell.saw });
    this.kept.dropDraft({ sheet, code: aspect.code });
    this.heard.painted(place);
  }

  sendHeld() {
    for (const { place } of [...this.held.values()]) this.send(place);
  }

  /** The newest step that has not left this device. */
  get lastStep() {
    return this.steps.findLastIndex(({ place, after }) => {
      const { cell } = this.at(place);
      return after !== null && cell.local === after && (!after.isSent || this.untried(place));
    });
  }

  untried(place) {
    return this.inOutbox(place).findLast(({ tried }) => !tried);
  }

  inOutbox(place) {
    const { aspect, sheet } = this.at(place);
    return this.outbox.waiting.filter((one) => one.sheet === sheet && one.code === aspect.code);
  }

  /** Undoes it, and tells where it was; null where there is none. */
  takeBack() {
    const [step] = this.steps.splice(this.lastStep, this.lastStep < 0 ? 0 : 1);
    if (!step) return null;
    const { place, before, after } = step;
    const { cell } = this.at(place);
    const gone = after.isSent ? this.untried(place) : null;
    if (gone) this.outbox.giveUp(gone);
    const waiting = this.inOutbox(place).filter(({ key }) => key !== gone?.key);
    cell.waiting = waiting.length > 0;
    if (!before || (before.isSent && waiting.length > 0)) {
      this.stop(cell);
      this.drop(place);
      cell.local = before;
      this.heard.painted(place);
      this.tell();
    } else this.hold(place, before.entry);
    return place;
  }

  settled(entry, { record, problem, question, held, failed }) {
    const place = this.placeOf(entry);
    if (!place || held) return;
    const { cell } = this.at(place);
    cell.waiting = this.inOutbox(place).length > 0;
    if (failed) this.heard.said("failed", place);
    else if (question) this.ask(place, entry);
    else if (record) {
      this.stands(cell, record);
      if (problem) this.heard.said("refused", place, reasons(problem));
    } else {
      cell.local = { entry: entry.body.reason ? null : entryOf(entry.body), refusal: entry.refusal };
      this.heard.said("refused", place, entry.refusal);
    }
    this.heard.painted(place);
  }

  stands(cell, record) {
    const isDispute = record.kind === "dispute";
    cell.saw = record.id;
    if (typeof record.score === "number") {
      cell.card = lying(record, cell.card);
      this.heard.laid();
    } else cell.card = null;
    if (isDispute) Object.assign(cell, { apart: true, shown: bodyOfRecord(record) });
    else if (!cell.card) {
      Object.assign(cell, record.mark ? { body: bodyOfRecord(record), apart: false } : { body: null });
      cell.mark = record.mark ? cents(record.mark) : null;
      cell.first = measured(record, this);
    }
    if (cell.local?.isSent && !cell.waiting) cell.local = null;
  }

  ask(place, entry) {
    const { cell } = this.at(place);
    cell.local = { entry: entry.body.reason ? null : entryOf(entry.body), question: entry };
    this.heard.said("asked", place);
  }

  /** `chosen` is "mine", "keep" or "chief". */
  answer(place, chosen) {
    const { cell } = this.at(place);
    const { entry, question } = cell.local;
    if (question.isUnsent) {
      if (chosen === "mine") this.send(place);
      else {
        this.drop(place);
        this.enter(place, entryOf(cell.body));
      }
      delete cell.local?.question;
    } else if (chosen === "mine") {
      cell.local = entry && { entry, body: question.body, isSent: true };
      cell.waiting = true;
      this.outbox.insist(question);
    } else {
      this.drop(place);
      if (chosen === "chief") this.outbox.askChief(question);
      else this.outbox.giveUp(question);
      this.stands(cell, question.question);
    }
    this.heard.painted(place);
  }

  /** What this expert entered or began on this tablet before. */
  resume() {
    for (const entry of this.kept.all()) {
      const place = this.placeOf(entry);
      if (!place) continue;
      const { cell } = this.at(place);
      if (entry.question) this.ask(place, entry);
      else if (entry.refusal) cell.local = { entry: entryOf(entry.body), refusal: entry.refusal };
      else this.waits(cell, entry);
      this.heard.painted(place);
    }
    for (const draft of this.kept.begun()) {
      const place = this.placeOf(draft);
      if (!place) continue;
      const { aspect, cell } = this.at(place);
      this.hold(place, entryFrom(aspect, draft, cell.seats));
    }
  }

  /** What stands of a form by now, as the server tells it. What is on its way from here hears its own answer. */
  renew(sheet) {
    this.aspects.forEach(({ code }, column) => {
      const place = [this.rows.get(sheet.id), column];
      const { cell } = this.at(place);
      if (cell.waiting || cell.local?.question || cell.local?.refusal) return;
      Object.assign(cell, standing(sheet, code, this));
      this.heard.painted(place);
    });
  }

  waits(cell, { kind, body }) {
    cell.waiting = true;
    if (kind === "withdrawal") Object.assign(cell, { body: null, mark: null });
    else if (tooWide(body.judgement)) cell.apart = true;
    else cell.local = { entry: entryOf(body), body, isSent: true };
  }

  /** Another tab of this browser has sent, or entered, something. */
  look() {
    this.cells.forEach((row, r) => {
      row.forEach((cell, c) => {
        if (!cell.waiting || this.inOutbox([r, c]).length > 0) return;
        cell.waiting = false;
        this.heard.painted([r, c]);
      });
    });
    this.outbox.tell();
  }
}
