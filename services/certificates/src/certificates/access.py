"""Who may see the name and the documents of a certificate."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from certificates.domain.certificate import Certificate
from certificates.domain.holders.holder import Holder, allowed_by_each
from certificates.domain.holders.publicity import PublicItem
from certificates.domain.standing import State
from certificates.wiring import App
from shared.identity.principal import Forbidden, NotSignedIn, Principal, Role


@dataclass(frozen=True, slots=True)
class Sight:
    """What somebody sees of a certificate, beyond what everybody does."""

    name: bool
    score: bool
    documents: bool
    """They carry the name, the award, the score, and the team in which it was earned."""
    team: bool
    """The name of that team."""


ALL: Final = Sight(name=True, score=True, documents=True, team=True)
NOTHING: Final = Sight(name=False, score=False, documents=False, team=False)


async def sight_of(app: App, certificate: Certificate, visitor: Principal | None) -> Sight:
    """All for the holder, a guardian, an officer or organiser of the issuer; of a team's, for its members and its mentor. For
    everybody what the holder allowed for the championship: for a team, what each of its members allowed."""
    if visitor and works_for(visitor, certificate.organisation):
        return ALL
    holder = await app.holders.seen(certificate.subject_id)
    if holder is None or holder.erased:
        return NOTHING
    if visitor is not None and await _is_close(app, holder, visitor):
        return ALL
    championship_id = certificate.context.championship_id
    public = await _public_of(app, holder, championship_id)
    is_named = certificate.told_by_name <= public
    team = is_named and await _is_team_public(app, certificate.team_id, championship_id)
    return Sight(
        name=is_named,
        score=PublicItem.SCORE in public,
        documents=certificate.told_by_documents <= public and (team or certificate.team_id is None),
        team=team,
    )


def may_be_previewed(certificate: Certificate, today: date) -> bool:
    """Whether everybody may be shown a picture of what was earned. Not where to have taken part tells what the law protects
    specially, not of what holds no more, and not after an erasure."""
    return (
        not certificate.context.special_category
        and certificate.standing.state is State.VALID
        and not (certificate.expires_on and certificate.expires_on <= today)
        and certificate.document is not None
    )


async def members_shown(app: App, certificate: Certificate) -> tuple[str, ...]:
    """Who is in the team that holds it, where each of them may be named beside what it says; else nobody.

    They are named as they are now, and nowhere signed: who leaves, is erased or takes the consent back is not named any more.
    """
    holder = await app.holders.find(certificate.subject_id)
    if holder is None or holder.team is None:
        return ()
    members = await app.holders.members_of(holder.team)
    public = allowed_by_each(members, certificate.context.championship_id, app.day(app.now()))
    return tuple(one.name for one in members if not one.erased) if certificate.told_by_name <= public else ()


async def _public_of(app: App, holder: Holder, championship_id: UUID | None) -> frozenset[PublicItem]:
    today = app.day(app.now())
    if holder.team is None:
        return holder.public_in(championship_id, today)
    return allowed_by_each(await app.holders.members_of(holder.team), championship_id, today)


async def _is_team_public(app: App, team_id: UUID | None, championship_id: UUID | None) -> bool:
    """Whether the name of a team may stand on a member's public page."""
    team = await app.holders.find(team_id) if team_id else None
    return team is not None and PublicItem.NAME in await _public_of(app, team, championship_id)


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


def check_officer(officer: Principal | None, organisation: str) -> None:
    """Raises NotSignedIn, and Forbidden for an officer of another organisation."""
    if officer is None:
        raise NotSignedIn
    if officer.organisation != organisation or not officer.has(Role.OFFICER):
        raise Forbidden


async def _is_close(app: App, holder: Holder, visitor: Principal) -> bool:
    """Whether the visitor is the holder, or the guardian of a minor; or that to a member of the team, or its mentor."""
    known = await app.holders.with_account(visitor.account)
    close = await _close_ones(app, holder)
    return any(one.id in close for one in known)


async def _close_ones(app: App, holder: Holder) -> frozenset[UUID]:
    today = app.day(app.now())
    if holder.team is None:
        return holder.close_ones(today)
    mentor = {holder.team.mentor_id} if holder.team.mentor_id else set()
    return frozenset(mentor).union(*(one.close_ones(today) for one in await app.holders.members_of(holder.team)))
