// Runs the browser's own verification under Node. Input (JSON): {text, catalogue}; output: its verdict.

import { trusted } from "../../../services/certificates/src/certificates/pages/static/catalogue.js";
import { verdictOf } from "../../../services/certificates/src/certificates/pages/static/verdict.js";
import { stdin } from "./stdin.mjs";

const { text, catalogue } = await stdin();
console.log(JSON.stringify(await verdictOf(text, catalogue && (await trusted(catalogue)))));
