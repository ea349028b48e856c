"""An OIDC issuer for tests of APIs: it has keys and signs what it is told, without a sign-in."""

import json
import time
from collections.abc import Mapping, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, Final
from urllib.parse import parse_qsl
from uuid import uuid4

from joserfc import jwt
from joserfc.jwk import ECKey, KeySet

from localstack.ports import LOOPBACK

AUDIENCE: Final = "urn:skillproof"
CLIENT: Final = "skillproof-web"
CLIENT_SECRET: Final = "only-for-tests-and-the-local-stack"  # noqa: S105 - known on purpose
LIFETIME: Final = 3600


class TokenIssuer:
    """Serves its discovery document and keys on the loopback; `settings()` are a service's settings for it."""

    def __init__(self) -> None:
        self._key = ECKey.generate_key("P-256", {"kid": uuid4().hex, "use": "sig", "alg": "ES256"})
        self._server = ThreadingHTTPServer((LOOPBACK, 0), self._handler())
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self.url = f"http://{LOOPBACK}:{self._server.server_port}"

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def settings(self) -> dict[str, str]:
        return {
            "oidc_issuer": self.url,
            "oidc_client_id": CLIENT,
            "oidc_client_secret": CLIENT_SECRET,
            "oidc_audience": AUDIENCE,
        }

    def token(
        self, account: str, *roles: str, organisation: str | None = None, name: str | None = None, **changed: Any
    ) -> str:
        """An access token as a JWT. `changed` claims replace the right ones, to make tokens that must be refused."""
        now = int(time.time())
        claims = {
            "iss": self.url,
            "aud": AUDIENCE,
            "sub": account,
            "name": account if name is None else name,
            "roles": list(roles),
            "iat": now,
            "exp": now + LIFETIME,
            **({"organisation": organisation} if organisation else {}),
            **changed,
        }
        return jwt.encode({"alg": "ES256", "kid": self._key.kid, "typ": "at+jwt"}, claims, self._key)

    def bearer(self, account: str, *roles: str, **claims: Any) -> dict[str, str]:
        """The header of a request by this person."""
        return {"Authorization": f"Bearer {self.token(account, *roles, **claims)}"}

    def posted(self, path: str, form: Mapping[str, str]) -> tuple[int, Any]:  # noqa: ARG002 - for those who inherit
        """Status and document for what a client sends. This issuer gives nothing; a test's own does what the test is about."""
        return 404, {"error": "invalid_request"}

    def _documents(self) -> dict[str, Any]:
        discovery = {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/auth",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/jwks",
            "revocation_endpoint": f"{self.url}/revoke",
        }
        return {"/.well-known/openid-configuration": discovery, "/jwks": KeySet([self._key]).as_dict(private=False)}

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        issuer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                document = issuer._documents().get(self.path)
                self._answer(200 if document else 404, document)

            def do_POST(self) -> None:
                sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
                self._answer(*issuer.posted(self.path, dict(parse_qsl(sent))))

            def _answer(self, status: int, document: Any) -> None:
                body = json.dumps(document).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: Sequence[Any]) -> None:  # noqa: A002 - the library's name
                """Quiet."""

        return Handler
