"""Who may see the name and the documents of a certificate."""

from dataclasses import dataclass
from typing import Final

from certificates.domain.certificate import Certificate
from certificates.domain.holder import Holder
from certificates.domain.publicity import PublicItem
from certificates.wiring import App
from shared.identity.principal import Forbidden, NotSignedIn, Principal, Role


@dataclass(frozen=True, slots=True)
class Sight:
    """What somebody sees of a certificate, beyond what everybody does."""

    name: bool
    score: bool
    documents: bool
    """They carry the name, the award and the score."""


ALL: Final = Sight(name=True, score=True, documents=True)


async def sight_of(app: App, certificate: Certificate, visitor: Principal | None) -> Sight:
    """All for the holder, a guardian, an officer or organiser of the issuer; for everybody what the holder allowed for the
    championship."""
    if visitor and works_for(visitor, certificate.organisation):
        return ALL
    holder = await app.holders.seen(certificate.subject_id)
    if holder is None or holder.erased:
        return Sight(name=False, score=False, documents=False)
    if visitor is not None and await _is_close(app, holder, visitor):
        return ALL
    public = holder.public_in(certificate.achievement.championship_id, app.day(app.now()))
    return Sight(
        name=certificate.told_by_name <= public,
        score=PublicItem.SCORE in public,
        documents=certificate.told_by_documents <= public,
    )


async def may_see_reason(app: App, certificate: Certificate, visitor: Principal | None) -> bool:
    """Why it is out of force, also where that is not public: the holder, a guardian, an officer or organiser of the issuer."""
    if visitor is None:
        return False
    if works_for(visitor, certificate.organisation):
        return True
    holder = await app.holders.seen(certificate.subject_id)
    return holder is not None and not holder.erased and await _is_close(app, holder, visitor)


async def check_document_access(app: App, certificate: Certificate, visitor: Principal | None) -> None:
    """Raises NotSignedIn, Forbidden."""
    if (await sight_of(app, certificate, visitor)).documents:
        return
    raise NotSignedIn if visitor is None else Forbidden


def works_for(visitor: Principal, organisation: str) -> bool:
    return visitor.organisation == organisation and visitor.has(Role.OFFICER, Role.ORGANISER)


def check_officer(officer: Principal, organisation: str) -> None:
    """Raises Forbidden for an officer of another organisation."""
    if officer.organisation != organisation or not officer.has(Role.OFFICER):
        raise Forbidden


async def _is_close(app: App, holder: Holder, visitor: Principal) -> bool:
    """Whether the visitor is the holder, or the guardian of a minor."""
    known = await app.holders.with_account(visitor.account)
    close = holder.close_ones(app.day(app.now()))
    return any(holder.id in close for holder in known)
