"""What routes ask for: the wired application, who is signed in, the version they saw."""

import re
from typing import Annotated

from fastapi import Depends, Header
from starlette.requests import Request

from competitions.domain.refusal import Refusal
from competitions.wiring import App
from shared.identity.principal import Principal, Role, allow, anyone, signed_in

VERSION = re.compile("[0-9]{1,18}")


class VersionNeeded(Refusal):
    """An edit says which version it edits, so that nobody's change is lost unseen."""


class Outdated(Refusal):
    """The version that was seen is not the newest."""


async def the_app(request: Request) -> App:
    app: App = request.app.state.app
    return app


async def if_match(value: Annotated[str | None, Header(alias="If-Match")] = None) -> int | None:
    """The version in `If-Match`, or None where there is none. Raises Outdated for a tag that was never ours."""
    if value is None:
        return None
    text = value.strip().removeprefix("W/").strip('"')
    if not VERSION.fullmatch(text):
        raise Outdated
    return int(text)


async def needed_if_match(seen: Annotated[int | None, Depends(if_match)]) -> int:
    if seen is None:
        raise VersionNeeded
    return seen


TheApp = Annotated[App, Depends(the_app)]
Organiser = Annotated[Principal, Depends(allow(Role.ORGANISER))]
Expert = Annotated[Principal, Depends(allow(Role.EXPERT))]
Insider = Annotated[Principal, Depends(allow(Role.ORGANISER, Role.EXPERT))]
SignedIn = Annotated[Principal, Depends(signed_in)]
Visitor = Annotated[Principal | None, Depends(anyone)]
Seen = Annotated[int | None, Depends(if_match)]
SeenNeeded = Annotated[int, Depends(needed_if_match)]


def etag(version: int) -> str:
    return f'"{version}"'
