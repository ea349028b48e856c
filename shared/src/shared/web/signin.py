"""Signing in: OIDC's code flow with PKCE (RFC 7636). What it must remember travels in a sealed cookie."""

import base64
import hashlib
import secrets
from typing import Annotated, Final
from urllib.parse import urlencode

import httpx2
from fastapi import APIRouter, Depends, Query
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from shared.errors import NotSignedIn, SignInFailed, Transient
from shared.identity.principal import anyone
from shared.identity.sessions import SignIn

CALLBACK: Final = "/sign-in/callback"
ATTEMPT: Final = "sign-in"
ATTEMPT_SECONDS: Final = 600

router = APIRouter(dependencies=[Depends(anyone)], include_in_schema=False)


def local_address(to: str) -> str:
    """`to` if it is an address of ours, else the start page: nobody is sent to another site, nor in a circle."""
    is_local = to.startswith("/") and not to.startswith(("//", "/sign-in")) and "\\" not in to and to.isprintable()
    return to if is_local else "/"


@router.get("/sign-in")
async def begin(request: Request, to: Annotated[str, Query(max_length=2000)] = "/") -> Response:
    """Sends the person to the issuer, and remembers where they wanted to go."""
    sign_in: SignIn = request.app.state.sign_in
    settings = sign_in.issuer.settings
    verifier, state, nonce = (secrets.token_urlsafe(32) for _ in range(3))
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    asked = {
        "response_type": "code",
        "client_id": settings.oidc_client_id,
        "redirect_uri": settings.public_url + CALLBACK,
        "scope": "openid profile",
        "state": state,
        "nonce": nonce,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    metadata = await sign_in.issuer.metadata()
    response = RedirectResponse(f"{metadata.authorization_endpoint}?{urlencode(asked)}", 303)
    attempt = {"state": state, "nonce": nonce, "verifier": verifier, "to": local_address(to)}
    sign_in.sealed.set(response, ATTEMPT, attempt, ATTEMPT_SECONDS, path="/sign-in")
    return response


@router.get(CALLBACK)
async def finish(request: Request, code: str = "", state: str = "") -> Response:
    """Exchanges the code, checks both tokens, and opens the session."""
    sign_in: SignIn = request.app.state.sign_in
    settings = sign_in.issuer.settings
    attempt = sign_in.sealed.get(request, ATTEMPT)
    if attempt is None or not code or not secrets.compare_digest(attempt["state"].encode(), state.encode()):
        raise SignInFailed("the sign-in was not begun here, or took too long")
    tokens = await _exchange(sign_in, code, attempt["verifier"])
    try:
        identity = await sign_in.issuer.claims(tokens["id_token"], settings.oidc_client_id)
        claims = await sign_in.issuer.claims(tokens["access_token"], settings.oidc_audience)
    except NotSignedIn as error:
        raise SignInFailed("the issuer's tokens are not for us") from error
    if identity.get("nonce") != attempt["nonce"]:
        raise SignInFailed("the answer belongs to another sign-in")
    response = RedirectResponse(local_address(attempt["to"]), 303)
    sign_in.keep(response, {**identity, **claims}, settings.session_hours * 3600)
    sign_in.sealed.drop(response, ATTEMPT, path="/sign-in")
    return response


async def _exchange(sign_in: SignIn, code: str, verifier: str) -> dict[str, str]:
    settings = sign_in.issuer.settings
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": settings.public_url + CALLBACK,
        "code_verifier": verifier,
    }
    client = (settings.oidc_client_id, settings.oidc_client_secret.get_secret_value())
    try:
        answer = await sign_in.issuer.http.post(
            (await sign_in.issuer.metadata()).token_endpoint, data=form, auth=client
        )
        tokens: dict[str, str] = answer.json()
    except (httpx2.HTTPError, ValueError) as error:
        raise Transient("the sign-in does not answer") from error
    if answer.status_code != httpx2.codes.OK or not {"id_token", "access_token"} <= tokens.keys():
        raise SignInFailed("the issuer refused the code")
    return tokens


@router.post("/sign-out")
async def sign_out(request: Request) -> Response:
    """Ends the session here and, where the issuer offers it, there."""
    sign_in: SignIn = request.app.state.sign_in
    settings = sign_in.issuer.settings
    to = settings.public_url + "/"
    try:
        end = (await sign_in.issuer.metadata()).end_session_endpoint
    except Transient:
        end = None
    if end:
        to = f"{end}?{urlencode({'client_id': settings.oidc_client_id, 'post_logout_redirect_uri': to})}"
    response = RedirectResponse(to, 303)
    sign_in.forget(response)
    return response
