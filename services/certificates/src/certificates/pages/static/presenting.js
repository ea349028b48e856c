// What is dropped, pasted or shown to the camera on the verifier's page. A code is read here and sent nowhere.

import { seen } from "./verdict.js";

const PICTURES = ["image/png", "image/jpeg", "image/webp"];
const root = document.documentElement;
const many = document.getElementById("many");
const files = document.getElementById("files");
const list = document.getElementById("list");
const codes = document.getElementById("codes");
const reading = document.getElementById("reading");
const told = document.getElementById("read");

/** `check` answers a code's text; `send` hands a form to the server. */
export function offer({ check, send }) {
  many.addEventListener("submit", async (event) => {
    event.preventDefault();
    const read = await codesOnPictures();
    reading.textContent = "";
    const [only] = read;
    if (read.length === 1 && files.files.length === 1 && !list.value.trim() && !codes.value) {
      check(only.code);
      return;
    }
    // Thirty photographs are too large to be sent, and their codes are not. What was read before has lost its file.
    keep(read.map(({ name, code }) => `${name}\t${code}`));
    leave(read.map(({ file }) => file));
    send(many);
  });
  document.addEventListener("paste", spread);
  dropped();
  offerCamera(check);
}

/** {file, name, code} of each chosen picture with one code of ours on it. The server says what is wrong with the others. */
async function codesOnPictures() {
  const pictures = [...files.files].filter(({ type }) => PICTURES.includes(type));
  if (!pictures.length) return [];
  const found = [];
  try {
    const { textsIn } = await import("./camera.js");
    for (const [at, file] of pictures.entries()) {
      reading.textContent = reading.dataset.text.replace("{n}", at + 1).replace("{total}", pictures.length);
      const ours = (await textsIn(file).catch(() => [])).filter((text) => seen(text) === "code");
      if (ours.length === 1) found.push({ file, name: file.name.replace(/\s+/g, " "), code: ours[0] });
    }
  } catch {
    return []; // No connection to load the reader by: then there is none to send by either, or the server reads them.
  }
  return found;
}

/** Also over a refusal, and where there was no connection to send it by. */
function keep(lines) {
  const all = [...new Set([...codes.value.split("\n"), ...lines])].filter((line) => line.trim());
  codes.value = all.join("\n");
  const names = all.map((line) => line.split("\t")[0]);
  const most = Number(told.dataset.most);
  const shown = names.slice(0, most).join(", ") + (names.length > most ? " …" : "");
  told.querySelector("span").textContent = told.dataset.text.replace("{names}", () => shown);
  told.hidden = !all.length;
}

/** What was read need not be sent. */
function leave(read) {
  const others = new DataTransfer();
  for (const file of files.files) if (!read.includes(file)) others.items.add(file);
  files.files = others.files;
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
