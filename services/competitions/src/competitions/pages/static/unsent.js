// On every page but an open form: sends what its expert entered on this tablet, says how far that is, and lists what is open.

import { learnKey, lockOthers } from "./keeping/lock.js";
import { keepPages } from "./keeping/pages.js";
import { askBeforeLeaving } from "./leaving.js";
import { listOpen } from "./open_marks.js";
import { Outbox } from "./outbox.js";
import { heldOfOthers, ownerOf } from "./unsent_marks.js";
import { fill } from "./words.js";

const place = document.getElementById("unsent");
const state = document.getElementById("unsent-state");
const form = document.querySelector("#sheet[data-owner]");
const hasForm = form !== null;
const owner = form?.dataset.owner ?? ownerOf(place.dataset.account);
let sent = 0;

function settled(_entry, { record }) {
  if (record) sent += 1;
}

function show(parts) {
  state.closest(".banner").hidden = parts.length === 0;
  state.textContent = parts.filter(Boolean).join(" ");
}

/** Entries of who had this tablet before: how many, and nothing else. */
function others() {
  const n = heldOfOthers(owner);
  return n > 0 ? [fill(place.dataset.others, { n })] : [];
}

function changed(waiting, held) {
  listOpen(outbox);
  const { offline, signedOut, turn, sending, done, unkept } = place.dataset;
  const why = { connection: offline, "sign-in": signedOut, turn };
  const parts = others();
  if (waiting > 0) parts.push(why[held] ?? "", fill(sending, { n: waiting }));
  else if (sent > 0) parts.push(fill(done, { n: sent }));
  if (waiting > 0 && !outbox.unsent.isKept) parts.push(unkept);
  show(parts);
  if (held !== "sign-in" || waiting === 0) return;
  const link = document.createElement("a");
  link.href = `/sign-in?to=${encodeURIComponent(location.pathname)}`;
  link.textContent = place.dataset.signIn;
  state.append(" ", link);
}

const outbox = owner && !hasForm ? new Outbox(owner, place.dataset.api, settled, changed) : null;
if (outbox) {
  addEventListener("offline", () => outbox.tell());
  askBeforeLeaving(outbox);
  outbox.send();
} else if (!hasForm) show(others());
if ("marks" in place.dataset) keepPages(place.dataset.account).catch(() => {});
lockOthers(owner)
  .then(() => owner && learnKey(owner, place.dataset.account))
  .catch(() => {});
