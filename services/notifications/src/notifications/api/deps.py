"""What routes ask for beside `shared.web.deps`: the wired application, and who is asking."""

from typing import Annotated

from fastapi import Depends, Request

from notifications import access
from notifications.domain import recipients
from notifications.domain.recipients import Language
from notifications.wiring import App
from shared.identity.principal import Principal, Role, allow, anyone
from shared.web.deps import Organiser, SignedIn, the_app
from shared.web.i18n import language

PREFIX = "/api/notifications/v1"

TheApp = Annotated[App, Depends(the_app)]
Anyone = Depends(anyone)


async def of_organiser(by: Organiser) -> str:
    """Raises Forbidden for who organises none."""
    return access.organisation_of(by, Role.ORGANISER)


async def of_staff(by: Annotated[Principal, Depends(allow(Role.ORGANISER, Role.OFFICER))]) -> str:
    """Raises Forbidden for who works for none."""
    return access.organisation_of(by, Role.ORGANISER, Role.OFFICER)


async def reader_or_none(by: SignedIn, app: TheApp) -> recipients.Reader | None:
    return await access.reader_or_none(app, by)


async def reader(by: SignedIn, app: TheApp) -> recipients.Reader:
    """Raises NobodyHere."""
    return await access.reader(app, by)


async def reader_language(request: Request) -> Language:
    return Language(language(request))


OrganisersOrganisation = Annotated[str, Depends(of_organiser)]
StaffsOrganisation = Annotated[str, Depends(of_staff)]
ReaderOrNone = Annotated[recipients.Reader | None, Depends(reader_or_none)]
Reader = Annotated[recipients.Reader, Depends(reader)]
ReaderLanguage = Annotated[Language, Depends(reader_language)]
