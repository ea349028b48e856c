"""What routes ask for: the wired parts, and who is asking."""

from typing import Annotated

from fastapi import Depends, Query, Request

from certificates.wiring import App
from shared.identity.principal import Principal, Role, allow, anyone, signed_in
from shared.web.i18n import Gettext, Language, gettext_of, language

PREFIX = "/api/certificates/v1"


async def the_app(request: Request) -> App:
    app: App = request.app.state.app
    return app


async def words(request: Request) -> Gettext:
    return gettext_of(request)


async def reader_language(request: Request) -> Language:
    return language(request)


TheApp = Annotated[App, Depends(the_app)]
SignedIn = Annotated[Principal, Depends(signed_in)]
Officer = Annotated[Principal, Depends(allow(Role.OFFICER))]
Visitor = Annotated[Principal | None, Depends(anyone)]
Words = Annotated[Gettext, Depends(words)]
ReaderLanguage = Annotated[Language, Depends(reader_language)]
Limit = Annotated[int, Query(ge=1, le=200, description="How many at most")]
Year = Annotated[int, Query(ge=2000, le=2099, description="A year of the register")]
