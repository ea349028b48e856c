// Says in numbers what a publication set off: the services that issue certificates and send letters are asked, until nothing waits.
// Without it the page leads to where they say so.

const place = document.querySelector("[data-aftermath]");
const PAUSE = 2000;
const LOOKS = 60;

const number = new Intl.NumberFormat(document.documentElement.lang === "ru" ? "ru-RU" : "en-GB");

async function told(address) {
  try {
    const answer = await fetch(address);
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

function write(numbers) {
  for (const [name, value] of Object.entries(numbers)) {
    const cell = place.querySelector(`[data-number="${name}"]`);
    cell.textContent = number.format(value);
    cell.closest("[data-told]").hidden = false;
  }
}

async function look(left) {
  const [certificates, letters] = await Promise.all([told(place.dataset.certificates), told(place.dataset.letters)]);
  let waiting = 0;
  if (certificates) {
    waiting = Math.max(0, Number(place.dataset.expected) - certificates.issued);
    write({ issued: certificates.issued, waiting });
    place.querySelector("[data-closed]").hidden = certificates.is_issuer_open || waiting === 0;
  }
  if (letters) {
    const { sent, queued, sending, failed } = letters.channels.email;
    write({ sent, queued: queued + sending, failed });
    waiting += queued + sending;
  }
  if (waiting > 0 && left > 0) setTimeout(look, PAUSE, left - 1);
}

if (place) look(LOOKS);
