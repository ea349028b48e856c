"""What routes ask for: the wired parts, and who is asking."""

from typing import Annotated

from fastapi import Depends, Query, Request

from notifications.domain.recipients import Language, Recipient
from notifications.wiring import App
from shared.identity.principal import Forbidden, Principal, Role, allow, anyone, signed_in
from shared.web.i18n import Gettext, gettext_of, language

PREFIX = "/api/notifications/v1"


class NobodyHere(Exception):
    """The account belongs to no person that messages could be for (yet)."""


async def the_app(request: Request) -> App:
    app: App = request.app.state.app
    return app


TheApp = Annotated[App, Depends(the_app)]
SignedIn = Annotated[Principal, Depends(signed_in)]
Anyone = Depends(anyone)


async def of_organiser(by: Annotated[Principal, Depends(allow(Role.ORGANISER))]) -> str:
    """The organisation that the organiser acts for. Raises Forbidden where the token names none."""
    return _organisation(by)


async def of_staff(by: Annotated[Principal, Depends(allow(Role.ORGANISER, Role.OFFICER))]) -> str:
    """The organisation that the organiser or officer acts for. Raises Forbidden where the token names none."""
    return _organisation(by)


def _organisation(by: Principal) -> str:
    if by.organisation is None:
        raise Forbidden
    return by.organisation


OrganisersOrganisation = Annotated[str, Depends(of_organiser)]
StaffsOrganisation = Annotated[str, Depends(of_staff)]


async def person_or_none(principal: SignedIn, app: TheApp) -> Recipient | None:
    return await app.recipients.find_by_account(principal.account)


async def person(found: Annotated[Recipient | None, Depends(person_or_none)]) -> Recipient:
    """Raises NobodyHere."""
    if found is None:
        raise NobodyHere
    return found


async def words(request: Request) -> Gettext:
    return gettext_of(request)


async def reader_language(request: Request) -> Language:
    return Language(language(request))


ReaderOrNone = Annotated[Recipient | None, Depends(person_or_none)]
Reader = Annotated[Recipient, Depends(person)]
Words = Annotated[Gettext, Depends(words)]
ReaderLanguage = Annotated[Language, Depends(reader_language)]
Limit = Annotated[int, Query(ge=1, le=100, description="How many at most")]
