// Watches a publication and shows the page anew when it is complete. Without it there is a link to look again.

const line = document.getElementById("publication");
const PAUSE = 1000;

async function look() {
  try {
    const answer = await fetch(line.dataset.watch);
    if (answer.ok && (await answer.json()).is_under_way === false) {
      location.reload();
      return;
    }
  } catch {
    // The link on the page stays.
  }
  setTimeout(look, PAUSE);
}

setTimeout(look, PAUSE);
