from uuid import UUID

from fastapi import APIRouter

from competitions.api.deps import TheApp
from competitions.api.needs.shapes import AskOut, ForgottenOut, Member, NeedsIn, NeedsReadingOut, OwnNeedsOut
from competitions.commands.needs.asking import ask_for
from competitions.domain.championship import EmbargoOver
from competitions.domain.needs.asked import (
    AskedTwice,
    ConsentAgainstNeeds,
    NeedsNotAsked,
    NeedsSealBroken,
    NeedUnexplained,
)
from competitions.domain.needs.whose import MemberUnnamed
from competitions.domain.preparation.cancellation import ChampionshipCancelled
from competitions.domain.refusal import Unknown
from competitions.domain.registration import EntryEnded
from competitions.queries.needs.own import OwnNeeds, own_needs
from shared.identity.principal import Forbidden
from shared.web.deps import SignedIn, Unkept
from shared.web.problems import problems

router = APIRouter(prefix="/me/registrations/{registration_id}/needs", tags=["needs"], dependencies=[Unkept])


@router.get("", responses=problems(Unknown, Forbidden, MemberUnnamed, NeedsSealBroken))
async def read_own_needs(registration_id: UUID, by: SignedIn, app: TheApp, person: Member = None) -> OwnNeedsOut:
    """What you, or a ward who is not of age, asked for in an entry, what came of it, and who read it."""
    return _out(await own_needs(app, registration_id, by, person))


@router.put(
    "",
    responses=problems(
        Unknown,
        Forbidden,
        MemberUnnamed,
        NeedsNotAsked,
        EntryEnded,
        EmbargoOver,
        ChampionshipCancelled,
        NeedUnexplained,
        AskedTwice,
        ConsentAgainstNeeds,
        NeedsSealBroken,
    ),
)
async def ask_for_needs(
    registration_id: UUID, body: NeedsIn, by: SignedIn, app: TheApp, person: Member = None
) -> OwnNeedsOut:
    """Says what helps, in the place of what was said before. It is stored sealed, read by named readers alone, and only once the
    consent to it is there. What was answered and stays as it was keeps its answer."""
    await ask_for(app, registration_id, body.asks(), by, person)
    return _out(await own_needs(app, registration_id, by, person))


def _out(found: OwnNeeds) -> OwnNeedsOut:
    needs = found.needs
    return OwnNeedsOut(
        registration_id=needs.registration_id,
        subject_id=found.entry.subject_id,
        asked_at=needs.asked_at,
        needs=[AskOut.model_validate(one) for one in needs.asks],
        consent=found.consent,
        readings=[NeedsReadingOut.model_validate(one) for one in found.readings],
        forgotten=ForgottenOut.model_validate(needs.forgotten) if needs.forgotten else None,
    )
