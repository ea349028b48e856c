"""Somebody new is asked to help: a letter, a registration with a checked address, a yes, and what they may do then."""

import secrets
from typing import Final
from urllib.parse import urlsplit

from client import duties
from client.browser import Browser, Newcomer
from client.caller import COMPETITIONS, Caller, refusal
from smoke.championship import Championship, must
from smoke.mail import Mail

ACCOUNT: Final = "newcomer"
TO_CHECK: Final = "/login-actions/action-token"
"""Of the link by which Keycloak checks an address."""


async def joins(played: Championship, mail: Mail) -> str:
    """Returns the address that letters to them go to. Raises SignInFailed, Wrong, Late."""
    email = f"check-{secrets.token_hex(4)}@people.example"
    somebody = Newcomer("Проба", "Новенькая", email, secrets.token_urlsafe(18))
    duty = await duties.invite(played.organiser, "organiser", somebody.family_name, somebody.given_name, email)
    played.subjects[ACCOUNT] = await _subject(played.organiser, email)
    to = urlsplit(await mail.link(email, "/invitation/")).path
    browser = Browser(played.installation.url)
    await played.browsers.enter_async_context(browser.http)

    async def checked() -> str:
        return await mail.link(email, TO_CHECK)

    await browser.register(somebody, to, checked)
    caller = Caller(browser.http)
    must(await refusal(caller.get(f"{COMPETITIONS}/persons")), "forbidden", "what they may before they say yes")
    answer = await browser.http.post(to)
    must(answer.status_code < 400, expected=True, what=f"the yes ({answer.status_code})")  # noqa: PLR2004
    must(await refusal(caller.get(f"{COMPETITIONS}/persons")), "", "what they may after it")
    await played.organiser.delete(f"{COMPETITIONS}/access/{duty}")
    return email


async def _subject(organiser: Caller, email: str) -> str:
    found = await organiser.post(f"{COMPETITIONS}/persons/search", {"text": email})
    return str(found["items"][0]["id"])
