// Runs the browser's own verification under Node. Input (JSON): {text, catalogue}; output: its verdict.

import { trusted } from "../../../services/certificates/src/certificates/pages/static/catalogue.js";
import { verdictOf } from "../../../services/certificates/src/certificates/pages/static/verdict.js";
import { stdin } from "./stdin.mjs";

const { text, catalogue } = await stdin();
// No catalogue at hand, none of that number (false), or this one.
const published = catalogue ? await trusted(catalogue) : catalogue === false ? null : undefined;
console.log(JSON.stringify(await verdictOf(text, async () => published)));
