"""What can be earned of an issuer, and how a certificate of it looks."""

from datetime import datetime
from typing import Final
from uuid import UUID

from certificates.domain.achievement import Achievement, UnknownCode
from certificates.domain.certificate import Certificate, Document
from certificates.domain.context import Context
from certificates.domain.particulars import NO_SCALE, Cause, Granted, Score
from certificates.domain.register import RegistrationNumber
from certificates.domain.short_id import short_id
from certificates.domain.standing import Standing, State
from certificates.queries.certificates import read_letterhead
from certificates.wiring import App
from shared.text import Text
from shared.web.i18n import Language, texts

NOBODY: Final = UUID(int=0)


async def list_achievements(app: App, organisation: str) -> list[Achievement]:
    """Raises UnknownIssuer."""
    await app.issuers.of(organisation)
    return await app.achievements.of(organisation)


async def read_achievement(app: App, organisation: str, code: str) -> Achievement:
    """Raises UnknownCode."""
    found = await app.achievements.coded(organisation, code)
    if found is None:
        raise UnknownCode(code)
    return found


async def preview(app: App, achievement: Achievement, language: Language) -> bytes:
    """The PDF of a certificate of it that nobody has: without a number in the register, and signed by nobody. Raises UnknownIssuer."""
    letterhead = await read_letterhead(app, achievement.organisation, achievement.design)
    sample = sample_of(app, achievement, letterhead.issuer.prefix, language, app.now())
    return await app.rendering.pdf(sample, letterhead, language)


def sample_of(
    app: App, achievement: Achievement, prefix: str, language: Language, at: datetime, name: str = ""
) -> Certificate:
    """A certificate that nobody has."""
    _ = texts("certificates", language)
    document = Document(name or _("Sample Family Name, Given Name"), "{}", f"{app.origin}/v")
    day = app.day(at)
    number = RegistrationNumber(prefix, day.year, 0)
    occasion = _("Sample of an occasion")
    return Certificate(
        id=NOBODY,
        organisation=achievement.organisation,
        number=number,
        short_id=short_id(NOBODY),
        status_entry=RegistrationNumber(prefix, day.year, 1).status_entry,
        subject_id=NOBODY,
        cause=Cause(award_id=NOBODY),
        achievement=achievement,
        context=Context("event", None, Text(occasion, occasion)),
        score=Score("87.50", None, NO_SCALE) if achievement.scored else None,
        granted=Granted(day, language if achievement.is_self_made else achievement.speaks),
        issued_at=at,
        document=document,
        digest=document.digest,
        standing=Standing(State.VALID, at),
        expires_on=achievement.expires(day),
    )
