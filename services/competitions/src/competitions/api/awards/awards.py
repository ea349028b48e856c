from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from competitions.api.awards.shapes import AchievementOut, AwardIn, GrantedOut, consent_of, recipient_of
from competitions.api.deps import TheApp
from competitions.commands.awards.one import (
    FactsMissing,
    GrantedOtherwise,
    RecipientNeeded,
    ScoreTooHigh,
    WhoIsMeant,
    Wish,
    grant,
)
from competitions.domain.awards.award import AwardsSought, GrantedBefore, KeyOfAnother
from competitions.domain.awards.facts import ChampionshipNeeded, EndsBeforeItStarts, GrantedTooLate, TitleNeeded
from competitions.domain.awards.offers import LanguageNotOffered, NotOffered
from competitions.domain.awards.rows import KeptOtherwise
from competitions.domain.person import NotYetBorn
from competitions.domain.refusal import Unknown
from competitions.queries.awards.granting import granted_awards, own_award, own_offers
from shared.identity.principal import Forbidden
from shared.web.deps import Officer
from shared.web.idempotency import NewId
from shared.web.problems import problems
from shared.web.schemas import Cursor, Day, Limit, Page

router = APIRouter(tags=["awards"])
OF_TERMS = (NotOffered, LanguageNotOffered, GrantedTooLate, EndsBeforeItStarts, TitleNeeded, ChampionshipNeeded)


@router.get("/achievements", responses=problems(Forbidden))
async def list_achievements(by: Officer, app: TheApp) -> list[AchievementOut]:
    """What the officer's organisation hands out, as it says on its page for issuers; withdrawn ones too."""
    return [AchievementOut.model_validate(one) for one in await own_offers(app, by)]


@router.post(
    "/awards",
    status_code=201,
    responses=problems(
        Unknown,
        Forbidden,
        *OF_TERMS,
        RecipientNeeded,
        NotYetBorn,
        FactsMissing,
        ScoreTooHigh,
        WhoIsMeant,
        GrantedOtherwise,
        KeyOfAnother,
        KeptOtherwise,
        GrantedBefore,
    ),
)
async def grant_award(body: AwardIn, new: NewId, by: Officer, app: TheApp, response: Response) -> GrantedOut:
    """Grants an achievement to one person: the certificate follows, and the letter about it.

    The same person, context and day, or the same `key`, is the same award: granted again it changes nothing, and with other facts
    it is a correction, which has to be asked for (`correct`).
    """
    response.headers["cache-control"] = "no-store"  # what is written of somebody is kept with the award alone
    return GrantedOut.of(await grant(app, new, wish_of(body, app), by))


def wish_of(body: AwardIn, app: TheApp) -> Wish:
    """Raises RecipientNeeded, NotYetBorn."""
    recipient = recipient_of(body.recipient, body.language, app.today()) if body.recipient else None
    return Wish(
        body.achievement_id,
        body.terms(),
        body.facts.facts(),
        body.subject_id,
        recipient,
        body.is_another,
        body.is_further,
        body.key,
        consent_of(body.paper_consent),
        body.correct,
    )


@router.get("/awards", responses=problems(Forbidden))
async def list_awards(
    by: Officer,
    app: TheApp,
    response: Response,
    limit: Limit = 100,
    cursor: Cursor = None,
    achievement_id: Annotated[UUID | None, Query(description="Of this achievement alone")] = None,
    granted_from: Annotated[Day | None, Query(description="On this day or later")] = None,
    granted_until: Annotated[Day | None, Query(description="On this day or before")] = None,
) -> Page[GrantedOut]:
    """What the officer's organisation has granted, the newest first. No names: people stand below `/persons`."""
    response.headers["cache-control"] = "no-store"
    wish = AwardsSought(achievement_id, granted_from, granted_until)
    found, following = await granted_awards(app, by, wish, limit=limit, after=cursor)
    return Page(items=[GrantedOut.of(one.award) for one in found], next=following)


@router.get("/awards/{award_id}", responses=problems(Unknown, Forbidden))
async def read_award(award_id: UUID, by: Officer, app: TheApp, response: Response) -> GrantedOut:
    """One of the officer's organisation. Of who is erased it says nothing that was written of them."""
    response.headers["cache-control"] = "no-store"
    return GrantedOut.of(await own_award(app, award_id, by))
