// Watches a table that is read or handed out, and shows the page anew when that is over. Without it there is a link to look again.

const line = document.getElementById("progress");
const PAUSE = 1000;

async function look() {
  try {
    const answer = await fetch(line.dataset.watch);
    if (answer.ok) {
      const table = await answer.json();
      if (table.stage !== line.dataset.stage) {
        location.reload();
        return;
      }
      const bar = line.querySelector("progress");
      if (bar) {
        bar.value = table.done;
      }
    }
  } catch {
    // The link on the page stays.
  }
  setTimeout(look, PAUSE);
}

setTimeout(look, PAUSE);
