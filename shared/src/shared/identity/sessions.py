"""The session of a page: one sealed cookie that all three services read and renew, so that none of them keeps sessions.

What it says of a person holds for five minutes. After that whichever service is asked renews it at the issuer with the
refresh token in it, until the session's hours are over. Why it is so: docs/decisions/0015.
"""

import secrets
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any, Final, Self

import httpx2
from starlette.requests import Request
from starlette.responses import Response

from shared.errors import NotSignedIn, SessionImpossible, SignInFailed, Transient
from shared.identity.ending import Endings
from shared.identity.oidc import Issuer
from shared.identity.principal import Principal, principal_of
from shared.identity.renewal import Renewals
from shared.identity.sealing import CookieTooLarge, Sealed
from shared.identity.token_endpoint import SessionOver, TokenEndpoint, Tokens
from shared.observability.telemetry import log
from shared.settings import ServiceSettings

SESSION: Final = "session"
TURN: Final = "turn"
"""Whose turn it is at this browser: begun by a sign-in, ended by a sign-out. A session of another turn is none."""
BEARER: Final = "bearer "
HOLDS_SECONDS: Final = 300
HOLDS_IN_SILENCE_SECONDS: Final = 60
LONGEST_NAME: Final = 100
ISSUER_SECONDS: Final = 5.0


@dataclass(frozen=True, slots=True)
class Session:
    """`principal.until` is when it must be renewed, `ends_at` when it is over for good; seconds since the epoch."""

    principal: Principal
    refresh: str
    turn: str
    ends_at: float

    def content(self) -> dict[str, Any]:
        by = self.principal
        person = {"sub": by.account, "name": by.name, "roles": sorted(by.roles), "organisation": by.organisation}
        times = {"until": int(by.until), "end": int(self.ends_at)}
        return {**person, **times, "refresh": self.refresh, "turn": self.turn}

    @classmethod
    def of(cls, content: Mapping[str, Any]) -> Self | None:
        """None for the cookie of an earlier version."""
        if not {"sub", "until", "refresh", "turn", "end"} <= content.keys():
            return None
        principal = principal_of({**content, "exp": content["until"]})
        return cls(principal, content["refresh"], content["turn"], content["end"])

    def holding(self, seconds: float) -> Self:
        """The same person from now on for so long, and not beyond the session's end."""
        until = min(time.time() + seconds, self.ends_at)
        return replace(self, principal=replace(self.principal, until=until))


@dataclass(frozen=True, slots=True)
class SignIn:
    """Finds out who sends a request: a bearer token (programs) or the session cookie (pages)."""

    issuer: Issuer
    sealed: Sealed
    tokens: TokenEndpoint
    renewals: Renewals[Session]
    endings: Endings

    @classmethod
    @asynccontextmanager
    async def running(cls, settings: ServiceSettings) -> AsyncIterator[Self]:
        async with httpx2.AsyncClient(timeout=ISSUER_SECONDS) as http:
            issuer = Issuer(settings, http)
            tokens = TokenEndpoint(issuer)
            endings = Endings(tokens)
            try:
                yield cls(issuer, Sealed(settings), tokens, Renewals(), endings)
            finally:
                await endings.stop()

    async def principal(self, request: Request) -> Principal | None:
        """Leaves in `request.state.session_cookies` what the browser is to keep from now on, for `RenewedSession` to pass on."""
        authorization = request.headers.get("authorization")
        if authorization is not None:
            if not authorization.lower().startswith(BEARER):
                raise NotSignedIn("only bearer tokens")
            return await self.issuer.principal(authorization[len(BEARER) :].strip())
        session = self.session(request)
        if session is None or session.principal.until > time.time():
            return session.principal if session else None
        try:
            renewed = await self.renewals.of(session.refresh, lambda: self._renewed(session))
        except Transient:
            # The issuer is silent: whoever was signed in stays so, since marking must not stop.
            return session.holding(HOLDS_IN_SILENCE_SECONDS).principal
        kept = Response()
        if renewed is None:
            self.forget(kept)
        else:
            self.keep(kept, renewed)
        request.state.session_cookies = kept.headers.getlist("set-cookie")
        return renewed.principal if renewed else None

    def session(self, request: Request) -> Session | None:
        """What the request's cookie says, renewed or not; None when it is over for good."""
        session = Session.of(self.sealed.get(request, SESSION) or {})
        is_of_this_turn = session is not None and session.turn == self.sealed.get_plain(request, TURN)
        return session if is_of_this_turn else None

    async def begun(self, tokens: Tokens, nonce: str) -> Session:
        """A new session from what the issuer gave for the code.

        Raises SignInFailed for tokens of another sign-in or product, SessionImpossible where they make no session.
        """
        settings = self.issuer.settings
        try:
            identity = await self.issuer.claims(tokens.identity or "", settings.oidc_client_id)
            claims = await self.issuer.claims(tokens.access, settings.oidc_audience)
        except NotSignedIn as error:
            raise SignInFailed("the issuer's tokens are not for us") from error
        if identity.get("nonce") != nonce or identity["sub"] != claims["sub"]:
            raise SignInFailed("the answer belongs to another sign-in")
        if tokens.refresh is None:
            log.error("the issuer gives this client no refresh tokens, without which nobody can be signed out")
            raise SessionImpossible("no refresh token")
        # What somebody may do is read from the access token alone, as for programs.
        principal = _named(claims, identity.get("name"))
        ends_at = time.time() + settings.session_hours * 3600
        turn = secrets.token_urlsafe(12)
        return Session(principal, tokens.refresh, turn, ends_at).holding(HOLDS_SECONDS)

    async def _renewed(self, session: Session) -> Session:
        tokens = await self.tokens.renew(session.refresh)
        try:
            claims = await self.issuer.claims(tokens.access, self.issuer.settings.oidc_audience)
        except NotSignedIn as error:
            # It answers, but with a key that we do not know yet, or for others: nothing that says that the session is over.
            log.warning("session renewed with a token that is not for us")
            raise Transient("the sign-in's answer is not for us") from error
        principal = _named(claims, session.principal.name)
        if principal.account != session.principal.account:
            raise SessionOver
        refresh = tokens.refresh or session.refresh
        renewed = replace(session, principal=principal, refresh=refresh).holding(HOLDS_SECONDS)
        try:
            self.keep(Response(), renewed)
        except SessionImpossible:
            # The next sign-in ends with this refusal, and tells it.
            raise SessionOver from None
        return renewed

    def open(self, response: Response, session: Session) -> None:
        """Raises SessionImpossible."""
        self.keep(response, session)
        self.sealed.set_plain(response, TURN, session.turn, int(session.ends_at - time.time()))

    def keep(self, response: Response, session: Session) -> None:
        """Raises SessionImpossible where no browser would keep it, which would otherwise lead from sign-in to sign-in."""
        try:
            self.sealed.set(response, SESSION, session.content(), int(session.ends_at - time.time()))
        except CookieTooLarge as error:
            log.error("a session does not fit into a cookie", bytes=error.args[0])
            raise SessionImpossible("too large") from error

    def forget(self, response: Response) -> None:
        for name in (SESSION, TURN):
            self.sealed.drop(response, name)

    async def end(self, session: Session) -> bool:
        """Signs the person out at the issuer. False where it does not answer: then it is told later."""
        self.renewals.end(session.refresh)
        return await self.endings.end(session.refresh, session.ends_at)


def _named(claims: Mapping[str, Any], otherwise: object) -> Principal:
    """Whom an access token is for; its name may stand elsewhere. The name is shown, and decides nothing: a long one is cut."""
    principal = principal_of({**claims, "name": claims.get("name") or otherwise})
    if len(principal.name) <= LONGEST_NAME:
        return principal
    return replace(principal, name=principal.name[: LONGEST_NAME - 1] + "…")
