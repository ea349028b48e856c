// Who signs out with entries that were not sent is asked; where nothing is left, nothing of them stays on this device.

import { forgetKey, lock } from "./keeping/lock.js";
import { forgetPages } from "./keeping/pages.js";
import { fill } from "./words.js";

const form = document.querySelector('form[action="/sign-out"]');
const asking = document.getElementById("leaving");

/** Pages have names in them: none stays, whatever waits. */
async function leave(outbox) {
  await forgetPages(document.getElementById("unsent").dataset.account);
  const isEmpty = outbox.unsent.all().length + outbox.unsent.begun().length === 0;
  if (isEmpty) {
    await outbox.unsent.forget();
    await forgetKey(outbox.owner).catch(() => {});
  } else await lock(outbox.owner).catch(() => {}); // Where it fails its key stays, so that the next page can seal what is left.
  form.submit();
}

export function askBeforeLeaving(outbox) {
  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    const n = outbox.unsent.all().length;
    if (n === 0) {
      leave(outbox);
      return;
    }
    asking.hidden = false;
    asking.querySelector("p").textContent = fill(asking.dataset.asked, { n });
    asking.querySelector("h2").focus();
  });
  const [send, out] = asking.querySelectorAll("button");
  send.addEventListener("click", async () => {
    const held = await outbox.send();
    const n = outbox.unsent.all().length;
    if (!held && n === 0) leave(outbox);
    else asking.querySelector("p").textContent = fill(asking.dataset.asked, { n });
  });
  out.addEventListener("click", () => leave(outbox));
}
