// What is dropped, pasted or shown to the camera on the verifier's page. A code is read here and sent nowhere.

import { seen } from "./verdict.js";

const PICTURES = ["image/png", "image/jpeg", "image/webp"];
const root = document.documentElement;
const many = document.getElementById("many");
const files = document.getElementById("files");
const list = document.getElementById("list");

/** `check` answers a code's text; `send` hands a form to the server. */
export function offer({ check, send }) {
  many.addEventListener("submit", async (event) => {
    event.preventDefault();
    const text = await codeOfPicture();
    if (text) check(text);
    else send(many);
  });
  document.addEventListener("paste", spread);
  dropped();
  offerCamera(check);
}

/** The text of our code where one picture alone was chosen, and there is one on it. */
async function codeOfPicture() {
  const [picture] = files.files;
  if (files.files.length !== 1 || list.value.trim() || !PICTURES.includes(picture.type)) return null;
  try {
    const { textsIn } = await import("./camera.js");
    const codes = (await textsIn(picture)).filter((text) => seen(text) === "code");
    return codes.length === 1 ? codes[0] : null;
  } catch {
    return null; // The server says what is wrong with it.
  }
}

/** Several lines do not fit into the field of one number. */
function spread(event) {
  const text = event.clipboardData?.getData("text/plain") ?? "";
  const lines = text.split(/\r?\n/).filter((line) => line.trim());
  const isList = lines.length > 1 && seen(text) !== "json" && lines.some((line) => !/^[\d\s]+$/.test(line));
  if (event.target.id !== "text" || !isList) return;
  event.preventDefault();
  list.value = text;
  list.focus();
}

function dropped() {
  let depth = 0;
  const carries = (event) => event.dataTransfer?.types.includes("Files");
  const over = (change) => (event) => {
    if (!carries(event)) return;
    depth += change;
    root.classList.toggle("dragging", depth > 0);
  };
  document.addEventListener("dragenter", over(1));
  document.addEventListener("dragleave", over(-1));
  document.addEventListener("dragover", (event) => carries(event) && event.preventDefault());
  document.addEventListener("drop", (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    depth = 0;
    root.classList.remove("dragging");
    files.files = event.dataTransfer.files;
    many.requestSubmit();
  });
}

function offerCamera(check) {
  const start = document.getElementById("camera-start");
  start.hidden = !navigator.mediaDevices?.getUserMedia;
  start.addEventListener("click", async () => {
    start.hidden = true;
    const { scan } = await import("./camera.js").catch(() => ({ scan: null }));
    const text = await (scan ?? unreached)();
    start.hidden = false;
    if (text) check(text);
    else start.focus();
  });
}

function unreached() {
  const panel = document.getElementById("camera");
  panel.hidden = false;
  panel.querySelector("video").hidden = true;
  panel.querySelector("[role=status]").textContent = panel.dataset.unreached;
  return null;
}
