from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Response
from pydantic import Field

from competitions.api.deps import TheApp
from competitions.commands.keeping.texts import publish_text
from competitions.domain.consents.records import Purpose
from competitions.domain.consents.texts import TooManyVersions, UnknownPlaceholder, Wording
from competitions.queries.keeping.texts import KeptText, kept_text, kept_texts
from shared.errors import Outdated, Stale, VersionNeeded
from shared.identity.principal import Forbidden
from shared.web.deps import Organiser
from shared.web.preconditions import SeenNeeded, etag
from shared.web.problems import problems
from shared.web.schemas import In, Line, Out, Prose

router = APIRouter(prefix="/consent-texts", tags=["consents"])
Heading = Annotated[Line, Field(min_length=1)]
Part = Annotated[Prose, Field(min_length=1)]


class WordingIn(In):
    """`{championship}`, `{organisation}`, `{address}` and `{until}` stand for what is filled in."""

    heading: Heading
    who_asks: Part
    """The operator: name and address."""
    purpose: Part
    data: Part
    """The list of the data."""
    actions: Part
    """What is done with them, and how."""
    readers: Part
    term: Part
    refusal: Part
    """What a "no" means."""
    withdrawal: Part

    def wording(self) -> Wording:
        return Wording(**self.model_dump())


class ConsentTextIn(In):
    """All parts that the law wants said, in both languages."""

    ru: WordingIn
    en: WordingIn


class WordingOut(Out):
    heading: str
    who_asks: str
    purpose: str
    data: str
    actions: str
    readers: str
    term: str
    refusal: str
    withdrawal: str


class ConsentTextOut(Out):
    purpose: Purpose
    text_version: str
    """As answers name it: `own-2` is the second of the organisation; others are shipped."""
    published_at: datetime | None
    """None: the shipped text is shown."""
    ru: WordingOut
    en: WordingOut

    @classmethod
    def of(cls, kept: KeptText) -> "ConsentTextOut":
        return cls(
            purpose=kept.purpose,
            text_version=kept.shown.version,
            published_at=kept.newest.at if kept.newest else None,
            ru=WordingOut.model_validate(kept.shown.ru),
            en=WordingOut.model_validate(kept.shown.en),
        )


class ConsentTextsOut(Out):
    items: list[ConsentTextOut]


@router.get("", responses=problems(Forbidden))
async def list_consent_texts(by: Organiser, app: TheApp) -> ConsentTextsOut:
    """What the organiser's organisation shows for each purpose."""
    return ConsentTextsOut(items=[ConsentTextOut.of(kept) for kept in await kept_texts(app, by)])


@router.get("/{purpose}", responses=problems(Forbidden))
async def read_consent_text(purpose: Purpose, by: Organiser, app: TheApp, response: Response) -> ConsentTextOut:
    """What is shown for one purpose. Its ETag is what a change sends as If-Match."""
    kept = await kept_text(app, purpose, by)
    response.headers["etag"] = etag(kept.seen_version)
    return ConsentTextOut.of(kept)


@router.put("/{purpose}", responses=problems(Forbidden, VersionNeeded, Outdated, UnknownPlaceholder, TooManyVersions))
async def publish_consent_text(
    purpose: Purpose, body: ConsentTextIn, by: Organiser, seen: SeenNeeded, app: TheApp, response: Response
) -> ConsentTextOut:
    """Publishes a new version. Answers that were given keep the version they were given to; whoever opens a link reads the new
    one. `If-Match` says which version was seen. The same text again changes nothing."""
    try:
        await publish_text(app, purpose, body.ru.wording(), body.en.wording(), by, seen)
    except Stale:
        raise Outdated from None
    kept = await kept_text(app, purpose, by)
    response.headers["etag"] = etag(kept.seen_version)
    return ConsentTextOut.of(kept)
