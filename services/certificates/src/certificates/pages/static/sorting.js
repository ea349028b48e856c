// Sorts a table by the heading that is pressed, and prints. What stands in the cells stays as it is.

const table = document.getElementById("answers");
const body = table.tBodies[0];
const headings = [...table.tHead.rows[0].cells];
const language = new Intl.Collator(document.documentElement.lang, { numeric: true });

function keyOf(row, column) {
  const cell = row.cells[column];
  return cell.dataset.value ?? cell.textContent.trim();
}

function sort(column) {
  const heading = headings[column];
  const isAscending = heading.getAttribute("aria-sort") === "ascending";
  for (const each of headings) each.removeAttribute("aria-sort");
  heading.setAttribute("aria-sort", isAscending ? "descending" : "ascending");
  const way = isAscending ? -1 : 1;
  const rows = [...body.rows];
  rows.sort((one, other) => way * language.compare(keyOf(one, column), keyOf(other, column)));
  body.append(...rows);
}

for (const [column, heading] of headings.entries()) {
  if (!("sorts" in heading.dataset)) continue;
  const button = document.getElementById("sorts").content.firstElementChild.cloneNode();
  button.textContent = heading.textContent;
  button.addEventListener("click", () => sort(column));
  heading.replaceChildren(button);
}

const printing = document.getElementById("print");
printing.hidden = false;
printing.addEventListener("click", () => window.print());
