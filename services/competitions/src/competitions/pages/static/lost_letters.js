// Says beside an invitation that its letter did not arrive: the service that sends letters is asked. Without it the page of all letters says so.

const WHY = ["no_address", "address_invalid", "address_bounced", "no_guardian"];

function isLost({ channel, outcome, reason }) {
  return channel === "email" && (outcome === "failed" || (outcome === "suppressed" && WHY.includes(reason)));
}

async function look(line) {
  try {
    const answer = await fetch(`/api/notifications/v1/deliveries?event_id=${line.dataset.letter}`);
    if (answer.ok) line.hidden = !(await answer.json()).items.some(isLost);
  } catch {
    // It stays hidden.
  }
}

for (const line of document.querySelectorAll("[data-letter]")) look(line);
