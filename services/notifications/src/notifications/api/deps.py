"""What routes ask for: the wired parts, and who is asking."""

from typing import Annotated

from fastapi import Depends, Request

from notifications.domain.recipients import Language, Recipient
from notifications.domain.refusal import Refusal
from notifications.wiring import App
from shared.identity.principal import Forbidden, Principal, Role, allow, anyone
from shared.web.deps import SignedIn, the_app
from shared.web.i18n import language

PREFIX = "/api/notifications/v1"


class NobodyHere(Refusal):
    """The account belongs to no person that messages could be for (yet)."""


TheApp = Annotated[App, Depends(the_app)]
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


async def reader_language(request: Request) -> Language:
    return Language(language(request))


ReaderOrNone = Annotated[Recipient | None, Depends(person_or_none)]
Reader = Annotated[Recipient, Depends(person)]
ReaderLanguage = Annotated[Language, Depends(reader_language)]
