"""`deploy/smoke [--up] [--keep]`: does the product that compose brought up do its main job?"""

import asyncio
import sys
import time
from collections.abc import Awaitable, Iterator
from contextlib import AsyncExitStack, contextmanager
from datetime import UTC, datetime
from typing import Annotated, TypeVar

import httpx2
import typer

from client.browser import SignInFailed
from client.caller import Refused
from client.reasons import reason
from client.waiting import Late
from demo.people import OFFICER, ORGANISER
from demo.scan import NotGenuine
from smoke import outcome
from smoke.championship import JURY, Championship, Wrong
from smoke.installation import Installation, NotInstalled, up
from smoke.mail import Mail
from smoke.newcomer import joins

T = TypeVar("T")
FAILURES = (
    Wrong,
    Refused,
    Late,
    SignInFailed,
    NotGenuine,
    NotInstalled,
    httpx2.HTTPError,
)


def main(
    bring_up: Annotated[bool, typer.Option("--up", help="Build the images and bring everything up first")] = False,
    keep: Annotated[bool, typer.Option("--keep", help="Leave the people in, to look at what was made")] = False,
) -> None:
    """Plays a small championship on the installation of deploy/.env. Ends with 0 when everything came out right."""
    begun = time.monotonic()
    try:
        installation = Installation.read()
        if bring_up:
            with _step("compose up"):
                up()
        asyncio.run(_check(installation, keep=keep))
    except FAILURES as failure:
        sys.exit(f"FAILED  {_why(failure)}")
    except KeyboardInterrupt:
        sys.exit("stopped")
    print(f"OK      everything came out right in {time.monotonic() - begun:.0f} s")


def _why(failure: Exception) -> str:
    if isinstance(failure, httpx2.ConnectError):
        return f"{reason(failure)}. Is it up? docker compose -f deploy/compose.yaml up -d --wait, or make smoke UP=1"
    return reason(failure)


async def _check(installation: Installation, *, keep: bool) -> None:
    begun = datetime.now(UTC)
    async with AsyncExitStack() as browsers:
        played = Championship(installation, browsers)
        mail = Mail(installation.mail_url)
        letters = await _done("mail server", mail.letters())
        await _done("sign-in at Keycloak", played.sign_in(ORGANISER, OFFICER, *JURY, outcome.HOLDER))
        try:
            newcomer = await _done("somebody new invited and registered", joins(played, mail))
            await _done("championship prepared", played.prepare())
            await _done("marked and signed off", played.mark())
            await _done("results published", played.publish())
            issued = await _done("certificates issued", outcome.certificates(played))
            page = await _done("certificate verified", outcome.genuine(played, issued))
            await _done("its PDF", outcome.documents(played, issued))
            await _done("everybody told", outcome.messages(played, begun, mail, letters, newcomer))
            await _done("signed out", played.signed_in[outcome.HOLDER].sign_out())
        finally:
            if not keep:
                await _done("people erased", played.clean())
        print(f"        {len(issued)} certificates, such as {page}")


async def _done(what: str, work: Awaitable[T]) -> T:
    with _step(what):
        return await work


@contextmanager
def _step(what: str) -> Iterator[None]:
    begun = time.monotonic()
    try:
        yield
    except BaseException:
        print(f"failed  {what}", flush=True)
        raise
    print(f"ok      {what} ({time.monotonic() - begun:.1f} s)", flush=True)


if __name__ == "__main__":
    typer.run(main)
