"""`ETag`, `If-Match` and `If-None-Match` (RFC 9110, sections 8.8.3 and 13.1): nobody's change is lost unseen."""

import re
from typing import Annotated, Any, Final

from fastapi import Depends, Header

from shared.errors import Outdated, VersionNeeded

UNCHANGED: Final[dict[int | str, dict[str, Any]]] = {304: {"description": "What `If-None-Match` names is the newest"}}
"""For the `responses` of a route that asks `is_known`."""
VERSION: Final = re.compile("[0-9]{1,18}")


def etag(version: int) -> str:
    """The tag of an aggregate's version."""
    return f'"{version}"'


def is_known(if_none_match: str | None, tag: str) -> bool:
    """Whether the reader has the answer with this tag already: 304 is all there is to say."""
    if if_none_match is None:
        return False
    known = {each.strip().removeprefix("W/") for each in if_none_match.split(",")}
    return "*" in known or tag.removeprefix("W/") in known


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


Seen = Annotated[int | None, Depends(if_match)]
"""The version that the caller saw, where it says so."""
SeenNeeded = Annotated[int, Depends(needed_if_match)]
"""The version that the caller saw; without it the request is refused (428)."""
