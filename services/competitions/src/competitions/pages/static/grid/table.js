// The table of the grid: competitors by aspects, or the other way round. An entry touches its cell and two heads, nothing else.

import { fill } from "../words.js";
import { pointsOf, shownIn, stateOf } from "./cells.js";
import { cents } from "./marks.js";

function made(name, text = "") {
  const element = document.createElement(name);
  element.textContent = text;
  return element;
}

export class Table {
  /** `words`: of the page; `written(cents)`: a mark as its language writes it. */
  constructor(table, given, entries, words, written) {
    Object.assign(this, { table, ...given, entries, words, written, isTurned: false, chosen: [0, 0] });
  }

  build(isTurned) {
    this.isTurned = isTurned;
    this.buttons = this.forms.map(() => []);
    this.heads = { forms: [], aspects: [] };
    const [rows, columns] = isTurned ? ["aspects", "forms"] : ["forms", "aspects"];
    const [top, body] = [made("thead"), made("tbody")];
    const first = top.insertRow();
    first.append(this.head(made("th", isTurned ? this.words.aspect : this.words.competitor), "col"));
    for (const at of this[columns].keys()) first.append(this.headOf(columns, at, "col"));
    this[rows].forEach((_, row) => {
      const line = body.insertRow();
      line.append(this.headOf(rows, row, "row"));
      this[columns].forEach((_one, column) => {
        line.insertCell().append(this.button(isTurned ? [column, row] : [row, column]));
      });
    });
    this.table.classList.toggle("turned", isTurned);
    this.table.style.setProperty("--columns", this[columns].length);
    this.table.replaceChildren(this.table.caption, top, body);
    for (const row of this.forms.keys()) this.tellSum(row);
    this.choose(this.chosen);
  }

  head(th, scope) {
    th.scope = scope;
    return th;
  }

  headOf(kind, at, scope) {
    const { code, name, maximum } = this[kind][at];
    const short = code?.slice(code.indexOf(".") + 1);
    const th = this.head(made("th", code ? (scope === "col" ? short : `${code} ${name}`) : name), scope);
    if (code && scope === "col") th.title = `${code} ${name}`;
    th.append(made("small", code ? this.written(cents(maximum)) : ""));
    this.heads[kind][at] = th;
    return th;
  }

  button(place) {
    const [row, column] = place;
    const button = made("button");
    button.type = "button";
    button.tabIndex = -1;
    button.dataset.at = place.join(" ");
    this.buttons[row][column] = button;
    this.paint(place);
    return button;
  }

  paint(place) {
    const [row, column] = place;
    const [cell, aspect, button] = [this.entries.cells[row][column], this.aspects[column], this.buttons[row][column]];
    const state = stateOf(cell, aspect);
    const shown = shownIn(cell, aspect, this.words);
    const points = pointsOf(cell, aspect);
    const isUnsent = this.entries.isUnsent(place);
    button.dataset.state = state;
    button.toggleAttribute("data-unsent", isUnsent);
    button.textContent = shown;
    const facts = [
      `${this.words[state]} ${shown.replaceAll("·", " ")}`.trim(),
      points !== null && this.written(points),
    ];
    const said = [...facts, isUnsent && this.words.unsent].filter(Boolean).join(", ");
    button.setAttribute("aria-label", `${this.forms[row].name}, ${aspect.code}: ${said}`);
  }

  /** How far a competitor is: how many aspects count, and their sum in cents. */
  sumOf(row) {
    const points = this.aspects.map((aspect, column) => pointsOf(this.entries.cells[row][column], aspect));
    const counted = points.filter((one) => one !== null);
    return { done: counted.length, total: points.length, sum: counted.reduce((all, one) => all + one, 0) };
  }

  tellSum(row) {
    const { done, total, sum } = this.sumOf(row);
    const far = fill(this.words.far, { done, total, sum: this.written(sum) });
    const { closed } = this.forms[row];
    this.heads.forms[row].lastElementChild.textContent = closed ? `${this.words.closed} · ${far}` : far;
  }

  choose(place) {
    const [was, now] = [this.chosen, place].map(([row, column]) => ({
      button: this.buttons[row][column],
      heads: [this.heads.forms[row], this.heads.aspects[column]],
    }));
    was.button.tabIndex = -1;
    was.button.removeAttribute("aria-current");
    for (const head of was.heads) head.classList.remove("now");
    now.button.tabIndex = 0;
    now.button.setAttribute("aria-current", "true");
    for (const head of now.heads) head.classList.add("now");
    this.chosen = place;
  }

  focus() {
    const [row, column] = this.chosen;
    this.buttons[row][column].focus({ preventScroll: true });
  }

  /** Brings the chosen cell from under the heads or from beyond the edge. */
  reveal() {
    const [row, column] = this.chosen;
    this.buttons[row][column].scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  /** The cell that lies so many rows and columns further on the screen, or null. */
  beside([down, right]) {
    const [row, column] = this.chosen;
    const place = this.isTurned ? [row + right, column + down] : [row + down, column + right];
    return this.buttons[place[0]]?.[place[1]] ? place : null;
  }
}
