// The panel of the chosen cell: big buttons for fingers, the rule, and what is to be said about it. It stays where it is and
// changes in place.

import { ask, said, withdrawQuestion } from "../question.js";
import { tooWide } from "../rules.js";
import { fill } from "../words.js";
import { closedAt, entryIn, isCard, isJudged, missing, pointsOf } from "./cells.js";
import { cents } from "./marks.js";

/** Up to here a count is chosen by one tap. */
const MOST_BUTTONS = 12;
const of = (id) => document.getElementById(id);
const abouts = [...document.querySelectorAll("template.about")];

export class Panel {
  /** `does`: {card(judge, score), all(score), value(text), why(text), confirm(), answer(chosen)}. */
  constructor(panel, { judges, names }, words, written, does) {
    Object.assign(this, { panel, judges, names, words, written, does, aspect: null });
    this.cards = [...panel.querySelectorAll("[data-judge]")];
    panel.addEventListener("click", (event) => this.click(event.target.closest("button")));
    of("why").addEventListener("change", ({ target }) => does.why(target.value));
    of("value").addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      does.value(of("value").value.trim());
    });
  }

  click(button) {
    const { judge, score, all, value } = button?.dataset ?? {};
    if (judge) this.does.card(Number(judge), Number(score));
    else if (all) this.does.all(Number(all));
    else if (value) this.does.value(value);
    else if (button?.id === "minus")
      of("value").value = of("value").value.replace(/^(-?)/, (sign) => (sign ? "" : "-"));
    else if (button?.id === "confirming") this.does.confirm();
    else if (button?.id === "enter") this.does.value(of("value").value.trim());
  }

  /** Shows a cell of `form`; `far` is how far its competitor is. */
  show({ cell, aspect, form, column, far }) {
    of("who").textContent = form.name;
    of("member").textContent = form.member;
    of("far").textContent = fill(this.words.summed, { ...far, sum: this.written(far.sum) });
    of("stands").textContent = this.standing(cell, aspect);
    of("three").textContent = this.three(cell, aspect);
    of("over").hidden = true;
    const closed = closedAt(form, column);
    of("closed").textContent = closed ?? "";
    if (this.aspect !== aspect) this.turnTo(aspect, column);
    this.fields(cell, aspect, Boolean(closed || cell.local?.question));
    withdrawQuestion(of("asking"));
    const { question } = cell.local ?? {};
    if (question) ask(of("asking"), { ...question, ...this.called(question) }, this.does.answer);
  }

  /** Who keeps what a colleague measured confirms it. */
  called({ isUnsent }) {
    return isUnsent ? { title: this.words.differs, keep: of("confirming").textContent } : {};
  }

  standing(cell, aspect) {
    const points = pointsOf(cell, aspect);
    const worth = points === null ? "" : fill(this.words.worth, { mark: this.written(points) });
    if (!isCard(aspect)) return cell.first && !cell.local ? `${worth}, ${this.words.unconfirmed}` : worth;
    const { card } = cell;
    return [worth, card && fill(this.words.chosen, { n: card.chosen })].filter(Boolean).join(", ");
  }

  /** Who showed what, where each has shown it on their own device. */
  three({ apart, body, shown }, aspect) {
    if (!isCard(aspect)) return "";
    return apart ? shown && `${said(shown)} (${this.words.apart})` : body && said(body);
  }

  /** What does not change with the competitor. */
  turnTo(aspect, column) {
    this.aspect = aspect;
    of("what").textContent = `${aspect.code} ${aspect.name}`;
    of("about").replaceChildren(abouts[column].content.cloneNode(true));
    const { label, unit } = of("about").firstElementChild.dataset;
    of("value-label").textContent = label;
    of("unit").textContent = unit;
    this.panel.querySelectorAll(".level").forEach((head, score) => {
      head.lastElementChild.textContent = aspect.levels[score] ?? "";
    });
    of("choices").classList.toggle("own", isCard(aspect));
    of("choices").replaceChildren(...this.choices(aspect).map(([value, text]) => this.choice(value, text)));
  }

  choices({ kind, maximum, options, of: most, levels }) {
    if (kind === "CARD") return [0, 1, 2, 3].map((score) => [String(score), `${score} ${levels[score] ?? ""}`.trim()]);
    if (kind === "PASS_FAIL") {
      const full = `${this.words.met}, ${this.written(cents(maximum))}`;
      return [
        ["true", full],
        ["false", `${this.words.notMet}, 0`],
      ];
    }
    if (kind === "CHOICE") return options.map(({ label, mark }) => [label, `${label}, ${this.written(cents(mark))}`]);
    if (kind !== "NUMBER_COMPLETED" || most > MOST_BUTTONS) return [];
    return Array.from({ length: most + 1 }, (_, count) => [String(count), String(count)]);
  }

  choice(value, text) {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "big", textContent: text });
    button.dataset.value = value;
    return button;
  }

  fields(cell, aspect, isClosed) {
    const entry = entryIn(cell, aspect);
    const hasChoices = of("choices").childElementCount > 0;
    of("cards").hidden = isClosed || !isJudged(aspect);
    of("choices").hidden = isClosed || !hasChoices;
    of("number").hidden = isClosed || isJudged(aspect) || hasChoices;
    const isShown = isJudged(aspect) || isCard(aspect);
    of("confirming").hidden = isClosed || !cell.first?.isTheirs || Boolean(cell.local);
    of("explaining").hidden = isClosed || !isShown || !(cell.apart || tooWide(cell.local?.body?.judgement));
    if (isClosed) return;
    if (isShown && document.activeElement !== of("why")) of("why").value = entry.why;
    if (isJudged(aspect)) this.showCards(entry);
    else if (hasChoices)
      for (const one of of("choices").children) one.ariaPressed = String(one.dataset.value === entry.value);
    else {
      of("value").value = entry.value;
      of("minus").hidden = !aspect.negative;
    }
  }

  showCards(entry) {
    const { scores, judges } = entry;
    this.seat(judges ?? []);
    for (const card of this.cards) card.ariaPressed = String(scores[card.dataset.judge] === Number(card.dataset.score));
    const left = missing(entry);
    const whom = left === 1 || left === 2 ? this.words.rest : this.words.everyone;
    if (of("all").textContent !== whom) {
      of("all").textContent = whom;
      for (const all of this.panel.querySelectorAll("[data-all]")) all.ariaLabel = `${whom}: ${all.dataset.all}`;
    }
  }

  /** A competitor is done: what counts, and who is next. `name` is null after the last. */
  finish({ name, far }) {
    for (const id of ["cards", "choices", "number", "explaining", "confirming"]) of(id).hidden = true;
    of("over").hidden = false;
    of("whole").textContent = fill(this.words.finished, { ...far, sum: this.written(far.sum) });
    of("next").hidden = name === null;
    of("to-list").hidden = name !== null;
    of("next").textContent = fill(this.words.next, { name });
    of(name === null ? "to-list" : "next").focus();
  }

  /** Names who shows which cards. */
  seat(judges) {
    this.judges.forEach((label, at) => {
      const name = this.names[judges[at]] ?? label;
      if (of(`judge-${at}`).textContent === name) return;
      of(`judge-${at}`).textContent = name;
      const own = this.cards.filter(({ dataset }) => Number(dataset.judge) === at);
      for (const card of own) card.ariaLabel = `${name}: ${card.dataset.score}`;
    });
  }

  say(text, isBad) {
    const line = this.panel.querySelector(".foot .saved");
    line.className = isBad ? "saved bad" : "saved";
    line.textContent = text;
  }

  /** What of this aspect's rule an unfit entry is told. */
  get rule() {
    if (isCard(this.aspect)) return this.words[of("explaining").hidden ? "range" : "explain"];
    return isJudged(this.aspect) ? this.words.range : of("about").firstElementChild.dataset.unfit;
  }
}
