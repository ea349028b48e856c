// On every page but an open form: sends what its expert entered on this tablet, says how far that is, and lists what is open.

import { listOpen } from "./open_marks.js";
import { Outbox } from "./outbox.js";
import { ownerOf } from "./unsent_marks.js";
import { fill } from "./words.js";

const place = document.getElementById("unsent");
const state = document.getElementById("unsent-state");
const owner = ownerOf(place.dataset.account);
let sent = 0;

function settled(_entry, { record }) {
  if (record) sent += 1;
}

function changed(waiting, held) {
  listOpen(outbox);
  const { offline, signedOut, turn, sending, done } = place.dataset;
  const why = { connection: offline, "sign-in": signedOut, turn };
  const parts = [];
  if (waiting > 0) parts.push(why[held] ?? "", fill(sending, { n: waiting }));
  else if (sent > 0) parts.push(fill(done, { n: sent }));
  state.closest(".banner").hidden = parts.length === 0;
  state.textContent = parts.filter(Boolean).join(" ");
  if (held !== "sign-in" || waiting === 0) return;
  const link = document.createElement("a");
  link.href = `/sign-in?to=${encodeURIComponent(location.pathname)}`;
  link.textContent = place.dataset.signIn;
  state.append(" ", link);
}

const outbox =
  owner && !document.querySelector("#sheet[data-owner]")
    ? new Outbox(owner, place.dataset.api, settled, changed)
    : null;
if (outbox) {
  addEventListener("storage", () => outbox.tell());
  addEventListener("offline", () => outbox.tell());
  outbox.tell();
  outbox.send();
}
