"""What routes of every service ask for: who is signed in, in which role, and in which language they read.

A service adds its own wired application: `TheApp = Annotated[App, Depends(the_app)]`.
"""

from typing import Annotated, Any

from fastapi import Depends, Request, Response

from shared.identity.principal import Principal, Role, allow, anyone, caller_of, current, signed_in
from shared.web.i18n import Gettext, Language, gettext_of, language


async def the_app(request: Request) -> Any:
    """The service's wired application."""
    return request.app.state.app


async def words(request: Request) -> Gettext:
    return gettext_of(request)


async def reader_language(request: Request) -> Language:
    return language(request)


async def guess(request: Request) -> None:
    """For routes that try a name or a number. Raises TooMany."""
    request.app.state.rate_limits.guesses.take(await _caller(request))


async def check_listed(request: Request, count: int, guesses: int) -> None:
    """Before `count` things are checked at once, `guesses` of them numbers that could be counted through. Raises TooMany."""
    limits, caller = request.app.state.rate_limits, await _caller(request)
    limits.listed.take(caller, count)
    if guesses:
        limits.guesses.take(caller, guesses)


async def _caller(request: Request) -> str:
    principal = await current(request)
    return caller_of(request, principal.account if principal else None)


async def enter(request: Request) -> None:
    """For routes by which people enter themselves: nobody fills a list by the thousand. Raises TooMany."""
    principal = await current(request)
    limits = request.app.state.rate_limits
    limits.entries_of_address.take(caller_of(request, None))
    limits.entries.take(caller_of(request, principal.account if principal else None))


async def unkept(response: Response) -> None:
    """For routes whose answers have words about people in them: no cache keeps them, nor the record of requests that are sent again."""
    response.headers["cache-control"] = "no-store"


Unkept = Depends(unkept)
"""A router's dependency: `dependencies=[Unkept]`. What it does twice must come to the same by itself."""
Entering = Depends(enter)
"""A route's dependency: `dependencies=[Entering]`."""
Guess = Depends(guess)
"""A route's dependency: `dependencies=[Guess]`."""
SignedIn = Annotated[Principal, Depends(signed_in)]
Visitor = Annotated[Principal | None, Depends(anyone)]
Organiser = Annotated[Principal, Depends(allow(Role.ORGANISER))]
Expert = Annotated[Principal, Depends(allow(Role.EXPERT))]
Insider = Annotated[Principal, Depends(allow(Role.ORGANISER, Role.EXPERT))]
Officer = Annotated[Principal, Depends(allow(Role.OFFICER))]
Staff = Annotated[Principal, Depends(allow(Role.ORGANISER, Role.OFFICER))]
Words = Annotated[Gettext, Depends(words)]
ReaderLanguage = Annotated[Language, Depends(reader_language)]
