// The local OIDC issuer. Settings by environment: ISSUER_URL, PUBLIC_URL, PEOPLE (a JSON file), AUDIENCE, CLIENT_ID, CLIENT_SECRET, DEMO_CLIENT_ID.
import { readFileSync } from "node:fs";
import http from "node:http";
import { issuer } from "./issuer.mjs";
import { peoplePage } from "./pages.mjs";

const { ISSUER_URL: url, PUBLIC_URL: publicUrl, PEOPLE, AUDIENCE: audience } = process.env;
const { CLIENT_ID: clientId, CLIENT_SECRET: clientSecret, DEMO_CLIENT_ID: demoClientId } = process.env;
const people = new Map(JSON.parse(readFileSync(PEOPLE)).map((person) => [person.account, person]));
const provider = issuer({ url, publicUrl, audience, clientId, clientSecret, demoClientId }, people);
const oidc = provider.callback();

const CHOSEN = "local-sign-in-as";
const chosen = (request) => new RegExp(`(?:^|; )${CHOSEN}=([\\w-]+)`).exec(request.headers.cookie ?? "")?.[1];
const over = (name) => `${name}=; Path=/; Max-Age=0`;

/** The account that an address asks for; that of a new person is made of the name that was typed, with no role anywhere. */
function asked(address, account) {
  const name = address.searchParams.get("name")?.trim().slice(0, 100);
  if (account !== "new" || !name) return account;
  const made = `new-${crypto.randomUUID()}`;
  people.set(made, {
    name,
    email: address.searchParams.get("email"),
    roles: [],
    is: { ru: "новый человек", en: "a new person" },
  });
  return made;
}

/** The people of the page, as links: the choice travels with the interaction. */
async function who(request, response, address) {
  const account = asked(address, address.searchParams.get("as") ?? chosen(request));
  if (!people.has(account))
    return html(
      response,
      peoplePage(people, (one) => `?as=${one}`, ""),
    );
  response.setHeader("Set-Cookie", over(CHOSEN));
  await provider.interactionFinished(
    request,
    response,
    { login: { accountId: account }, consent: {} },
    { mergeWithLastSubmission: false },
  );
}

/** One click: forgets who was signed in here, remembers the choice, and begins the product's own sign-in. */
function as(response, address) {
  const account = asked(address, decodeURIComponent(address.pathname.slice("/as/".length)));
  if (!people.has(account))
    return html(
      response,
      peoplePage(people, (one) => `/as/${one}`, "/as/new"),
    );
  const to = encodeURIComponent(address.searchParams.get("to") ?? "/");
  response.setHeader("Set-Cookie", [
    `${CHOSEN}=${account}; Path=/; HttpOnly; SameSite=Lax; Max-Age=60`,
    ...["_session", "_session.sig", "_session.legacy", "_session.legacy.sig"].map(over),
  ]);
  response.writeHead(303, { Location: `${publicUrl}/sign-in?to=${to}` }).end();
}

function html(response, body) {
  response.setHeader("Content-Type", "text/html; charset=utf-8");
  response.end(body);
}

const server = http.createServer((request, response) => {
  const address = new URL(request.url, url);
  if (address.pathname === "/")
    return html(
      response,
      peoplePage(people, (one) => `/as/${one}`, "/as/new"),
    );
  if (address.pathname.startsWith("/as/")) return as(response, address);
  if (!address.pathname.startsWith("/who/")) return oidc(request, response);
  who(request, response, address).catch(() => {
    response.writeHead(303, { Location: "/" }).end(); // a sign-in that was begun long ago
  });
});
server.listen(Number(new URL(url).port), "127.0.0.1");
process.on("SIGTERM", () => process.exit(0));
