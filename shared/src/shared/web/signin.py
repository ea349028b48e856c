"""Signing in: OIDC's code flow with PKCE (RFC 7636). What it must remember travels in a sealed cookie."""

import base64
import hashlib
import secrets
from typing import Annotated, Final
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Depends, Query
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from shared.errors import SignInFailed, Transient
from shared.identity.principal import ACTING_FOR, caller_of, whoever
from shared.identity.sessions import SignIn
from shared.web.addresses import START, own, redirect
from shared.web.forms import typed_in
from shared.web.pages import Pages

CALLBACK: Final = "/sign-in/callback"
ATTEMPT: Final = "sign-in"
ATTEMPT_SECONDS: Final = 600
LONGEST_ORGANISATION: Final = 200

router = APIRouter(dependencies=[Depends(whoever)], include_in_schema=False)


def way_back(to: str) -> str:
    """`to` if it is an address of ours, else the start page: nobody is sent to another site, nor in a circle."""
    return START if to.startswith("/sign-in") else own(to)


async def _counted(request: Request) -> None:
    """Each of them asks the issuer: of one address as many as public pages, since a school is one. Raises TooMany."""
    request.app.state.rate_limits.pages.take(caller_of(request, None))


@router.get("/sign-in", dependencies=[Depends(_counted)])
async def begin(request: Request, to: Annotated[str, Query(max_length=2000)] = START) -> Response:
    """Sends the person to the issuer, and remembers where they wanted to go."""
    sign_in: SignIn = request.app.state.sign_in
    settings = sign_in.issuer.settings
    verifier, state, nonce = (secrets.token_urlsafe(32) for _ in range(3))
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    asked = {
        "response_type": "code",
        "client_id": settings.oidc_client_id,
        "redirect_uri": settings.public_url + CALLBACK,
        "scope": settings.oidc_scope,
        "state": state,
        "nonce": nonce,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    metadata = await sign_in.issuer.metadata()
    response = RedirectResponse(f"{metadata.authorization_endpoint}?{urlencode(asked)}", 303)
    attempt = {"state": state, "nonce": nonce, "verifier": verifier, "to": way_back(to)}
    sign_in.sealed.set(response, ATTEMPT, attempt, ATTEMPT_SECONDS)
    return response


@router.get(CALLBACK, dependencies=[Depends(_counted)])
async def finish(request: Request, code: str = "", state: str = "") -> Response:
    """Exchanges the code, checks both tokens, and opens the session."""
    sign_in: SignIn = request.app.state.sign_in
    attempt = sign_in.sealed.get(request, ATTEMPT)
    if attempt is None or not code or not secrets.compare_digest(attempt["state"].encode(), state.encode()):
        raise SignInFailed("the sign-in was not begun here, or took too long")
    redirect_uri = sign_in.issuer.settings.public_url + CALLBACK
    tokens = await sign_in.tokens.exchange(code, attempt["verifier"], redirect_uri)
    session = await sign_in.begun(tokens, attempt["nonce"])
    response = redirect(way_back(attempt["to"]))
    sign_in.open(response, session)
    sign_in.sealed.drop(response, ATTEMPT)
    return response


@router.post("/sign-out")
async def sign_out(request: Request) -> Response:
    """Ends the session at the issuer, so that no copy of it is renewed, in this browser, and in the issuer's own cookie."""
    sign_in: SignIn = request.app.state.sign_in
    session = sign_in.session(request)
    is_heard = session is None or await sign_in.end(session)
    response = await _farewell(sign_in) if is_heard else _not_heard(request)
    sign_in.forget(response)
    return response


@router.post("/sign-in/organisation")
async def act_for(request: Request) -> Response:
    """For which organisation somebody acts who may for several. It is looked up at each request whether they may."""
    typed = await typed_in(request)
    chosen, settings = typed.get("organisation", "")[:LONGEST_ORGANISATION], request.app.state.settings
    response = redirect(way_back(typed.get("to", START)))
    response.set_cookie(
        ACTING_FOR,
        quote(chosen, safe=""),
        settings.session_hours * 3600,
        httponly=True,
        samesite="lax",
        secure=settings.is_https,
    )
    return response


async def _farewell(sign_in: SignIn) -> Response:
    """On to the issuer's end of the session, where it has one (OpenID Connect RP-Initiated Logout 1.0)."""
    settings = sign_in.issuer.settings
    try:
        end = (await sign_in.issuer.metadata()).end_session_endpoint
    except Transient:
        end = None
    if end is None:
        return redirect(START)
    back = {"client_id": settings.oidc_client_id, "post_logout_redirect_uri": settings.public_url + START}
    return RedirectResponse(f"{end}?{urlencode(back)}", 303)


def _not_heard(request: Request) -> Response:
    """Sending the browser to an issuer that does not answer would leave the person with an empty page."""
    return Pages(request.app.state.package).render(request, "signed-out.html")
