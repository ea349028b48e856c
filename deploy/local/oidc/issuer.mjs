// What the local sign-in allows: the pages, the demo as a public client, a program of its own (client credentials), and access tokens as
// JWT with roles.
import { generateKeyPairSync } from "node:crypto";
import Provider from "oidc-provider";
import { signOutPage } from "./pages.mjs";

const SCOPE = "openid profile";
const HOUR = 3600;
const PROGRAM = { id: "program-1", secret: "only-for-the-local-stack" };

function signingKey() {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return { ...privateKey.export({ format: "jwk" }), alg: "RS256", use: "sig", kid: `local-${Date.now()}` };
}

function clients({ publicUrl, clientId, clientSecret, demoClientId }) {
  return [
    {
      client_id: clientId,
      client_secret: clientSecret,
      grant_types: ["authorization_code", "refresh_token"],
      redirect_uris: [`${publicUrl}/sign-in/callback`],
      post_logout_redirect_uris: [`${publicUrl}/`],
    },
    {
      client_id: demoClientId,
      token_endpoint_auth_method: "none",
      redirect_uris: ["http://127.0.0.1/signed-in"],
    },
    // What it may do is said by the product (`/access`), by its account, which is its id. The secret is known on purpose.
    {
      client_id: PROGRAM.id,
      client_secret: PROGRAM.secret,
      grant_types: ["client_credentials"],
      response_types: [],
      redirect_uris: [],
    },
  ];
}

async function grantAll(ctx, audience) {
  const { client, session, provider } = ctx.oidc;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope(SCOPE);
  grant.addResourceScope(audience, SCOPE);
  await grant.save();
  return grant;
}

export function issuer(settings, people) {
  const { url, audience } = settings;
  const claims = (person) => ({ name: person.name, roles: person.roles, organisation: person.organisation });
  return new Provider(url, {
    clients: clients(settings),
    jwks: { keys: [signingKey()] },
    cookies: { keys: [crypto.randomUUID()] },
    pkce: { required: () => true },
    scopes: ["openid", "profile"],
    claims: { openid: ["sub"], profile: ["name"] },
    conformIdTokenClaims: false,
    ttl: {
      AccessToken: 8 * HOUR,
      RefreshToken: 10 * HOUR,
      IdToken: HOUR,
      Interaction: HOUR,
      Session: 24 * HOUR,
      Grant: 24 * HOUR,
    },
    issueRefreshToken: (_, client) => client.grantTypeAllowed("refresh_token"),
    // Three services share one cookie: the second to use a rotated token would be taken for a thief (docs/decisions/0015).
    rotateRefreshToken: false,
    findAccount: (_, account) =>
      people.has(account) && { accountId: account, claims: () => ({ sub: account, ...claims(people.get(account)) }) },
    extraTokenClaims: (_, token) => (token.accountId ? claims(people.get(token.accountId)) : undefined),
    loadExistingGrant: (ctx) => grantAll(ctx, audience),
    interactions: { url: (_, interaction) => `/who/${interaction.uid}` },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      revocation: { enabled: true, allowedPolicy: (_, client, token) => token.clientId === client.clientId },
      rpInitiatedLogout: { enabled: true, logoutSource: signOutPage },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => audience,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: SCOPE,
          audience,
          accessTokenTTL: 8 * HOUR,
          accessTokenFormat: "jwt",
          jwt: { sign: { alg: "RS256" } },
        }),
      },
    },
  });
}
