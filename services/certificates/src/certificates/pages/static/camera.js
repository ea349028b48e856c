// Reads codes by the camera and off pictures. Loaded when somebody asks for it: the reader of codes is large.

import { prepareZXingModule, readBarcodes } from "/static/shared/vendor/zxing-wasm/reader/index.js";
import { seen } from "./verdict.js";

const READER = "/static/shared/vendor/zxing-wasm/zxing_reader.wasm";
const PAUSE = 120;
// Pixels of a picture's longer side: a code that fills a sixth of it can still be read.
const LARGEST = 3000;
const panel = document.getElementById("camera");
const video = panel.querySelector("video");
const status = panel.querySelector("[role=status]");
const stop = document.getElementById("camera-stop");
const canvas = document.createElement("canvas");
const drawing = canvas.getContext("2d", { willReadFrequently: true });

prepareZXingModule({ overrides: { locateFile: () => READER } });

/** The texts of the codes on a picture, each once. */
export async function textsIn(picture) {
  const image = await createImageBitmap(picture);
  const scale = Math.min(1, LARGEST / Math.max(image.width, image.height));
  return read(image, Math.round(image.width * scale), Math.round(image.height * scale));
}

/** The text of our code that the camera sees, or null where it was stopped or there is no camera; why stands on the page. */
export async function scan() {
  panel.hidden = false;
  video.hidden = stop.hidden = true;
  status.textContent = panel.dataset.asking;
  let stream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({
      video: { facingMode: "environment", width: { ideal: 1920 }, height: { ideal: 1080 } },
    });
  } catch (error) {
    status.textContent = panel.dataset[WHY[error.name] ?? "busy"];
    return null;
  }
  try {
    return await seeing(stream);
  } catch {
    status.textContent = panel.dataset.unreached;
    return null;
  } finally {
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
    video.hidden = stop.hidden = true;
  }
}

const WHY = {
  NotAllowedError: "denied",
  SecurityError: "denied",
  NotFoundError: "missing",
  OverconstrainedError: "missing",
};

async function seeing(stream) {
  let isOver = false;
  const end = () => {
    isOver = true;
  };
  stop.addEventListener("click", end, { once: true });
  document.addEventListener("visibilitychange", end, { once: true });
  video.srcObject = stream;
  video.hidden = stop.hidden = false;
  stop.focus();
  await video.play();
  status.textContent = panel.dataset.seeing;
  while (!isOver) {
    const texts = await read(video, video.videoWidth, video.videoHeight);
    const code = texts.find((text) => seen(text) === "code");
    if (code) {
      panel.hidden = true;
      return code;
    }
    if (texts.length) status.textContent = panel.dataset.other;
    await new Promise((done) => setTimeout(done, PAUSE));
  }
  panel.hidden = true;
  return null;
}

async function read(image, width, height) {
  if (!width || !height) return [];
  canvas.width = width;
  canvas.height = height;
  drawing.drawImage(image, 0, 0, width, height);
  const found = await readBarcodes(drawing.getImageData(0, 0, width, height), { formats: ["QRCode"] });
  return [...new Set(found.map(({ text }) => text))];
}
